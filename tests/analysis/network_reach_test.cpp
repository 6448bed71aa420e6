// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/network_reach.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "small_streets.hpp"

namespace wardscope::analysis {
namespace {

TEST(IncidentsInReach, CountsByTheShortestWay) {
  const auto [graph, list] = test::lattice(6);
  PlacesOnStreets places;
  places.places = list;
  std::sort(places.places.begin(), places.places.end(),
            [](const StreetPlace& a, const StreetPlace& b) { return a.piece < b.piece; });
  const std::vector<Lixel> lixels = lixels_of(graph, core::Metres(30.0));
  const double reach = 215.0;

  const auto counts = incidents_in_reach(graph, places, lixels, core::Metres(reach), {});

  ASSERT_TRUE(counts.has_value());
  // All shortest ways between nodes, by Floyd and Warshall.
  const std::size_t n = graph.nodes.size();
  std::vector<double> way(n * n, std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < n; ++i) way[i * n + i] = 0.0;
  for (const StreetPiece& piece : graph.pieces)
    way[piece.from * n + piece.to] = way[piece.to * n + piece.from] = piece.length;
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) way[i * n + j] = std::min(way[i * n + j], way[i * n + k] + way[k * n + j]);
    }
  }
  for (std::size_t l = 0; l < lixels.size(); ++l) {
    const double middle = (lixels[l].from + lixels[l].to) / 2.0;
    const StreetPiece& own = graph.pieces[lixels[l].piece];
    std::int64_t wanted = 0;
    for (const StreetPlace& place : places.places) {
      const StreetPiece& piece = graph.pieces[place.piece];
      double far = place.piece == lixels[l].piece ? std::abs(place.along - middle) : 1e9;
      for (const auto& [mine, out] : {std::pair(own.from, middle), std::pair(own.to, own.length - middle)}) {
        far = std::min(far, out + way[mine * n + piece.from] + place.along);
        far = std::min(far, out + way[mine * n + piece.to] + piece.length - place.along);
      }
      wanted += far <= reach ? place.incidents : 0;
    }
    ASSERT_EQ((*counts)[l], wanted) << l;
  }
}

#ifndef NDEBUG
TEST(IncidentsInReachDeathTest, RefusesADistanceThatIsNone) {
  const auto [graph, list] = test::lattice(3);
  PlacesOnStreets places;
  places.places = list;
  const std::vector<Lixel> lixels = lixels_of(graph, core::Metres(30.0));
  for (const double reach : {-1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_DEATH((void)incidents_in_reach(graph, places, lixels, core::Metres(reach), {}), "far");
  std::swap(places.places.front(), places.places.back());
  EXPECT_DEATH((void)incidents_in_reach(graph, places, lixels, core::Metres(100.0), {}), "piece");
}
#endif

}  // namespace
}  // namespace wardscope::analysis
