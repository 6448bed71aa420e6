// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stdexcept>
#include <utility>
#include <vector>

#include "analysis/line_kernel.hpp"
#include "analysis/street_graph.hpp"
#include "analysis/street_places.hpp"

namespace wardscope::analysis::test {

/// A graph of lines without names.
inline StreetGraph graph_of(const std::vector<geo::LineString>& lines) {
  borough::StreetSet streets;
  for (const geo::LineString& line : lines) streets.push_back({"", "", line});
  auto graph = street_graph(streets, {}, {});
  if (!graph) throw std::invalid_argument(graph.error().message);
  return *std::move(graph);
}

/// Junctions of three, four and five streets, two rings, a loop at a junction, dead ends and a way of two pieces.
inline StreetGraph tangled_streets() {
  return graph_of({{{0, 0}, {83.1, 4.2}},
                   {{83.1, 4.2}, {90, 71.3}},
                   {{90, 71.3}, {3.7, 62}},
                   {{3.7, 62}, {0, 0}},
                   {{0, 0}, {-41.3, -17}},
                   {{0, 0}, {9, -57.7}},
                   {{0, 0}, {57.3, -44.1}},
                   {{57.3, -44.1}, {83.1, 4.2}},
                   {{90, 71.3}, {171.9, 80}},
                   {{171.9, 80}, {255, 61.7}},
                   {{171.9, 80}, {190, 110}, {160, 115}, {171.9, 80}},
                   {{9, -57.7}, {57.3, -44.1}},
                   {{255, 61.7}, {263.3, 131}}});
}

inline std::vector<StreetPlace> places_on(const StreetGraph& graph) {
  std::vector<StreetPlace> places;
  for (std::uint32_t p = 0; p < graph.pieces.size(); p += 2)
    places.push_back({p, graph.pieces[p].length * (0.21 + 0.04 * p), 1.0 + p, 1U + p});
  return places;
}

/// Streets every 90 m, as many each way, and incidents here and there.
inline std::pair<StreetGraph, std::vector<StreetPlace>> lattice(int streets) {
  constexpr double kBlock = 90.0;
  std::vector<geo::LineString> lines;
  for (int i = 0; i < streets; ++i) {
    geo::LineString across;
    geo::LineString along;
    for (int j = 0; j < streets; ++j) {
      across.push_back({kBlock * j, kBlock * i});
      along.push_back({kBlock * i, kBlock * j});
    }
    lines.push_back(across);
    lines.push_back(along);
  }
  StreetGraph graph = graph_of(lines);
  std::vector<StreetPlace> places;
  for (std::uint32_t p = 0; p < graph.pieces.size(); p += 3)
    places.push_back({p, 1.0 + 7.3 * (p % 11), 1.0 + p % 4, 1U + p % 4});
  return {std::move(graph), std::move(places)};
}

/// The bandwidth of a kernel that ends so far off, m.
inline double bandwidth_reaching(KernelShape shape, double reach) {
  return shape == KernelShape::gaussian ? reach / LineKernel::kGaussianCut : reach;
}

}  // namespace wardscope::analysis::test
