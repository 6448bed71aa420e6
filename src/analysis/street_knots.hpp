// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/street_reach.hpp"

namespace wardscope::analysis {

/// What leaves by an end of a node of what arrives there: total * of_all - own * of_own.
struct NodeShares {
  double of_all = 0.0;
  double of_own = 0.0;
};

/// A piece shorter than a wave's step: a part of what leaves one end is at the other within the same step.
struct ShortPiece {
  std::uint32_t slot = 0;  ///< of one end, at `node`
  std::uint32_t other_slot = 0;
  std::uint32_t node = 0;  ///< in the numbering of StreetReach
  std::uint32_t other_node = 0;
  double slowed = 1.0;  ///< 0 to 1, above 0: the part that comes a step later
};

/// Nodes that short pieces tie together. What arrives at one in a step depends on what leaves the others in the same
/// step, and that on what arrives there: with g = 1 - slowed and k what arrives otherwise,
///
///   a_u = k_u + g leaving_v = k_u + g (of_all_v T_v - of_own_v a_v),   a_v likewise,   T = sum of a over a node's ends
///
/// which are linear equations in the totals T of the nodes, solved by elimination in the order of fewest neighbours.
/// All the ways that run to and fro between these nodes within a step are thereby added up, however many. No pivot is
/// needed: by the continuous rule the matrix is, but for the scale of its columns, symmetric and diagonally dominant;
/// by the discontinuous one it is an M-matrix (its inverse is not negative, since no share is).
class StreetKnots {
 public:
  /// Nothing where it was stopped. @pre shares by node of the streets; each node twice in `pieces` at most for each of
  /// its slots
  static std::optional<StreetKnots> of(const StreetReach& streets, std::span<const NodeShares> shares,
                                       std::vector<ShortPiece> pieces, const GoOn& go_on);

  /// Takes what arrives by slot, but for what came through a short piece in this very step, and adds this.
  void settle(std::span<double> arriving);

  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }

 private:
  using Entry = std::pair<std::uint32_t, double>;  ///< knot node and coefficient
  struct Tie {
    ShortPiece piece;         ///< its nodes numbered within the knots
    double scale = 1.0;       ///< 1 / (1 - g^2 of_own of_own)
    double back = 0.0;        ///< g of_own of the other node: what of the own comes back
    double other_back = 0.0;  ///< g of_own of the node
    double from_other = 0.0;  ///< g of_all of the other node
    double from_node = 0.0;   ///< g of_all of the node
  };
  struct Row {
    double pivot = 1.0;
    std::vector<Entry> upper;  ///< of the row: nodes eliminated later
    std::vector<Entry> lower;  ///< of the column, over the pivot
  };
  [[nodiscard]] bool eliminate(const GoOn& go_on);
  void solve();

  std::vector<Tie> ties_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> nodes_;  ///< the slots of each: first, and one past the last
  std::vector<Row> rows_;                                       ///< by knot node
  std::vector<std::uint32_t> order_;                            ///< of elimination
  std::vector<double> totals_;
};

}  // namespace wardscope::analysis
