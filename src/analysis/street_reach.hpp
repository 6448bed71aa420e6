// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/go_on.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"

namespace wardscope::analysis {

/// The streets near some places, numbered anew: pieces that a place is on or that have a node nearer than the reach to
/// one, and these nodes. An end of a piece at such a node is a slot; the slots of a node follow each other.
struct StreetReach {
  std::vector<std::uint32_t> pieces;      ///< of the graph, ascending; a place in it is a local piece
  std::vector<std::uint32_t> first_slot;  ///< by node, and one more
  std::vector<PieceEnd> ends;             ///< of the graph, by slot
  std::vector<std::uint32_t> slot_of;     ///< by 2 * local piece + side; kNone where its node is out of reach
  static constexpr std::uint32_t kNone = UINT32_MAX;

  [[nodiscard]] std::size_t node_count() const { return first_slot.size() - 1; }
  /// nothing for a piece that is out of reach
  [[nodiscard]] std::optional<std::uint32_t> local_of(std::uint32_t piece) const;
  [[nodiscard]] std::uint32_t slot_of_end(PieceEnd end) const { return slot_of[2 * *local_of(end / 2) + end % 2]; }
};

/// By Dijkstra's algorithm from all places at once, O(streets in reach * log). Nothing where it was stopped.
/// @pre places are on the graph, reach > 0
std::optional<StreetReach> street_reach(const StreetGraph& graph, std::span<const StreetPlace> places, double reach,
                                        const GoOn& go_on);

}  // namespace wardscope::analysis
