// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/suppression_network.hpp"

#include <algorithm>
#include <array>
#include <bit>
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

std::size_t words_for(std::size_t members) { return (members + 63) / 64; }

void set_bit(std::vector<std::uint64_t>& set, std::size_t member) {
  set[member / 64] |= std::uint64_t{1} << member % 64;
}

void clear_bit(std::vector<std::uint64_t>& set, std::size_t member) {
  set[member / 64] &= ~(std::uint64_t{1} << member % 64);
}

/// The members of a word of a set, the lowest first.
template <typename Visit>
void each_of(std::uint64_t word, std::size_t index, Visit visit) {
  for (; word != 0; word &= word - 1) visit(index * 64 + static_cast<std::size_t>(std::countr_zero(word)));
}

}  // namespace

NodeSets::NodeSets(std::size_t nodes, std::size_t most_members)
    : stride_(words_for(most_members)), words_(nodes * stride_, 0) {}

SuppressionNetwork::SuppressionNetwork(const CountTable& table)
    : rows_(table.rows),
      columns_(table.columns),
      nodes_(rows_ + columns_ + 2),
      arcs_((rows_ + 1) * (columns_ + 1)),
      ways_out_(nodes_, std::max(rows_, columns_) + 1),
      ways_in_(nodes_, std::max(rows_, columns_) + 1),
      before_(nodes_) {
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
  if (table.totals == Totals::rows_and_columns) return;
  for (std::size_t column = 0; column <= columns_; ++column) {
    arcs_[arc(rows_, column)].published = false;
    hide(arc(rows_, column));
  }
}

// A cell leaves its row for its column; a total leaves where its cells arrive.
std::size_t SuppressionNetwork::tail(std::size_t arc) const {
  const std::size_t row = arc / (columns_ + 1);
  const std::size_t column = arc % (columns_ + 1);
  return (row == rows_) == (column == columns_) ? row : rows_ + 1 + column;
}

std::size_t SuppressionNetwork::head(std::size_t arc) const {
  const std::size_t row = arc / (columns_ + 1);
  const std::size_t column = arc % (columns_ + 1);
  return (row == rows_) == (column == columns_) ? rows_ + 1 + column : row;
}

std::int64_t SuppressionNetwork::cost(std::size_t arc) const {
  const std::int64_t value = arcs_[arc].value;
  const bool total = arc / (columns_ + 1) == rows_ || arc % (columns_ + 1) == columns_;
  return (value > 0 ? value : kEmptyCellCost) + (total ? kTotalCost : 0);
}

std::int64_t SuppressionNetwork::room(std::size_t arc, std::size_t node) const {
  return tail(arc) == node ? kFar : arcs_[arc].value + arcs_[arc].change;
}

void SuppressionNetwork::hide(std::size_t arc) {
  arcs_[arc].hidden = true;
  note_ways(arc);
}

/// Keeps the sets of ways true after the number was hidden or its flow changed.
void SuppressionNetwork::note_ways(std::size_t arc) {
  const Arc& one = arcs_[arc];
  const std::size_t from = tail(arc);
  const std::size_t to = head(arc);
  const std::uint64_t onwards = one.hidden ? 1 : 0;
  const std::uint64_t back = one.hidden && one.value + one.change > 0 ? 1 : 0;
  ways_out_.put(from, place(to), onwards);
  ways_in_.put(to, place(from), onwards);
  ways_out_.put(to, place(from), back);
  ways_in_.put(from, place(to), back);
}

void SuppressionNetwork::change(std::size_t arc, std::size_t from, std::int64_t amount) {
  arcs_[arc].change += tail(arc) == from ? amount : -amount;
  changed_.push_back(arc);
  note_ways(arc);
}

SuppressionNetwork::Push SuppressionNetwork::rise_of(std::size_t arc, std::int64_t limit, Hiding hiding) const {
  return {arc, head(arc), tail(arc), limit, hiding};
}

SuppressionNetwork::Push SuppressionNetwork::fall_of(std::size_t arc, std::int64_t limit, Hiding hiding) const {
  return {arc, tail(arc), head(arc), std::min(limit, arcs_[arc].value), hiding};
}

std::int64_t SuppressionNetwork::possible_rise(std::size_t arc, std::int64_t limit) {
  return push(rise_of(arc, limit, Hiding::none));
}

std::int64_t SuppressionNetwork::possible_fall(std::size_t arc, std::int64_t limit) {
  return push(fall_of(arc, limit, Hiding::none));
}

void SuppressionNetwork::widen_rise(std::size_t arc, std::int64_t rise) {
  assert(arcs_[arc].hidden);
  [[maybe_unused]] const auto risen = push(rise_of(arc, rise, Hiding::allowed));
  assert(risen >= rise);  // with every number hidden there is always a way
}

void SuppressionNetwork::widen_fall(std::size_t arc, std::int64_t fall) {
  assert(arcs_[arc].hidden && fall <= arcs_[arc].value);
  [[maybe_unused]] const auto fallen = push(fall_of(arc, fall, Hiding::allowed));
  assert(fallen >= fall);
}

