// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/network_reach.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

/// Shortest ways from one place after another; what one left in the lists is cleared by the next.
class ShortestWays {
 public:
  explicit ShortestWays(const StreetGraph& graph)
      : graph_(graph),
        distance_(graph.nodes.size(), std::numeric_limits<double>::infinity()),
        seen_(graph.pieces.size(), false) {}

  /// Finds the nodes and pieces within reach of a place.
  void search(std::uint32_t piece, double along, double reach) {
    for (const std::uint32_t node : nodes_) distance_[node] = std::numeric_limits<double>::infinity();
    for (const std::uint32_t passed : pieces_) seen_[passed] = false;
    nodes_.clear();
    pieces_.clear();
    reach_ = reach;
    enter(piece);
    offer(graph_.pieces[piece].from, along);
    offer(graph_.pieces[piece].to, graph_.pieces[piece].length - along);
    while (!queue_.empty()) {
      const auto [far, node] = queue_.top();
      queue_.pop();
      if (far > distance_[node]) continue;
      for (const PieceEnd end : graph_.ends_of(node)) {
        enter(end / 2);
        offer(graph_.node_of(end ^ 1U), far + graph_.pieces[end / 2].length);
      }
    }
  }

  [[nodiscard]] const std::vector<std::uint32_t>& pieces() const { return pieces_; }
  /// To a place on a piece by one of its nodes.
  [[nodiscard]] double to(std::uint32_t piece, double along) const {
    const StreetPiece& p = graph_.pieces[piece];
    return std::min(distance_[p.from] + along, distance_[p.to] + p.length - along);
  }

 private:
  void enter(std::uint32_t piece) {
    if (seen_[piece]) return;
    seen_[piece] = true;
    pieces_.push_back(piece);
  }
  void offer(std::uint32_t node, double far) {
    if (far > reach_ || far >= distance_[node]) return;
    if (std::isinf(distance_[node])) nodes_.push_back(node);
    distance_[node] = far;
    queue_.emplace(far, node);
  }

  using Reached = std::pair<double, std::uint32_t>;
  const StreetGraph& graph_;
  double reach_ = 0.0;
  std::vector<double> distance_;
  std::vector<bool> seen_;
  std::vector<std::uint32_t> nodes_;
  std::vector<std::uint32_t> pieces_;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue_;
};

}  // namespace

core::Result<std::vector<std::int64_t>> incidents_in_reach(const StreetGraph& graph, const PlacesOnStreets& places,
                                                           std::span<const Lixel> lixels, core::Metres reach,
                                                           const jobs::Progress& progress) {
  const double far = reach.value();
  assert(std::isfinite(far) && far >= 0.0);
  assert(std::is_sorted(places.places.begin(), places.places.end(),
                        [](const StreetPlace& a, const StreetPlace& b) { return a.piece < b.piece; }));
  std::vector<std::size_t> first(graph.pieces.size() + 1, 0);
  for (const StreetPlace& place : places.places) ++first[place.piece + 1];
  for (std::size_t p = 0; p < graph.pieces.size(); ++p) first[p + 1] += first[p];
  std::vector<std::int64_t> counts(lixels.size(), 0);
  const auto count = [&](std::size_t begin, std::size_t end) {
    ShortestWays ways(graph);
    for (std::size_t l = begin; l < end; ++l) {
      const double middle = (lixels[l].from + lixels[l].to) / 2.0;
      ways.search(lixels[l].piece, middle, far);
      for (const std::uint32_t piece : ways.pieces()) {
        for (std::size_t i = first[piece]; i < first[piece + 1]; ++i) {
          const StreetPlace& place = places.places[i];
          const bool straight = piece == lixels[l].piece && std::abs(place.along - middle) <= far;
          if (straight || ways.to(piece, place.along) <= far) counts[l] += place.incidents;
        }
      }
    }
  };
  constexpr std::size_t kGrain = 512;
  if (auto status = jobs::parallel_for(lixels.size(), kGrain, progress, count); !status) return status.error();
  return counts;
}

}  // namespace wardscope::analysis
