// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/suppression_network.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <queue>
#include <utility>

namespace wardscope::analysis {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
// Partners in order of preference: the cell that loses least information, an empty cell (an outsider may guess that it
// is empty), a total.
constexpr std::int64_t kEmptyCellCost = 1'000'000'000;
constexpr std::int64_t kTotalCost = 1'000'000'000'000;

}  // namespace

SuppressionNetwork::SuppressionNetwork(const CountTable& table)
    : rows_(table.rows),
      columns_(table.columns),
      nodes_(rows_ + columns_ + 2),
      arcs_((rows_ + 1) * (columns_ + 1)),
      arcs_at_(nodes_) {
  for (std::size_t row = 0; row < rows_; ++row) {
    for (std::size_t column = 0; column < columns_; ++column) {
      const std::int64_t count = table.at(row, column);
      assert(count >= 0);
      arcs_[arc(row, column)].value = count;
      arcs_[arc(row, columns_)].value += count;
      arcs_[arc(rows_, column)].value += count;
      arcs_[arc(rows_, columns_)].value += count;
    }
  }
  for (std::size_t row = 0; row <= rows_; ++row) {
    for (std::size_t column = 0; column <= columns_; ++column) {
      Arc& one = arcs_[arc(row, column)];
      const bool total_row = row == rows_;
      const bool total_column = column == columns_;
      one.tail = row;
      one.head = rows_ + 1 + column;
      if (total_row != total_column) std::swap(one.tail, one.head);  // a total leaves where its cells arrive
      one.published = table.totals == Totals::rows_and_columns || !total_row;
      one.hidden = !one.published;
      one.cost = one.value > 0 ? one.value : kEmptyCellCost;
      if (total_row || total_column) one.cost += kTotalCost;
      arcs_at_[one.tail].push_back(arc(row, column));
      arcs_at_[one.head].push_back(arc(row, column));
    }
  }
}

std::int64_t SuppressionNetwork::possible_rise(std::size_t arc, std::int64_t limit) {
  return push({arc, arcs_[arc].head, arcs_[arc].tail, limit, Hiding::none});
}

std::int64_t SuppressionNetwork::possible_fall(std::size_t arc, std::int64_t limit) {
  return push({arc, arcs_[arc].tail, arcs_[arc].head, std::min(limit, arcs_[arc].value), Hiding::none});
}

void SuppressionNetwork::widen(std::size_t arc, std::int64_t rise, std::int64_t fall) {
  assert(arcs_[arc].hidden && fall <= arcs_[arc].value);
  [[maybe_unused]] const auto risen = push({arc, arcs_[arc].head, arcs_[arc].tail, rise, Hiding::allowed});
  [[maybe_unused]] const auto fallen = push({arc, arcs_[arc].tail, arcs_[arc].head, fall, Hiding::allowed});
  assert(risen >= rise && fallen >= fall);  // with every number hidden there is always a way
}

std::int64_t SuppressionNetwork::push(const Push& push) {
  for (const std::size_t index : changed_) arcs_[index].change = 0;
  changed_.clear();
  std::int64_t pushed = 0;
  while (pushed < push.limit) {
    std::int64_t more = push_over_three(push, push.limit - pushed);
    if (more == 0) more = push_once(push, push.limit - pushed);
    if (more == 0) break;
    pushed += more;
  }
  return pushed;
}

std::int64_t SuppressionNetwork::room(std::size_t arc, std::size_t node) const {
  return arcs_[arc].tail == node ? kFar : arcs_[arc].value + arcs_[arc].change;
}

void SuppressionNetwork::change(std::size_t arc, std::size_t from, std::int64_t amount) {
  arcs_[arc].change += arcs_[arc].tail == from ? amount : -amount;
  changed_.push_back(arc);
}

/// The first free way of three hidden numbers, the fewest that there can be: where much is hidden, there are many, and one
/// is found at once.
std::int64_t SuppressionNetwork::push_over_three(const Push& push, std::int64_t wanted) {
  const auto is_free = [&](std::size_t index, std::size_t node) {
    return index != push.arc && arcs_[index].hidden && room(index, node) > 0;
  };
  const auto other_end = [&](std::size_t index, std::size_t node) { return arcs_[index].tail == node ? arcs_[index].head : arcs_[index].tail; };
  for (const std::size_t first : arcs_at_[push.from]) {
    if (!is_free(first, push.from)) continue;
    const std::size_t near = other_end(first, push.from);
    for (const std::size_t second : arcs_at_[near]) {
      if (second == first || !is_free(second, near)) continue;
      const std::size_t far = other_end(second, near);
      const std::size_t row = std::min(far, push.to);  // rows are numbered before columns
      const std::size_t third = arc(row, std::max(far, push.to) - rows_ - 1);
      if (third == first || !is_free(third, far)) continue;
      const std::int64_t amount = std::min({wanted, room(first, push.from), room(second, near), room(third, far)});
      change(first, push.from, amount);
      change(second, near, amount);
      change(third, far, amount);
      return amount;
    }
  }
  return 0;
}

/// One augmenting path, the cheapest by what must be hidden for it (Dijkstra; equals by the lowest node).
std::int64_t SuppressionNetwork::push_once(const Push& push, std::int64_t wanted) {
  std::vector<std::int64_t> cost(nodes_, kFar);
  std::vector<std::size_t> by(nodes_, arcs_.size());
  using Entry = std::pair<std::int64_t, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  cost[push.from] = 0;
  queue.emplace(0, push.from);
  while (!queue.empty()) {
    const auto [so_far, node] = queue.top();
    queue.pop();
    if (so_far > cost[node]) continue;
    if (node == push.to) break;
    for (const std::size_t index : arcs_at_[node]) {
      const Arc& one = arcs_[index];
      if (index == push.arc || (!one.hidden && push.hiding == Hiding::none) || room(index, node) <= 0) continue;
      const std::size_t next = one.tail == node ? one.head : one.tail;
      // One more for each step, so that among free ways the shortest is taken.
      const std::int64_t there = so_far + 1 + (one.hidden ? 0 : one.cost * static_cast<std::int64_t>(nodes_));
      if (there >= cost[next]) continue;
      cost[next] = there;
      by[next] = index;
      queue.emplace(there, next);
    }
  }
  if (cost[push.to] >= kFar) return 0;
  const auto walk = [&](auto visit) {
    for (std::size_t node = push.to; node != push.from;) {
      const Arc& one = arcs_[by[node]];
      const std::size_t before = one.head == node ? one.tail : one.head;
      visit(by[node], before);
      node = before;
    }
  };
  std::int64_t amount = wanted;
  walk([&](std::size_t index, std::size_t before) { amount = std::min(amount, room(index, before)); });
  walk([&](std::size_t index, std::size_t before) {
    change(index, before, amount);
    arcs_[index].hidden = true;
  });
  return amount;
}

}  // namespace wardscope::analysis