/// Augmenting paths until the limit is reached or there is none. A free way is always cheaper than one that hides.
std::int64_t SuppressionNetwork::push(const Push& push) {
  for (const std::size_t index : changed_) {
    arcs_[index].change = 0;
    note_ways(index);
  }
  changed_.clear();
  std::int64_t pushed = 0;
  while (pushed < push.limit) {
    const bool found =
        find_over_three(push) || find_free(push) || (push.hiding == Hiding::allowed && find_cheapest(push));
    if (!found) break;
    pushed += push_along_found(push, push.limit - pushed);
  }
  return pushed;
}

/// The first free way of three hidden numbers, the fewest that there can be: where much is hidden, there are many, and
/// one is found at once.
bool SuppressionNetwork::find_over_three(const Push& push) {
  const auto firsts = ways_out_.of(push.from);
  const auto lasts = ways_in_.of(push.to);
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    for (std::uint64_t word = firsts[i]; word != 0; word &= word - 1) {
      const std::size_t near = across(push.from, i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      if (near == push.to) continue;
      const auto seconds = ways_out_.of(near);
      for (std::size_t j = 0; j < seconds.size(); ++j) {
        std::uint64_t both = seconds[j] & lasts[j];
        if (j == place(push.from) / 64) both &= ~(std::uint64_t{1} << place(push.from) % 64);
        if (both == 0) continue;
        const std::size_t far = across(near, j * 64 + static_cast<std::size_t>(std::countr_zero(both)));
        before_[push.to] = far;
        before_[far] = near;
        before_[near] = push.from;
        return true;
      }
    }
  }
  return false;
}

/// The free way of the fewest numbers (breadth first; equals by the lowest node).
bool SuppressionNetwork::find_free(const Push& push) {
  const std::size_t words = ways_out_.of(push.from).size();
  std::array<std::vector<std::uint64_t>, 2> unseen;  // of the side of push.from, and across
  for (auto& side : unseen) side.assign(words, ~std::uint64_t{0});
  clear_bit(unseen[0], place(push.from));
  std::vector<std::uint64_t> level(words, 0);
  std::vector<std::uint64_t> next(words, 0);
  set_bit(level, place(push.from));
  const std::array<std::size_t, 2> sides = {across(push.to, 0), across(push.from, 0)};  // the first node of each
  for (std::size_t depth = 0;; ++depth) {
    const std::size_t here = sides[depth % 2];
    const std::size_t there = sides[(depth + 1) % 2];
    auto& fresh = unseen[(depth + 1) % 2];
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < words; ++i) {
      each_of(level[i], i, [&](std::size_t member) {
        const auto ways = ways_out_.of(here + member);
        for (std::size_t j = 0; j < words; ++j) {
          std::uint64_t found = ways[j] & fresh[j];
          if (depth == 0 && j == place(push.to) / 64) found &= ~(std::uint64_t{1} << place(push.to) % 64);
          if (found == 0) continue;
          fresh[j] &= ~found;
          next[j] |= found;
          any |= found;
          each_of(found, j, [&](std::size_t at) { before_[there + at] = here + member; });
        }
      });
    }
    if (any == 0) return false;
    const std::size_t end = place(push.to);
    if (depth % 2 == 0 && ((next[end / 64] >> end % 64) & 1) != 0) return true;
    level.swap(next);
    std::fill(next.begin(), next.end(), 0);
  }
}

/// The way that costs least of what must be hidden for it (Dijkstra; equals by the lowest node).
bool SuppressionNetwork::find_cheapest(const Push& push) {
  std::vector<std::int64_t> spent(nodes_, kFar);
  using Entry = std::pair<std::int64_t, std::size_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  spent[push.from] = 0;
  queue.emplace(0, push.from);
  while (!queue.empty()) {
    const auto [so_far, node] = queue.top();
    queue.pop();
    if (so_far > spent[node]) continue;
    if (node == push.to) return true;
    const std::size_t lines = is_row(node) ? columns_ + 1 : rows_ + 1;
    for (std::size_t line = 0; line < lines; ++line) {
      const std::size_t next = across(node, line);
      // Costs are whole: nothing that is as dear as a way to the end already known can be part of a cheaper one.
      if (so_far + 1 >= spent[next] || so_far + 1 >= spent[push.to]) continue;
      const std::size_t index = arc_between(node, next);
      if (index == push.arc || room(index, node) <= 0) continue;
      // One more for each step, so that among free ways the shortest is taken.
      const std::int64_t there =
          so_far + 1 + (arcs_[index].hidden ? 0 : cost(index) * static_cast<std::int64_t>(nodes_));
      if (there >= spent[next]) continue;
      spent[next] = there;
      before_[next] = node;
      queue.emplace(there, next);
    }
  }
  return false;
}

std::int64_t SuppressionNetwork::push_along_found(const Push& push, std::int64_t wanted) {
  std::int64_t amount = wanted;
  for (std::size_t node = push.to; node != push.from; node = before_[node]) {
    amount = std::min(amount, room(arc_between(before_[node], node), before_[node]));
  }
  assert(amount > 0);
  for (std::size_t node = push.to; node != push.from; node = before_[node]) {
    const std::size_t index = arc_between(before_[node], node);
    arcs_[index].hidden = true;
    change(index, before_[node], amount);
  }
  return amount;
}

}  // namespace wardscope::analysis
