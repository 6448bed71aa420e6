// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_knots.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <queue>

namespace wardscope::analysis {
namespace {

using Entries = std::vector<std::pair<std::uint32_t, double>>;

void add_to(Entries& entries, std::uint32_t column, double value) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == column; });
  if (found == entries.end()) {
    entries.emplace_back(column, value);
  } else {
    found->second += value;
  }
}

/// Takes the entry of a column out of a row. @pre it has one
double take_from(Entries& entries, std::uint32_t column) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == column; });
  assert(found != entries.end());
  const double value = found->second;
  *found = entries.back();
  entries.pop_back();
  return value;
}

}  // namespace

std::optional<StreetKnots> StreetKnots::of(const StreetReach& streets, std::span<const NodeShares> shares,
                                           std::vector<ShortPiece> pieces, const GoOn& go_on) {
  StreetKnots knots;
  std::vector<std::uint32_t> tied;
  tied.reserve(2 * pieces.size());
  for (const ShortPiece& piece : pieces) {
    assert(piece.slowed > 0.0 && piece.slowed <= 1.0);
    tied.push_back(piece.node);
    tied.push_back(piece.other_node);
  }
  std::sort(tied.begin(), tied.end());
  tied.erase(std::unique(tied.begin(), tied.end()), tied.end());
  const auto number = [&](std::uint32_t node) {
    return static_cast<std::uint32_t>(std::lower_bound(tied.begin(), tied.end(), node) - tied.begin());
  };
  knots.nodes_.reserve(tied.size());
  for (const std::uint32_t node : tied)
    knots.nodes_.emplace_back(streets.first_slot[node], streets.first_slot[node + 1]);
  knots.rows_.resize(tied.size());
  knots.totals_.resize(tied.size());
  knots.ties_.reserve(pieces.size());
  for (ShortPiece& piece : pieces) {
    const NodeShares& here = shares[piece.node];
    const NodeShares& there = shares[piece.other_node];
    piece.node = number(piece.node);
    piece.other_node = number(piece.other_node);
    const double g = 1.0 - piece.slowed;
    // 1 - g^2 b c without the loss of digits where all three are almost 1
    const double left = piece.slowed * (1.0 + g) * here.of_own * there.of_own + (1.0 - here.of_own * there.of_own);
    const Tie tie{piece, 1.0 / left, g * there.of_own, g * here.of_own, g * there.of_all, g * here.of_all};
    // T_u less what of a_u depends on T_u and T_v, and the same for v.
    knots.rows_[piece.node].pivot += tie.scale * tie.back * tie.from_node;
    knots.rows_[piece.other_node].pivot += tie.scale * tie.other_back * tie.from_other;
    if (piece.node == piece.other_node) {
      knots.rows_[piece.node].pivot -= tie.scale * (tie.from_other + tie.from_node);
    } else {
      add_to(knots.rows_[piece.node].upper, piece.other_node, -tie.scale * tie.from_other);
      add_to(knots.rows_[piece.other_node].upper, piece.node, -tie.scale * tie.from_node);
    }
    knots.ties_.push_back(tie);
  }
  if (!knots.eliminate(go_on)) return std::nullopt;
  return knots;
}

bool StreetKnots::eliminate(const GoOn& go_on) {
  using Waiting = std::pair<std::size_t, std::uint32_t>;  // neighbours, node
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> queue;
  for (std::uint32_t n = 0; n < rows_.size(); ++n) queue.emplace(rows_[n].upper.size(), n);
  std::vector<bool> done(rows_.size(), false);
  order_.reserve(rows_.size());
  constexpr std::size_t kLookEvery = 256;
  while (!queue.empty()) {
    const auto [neighbours, node] = queue.top();
    queue.pop();
    if (done[node] || neighbours != rows_[node].upper.size()) continue;
    done[node] = true;
    order_.push_back(node);
    if (order_.size() % kLookEvery == 0 && !go_on(0.0)) return false;
    Row& row = rows_[node];
    assert(row.pivot > 0.0);
    row.lower.reserve(row.upper.size());
    for (const Entry& later : row.upper) {
      const double factor = take_from(rows_[later.first].upper, node) / row.pivot;
      row.lower.emplace_back(later.first, factor);
      for (const Entry& other : row.upper) {
        if (other.first == later.first) {
          rows_[later.first].pivot -= factor * other.second;
        } else {
          add_to(rows_[later.first].upper, other.first, -factor * other.second);
        }
      }
    }
    for (const Entry& later : row.upper) queue.emplace(rows_[later.first].upper.size(), later.first);
  }
  return true;
}

void StreetKnots::solve() {
  for (const std::uint32_t node : order_) {
    for (const Entry& later : rows_[node].lower) totals_[later.first] -= later.second * totals_[node];
  }
  for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
    double known = totals_[*node];
    for (const Entry& later : rows_[*node].upper) known -= later.second * totals_[later.first];
    totals_[*node] = known / rows_[*node].pivot;
  }
}

void StreetKnots::settle(std::span<double> arriving) {
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    totals_[n] = 0.0;
    for (std::uint32_t slot = nodes_[n].first; slot < nodes_[n].second; ++slot) totals_[n] += arriving[slot];
  }
  for (Tie& tie : ties_) {
    double& here = arriving[tie.piece.slot];
    double& there = arriving[tie.piece.other_slot];
    const double alone = tie.scale * (here - tie.back * there);
    const double other_alone = tie.scale * (there - tie.other_back * here);
    totals_[tie.piece.node] += alone - here;
    totals_[tie.piece.other_node] += other_alone - there;
    here = alone;
    there = other_alone;
  }
  solve();
  for (const Tie& tie : ties_) {
    const double total = totals_[tie.piece.node];
    const double other = totals_[tie.piece.other_node];
    arriving[tie.piece.slot] += tie.scale * (tie.from_other * other - tie.back * tie.from_node * total);
    arriving[tie.piece.other_slot] += tie.scale * (tie.from_node * total - tie.other_back * tie.from_other * other);
  }
}

}  // namespace wardscope::analysis
