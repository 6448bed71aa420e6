// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/street_reach.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <queue>
#include <unordered_map>
#include <utility>

namespace wardscope::analysis {
namespace {

constexpr std::size_t kLookEvery = 4096;  // nodes: a millisecond or two

/// The nodes nearer than the reach and all pieces that meet there or that a place is on, unsorted and with repetition.
struct Reached {
  std::vector<std::uint32_t> nodes;
  std::vector<std::uint32_t> pieces;
};

std::optional<Reached> reached_from(const StreetGraph& graph, std::span<const StreetPlace> places, double reach,
                                    const GoOn& go_on) {
  // Not by node of the whole graph: a county has many more than lie within reach.
  std::unordered_map<std::uint32_t, double> nearest;
  using Offer = std::pair<double, std::uint32_t>;
  std::priority_queue<Offer, std::vector<Offer>, std::greater<>> queue;
  const auto offer = [&](std::uint32_t node, double far) {
    if (far >= reach) return;
    const auto [known, first] = nearest.emplace(node, far);
    if (!first && far >= known->second) return;
    known->second = far;
    queue.emplace(far, node);
  };
  Reached reached;
  for (const StreetPlace& place : places) {
    const StreetPiece& piece = graph.pieces[place.piece];
    if (reached.pieces.empty() || reached.pieces.back() != place.piece) reached.pieces.push_back(place.piece);
    offer(piece.from, place.along);
    offer(piece.to, piece.length - place.along);
  }
  while (!queue.empty()) {
    const auto [far, node] = queue.top();
    queue.pop();
    if (far > nearest[node]) continue;
    reached.nodes.push_back(node);
    if (reached.nodes.size() % kLookEvery == 0 && !go_on(0.0)) return std::nullopt;
    for (const PieceEnd end : graph.ends_of(node)) {
      reached.pieces.push_back(end / 2);
      offer(graph.node_of(end ^ 1U), far + graph.pieces[end / 2].length);
    }
  }
  return reached;
}

}  // namespace

std::optional<std::uint32_t> StreetReach::local_of(std::uint32_t piece) const {
  const auto found = std::lower_bound(pieces.begin(), pieces.end(), piece);
  if (found == pieces.end() || *found != piece) return std::nullopt;
  return static_cast<std::uint32_t>(found - pieces.begin());
}

std::optional<StreetReach> street_reach(const StreetGraph& graph, std::span<const StreetPlace> places, double reach,
                                        const GoOn& go_on) {
  assert(reach > 0.0);
  assert(std::all_of(places.begin(), places.end(), [&](const StreetPlace& place) {
    return place.piece < graph.pieces.size() && place.along >= 0.0 && place.along <= graph.pieces[place.piece].length;
  }));
  std::optional<Reached> reached = reached_from(graph, places, reach, go_on);
  if (!reached || !go_on(0.0)) return std::nullopt;
  StreetReach streets;
  streets.pieces = std::move(reached->pieces);
  std::sort(streets.pieces.begin(), streets.pieces.end());
  streets.pieces.erase(std::unique(streets.pieces.begin(), streets.pieces.end()), streets.pieces.end());
  streets.slot_of.assign(2 * streets.pieces.size(), StreetReach::kNone);
  std::sort(reached->nodes.begin(), reached->nodes.end());
  if (!go_on(0.0)) return std::nullopt;
  streets.first_slot.reserve(reached->nodes.size() + 1);
  for (const std::uint32_t node : reached->nodes) {
    streets.first_slot.push_back(static_cast<std::uint32_t>(streets.ends.size()));
    for (const PieceEnd end : graph.ends_of(node)) {
      streets.slot_of[2 * *streets.local_of(end / 2) + end % 2] = static_cast<std::uint32_t>(streets.ends.size());
      streets.ends.push_back(end);
    }
  }
  streets.first_slot.push_back(static_cast<std::uint32_t>(streets.ends.size()));
  return streets;
}

}  // namespace wardscope::analysis
