// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_land.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/star_land.hpp"
#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

TEST(LandBoundary, ContainsWhatThePolygonsContain) {
  const geo::MultiPolygon land = test::star_land({400000, 90000}, 1000.0, 300, 3);
  const LandBoundary boundary(land);
  int inside = 0;
  for (std::uint64_t i = 0; i < 20000; ++i) {
    core::CounterRng rng(1, i);
    const geo::Point p{rng.uniform(398900, 401100), rng.uniform(88900, 91100)};

    ASSERT_EQ(boundary.contains(p), geo::contains(land, p)) << p.x << " " << p.y;
    inside += boundary.contains(p) ? 1 : 0;
  }
  EXPECT_GT(inside, 5000);  // the test sees both sides
}

TEST(LandBoundary, RowSpansHoldExactlyTheContainedCentres) {
  const geo::MultiPolygon land = test::star_land({400000, 90000}, 1000.0, 200, 8);
  const LandBoundary boundary(land);
  for (double y = 88990.25; y < 91010; y += 41.5) {
    const auto spans = boundary.row_spans(y);
    for (double x = 398990.25; x < 401010; x += 7.5) {
      const bool covered =
          std::any_of(spans.begin(), spans.end(), [&](auto span) { return span.first <= x && x < span.second; });
      ASSERT_EQ(covered, boundary.contains({x, y})) << x << " " << y;
    }
  }
}

TEST(LandBoundary, SharedBordersCancel) {
  const geo::Polygon west{{{0, 0}, {10, 0}, {10, 5}, {10, 10}, {0, 10}, {0, 0}}, {}};
  const geo::Polygon east{{{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 5}, {10, 0}}, {}};

  const LandBoundary boundary({west, east});

  EXPECT_DOUBLE_EQ(boundary.area(), 200.0);
  for (const LandBoundary::Edge& edge : boundary.edges()) EXPECT_FALSE(edge.a.x == 10 && edge.b.x == 10);
  EXPECT_TRUE(boundary.contains({10, 5}));
  EXPECT_EQ(boundary.row_spans(5.0), (std::vector<LandBoundary::Span>{{0.0, 20.0}}));
}

TEST(LandBoundary, CountsAPolygonThatIsGivenTwiceOnce) {
  const geo::Polygon square = geo::to_polygon({0, 0, 10, 10});

  const LandBoundary boundary({square, square});

  EXPECT_EQ(boundary.winding({5, 5}), 1);
  EXPECT_DOUBLE_EQ(boundary.area(), 100.0);
}

TEST(LandBoundary, TakesRingsOfEitherDirection) {
  geo::Polygon polygon = geo::to_polygon({0, 0, 30, 30});
  polygon.holes.push_back(geo::to_polygon({10, 10, 20, 20}).exterior);  // anticlockwise, as no hole should be
  std::reverse(polygon.exterior.begin(), polygon.exterior.end());

  const LandBoundary boundary({polygon});

  EXPECT_DOUBLE_EQ(boundary.area(), 800.0);
  EXPECT_TRUE(boundary.contains({5, 15}));
  EXPECT_FALSE(boundary.contains({15, 15}));
}

TEST(LandBoundary, GivesEachPointOfAnInnerBorderToOneSideOnly) {
  const LandBoundary west({geo::to_polygon({0, 0, 10, 10})});
  const LandBoundary east({geo::to_polygon({10, 0, 20, 10})});
  const LandBoundary north({geo::to_polygon({0, 10, 10, 20})});
  for (const geo::Point p : {geo::Point{10, 5}, geo::Point{10, 0}}) EXPECT_NE(west.contains(p), east.contains(p));
  for (const geo::Point p : {geo::Point{5, 10}, geo::Point{0, 10}}) EXPECT_NE(west.contains(p), north.contains(p));
  EXPECT_TRUE(west.contains({0, 0}));
  EXPECT_FALSE(west.contains({10, 10}));
}

TEST(LandBoundary, ReportsEachNearEdgeOnce) {
  const LandBoundary boundary(test::star_land({0, 0}, 1000.0, 60, 5));
  for (std::uint64_t i = 0; i < 500; ++i) {
    core::CounterRng rng(2, i);
    const geo::Point p{rng.uniform(-1100, 1100), rng.uniform(-1100, 1100)};
    const double reach = rng.uniform(1.0, 400.0);
    std::vector<const LandBoundary::Edge*> seen;

    boundary.for_edges_near(p, reach, [&](const LandBoundary::Edge& edge) { seen.push_back(&edge); });

    std::sort(seen.begin(), seen.end());
    EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
    for (const LandBoundary::Edge& edge : boundary.edges()) {
      if (geo::distance_to_segment(p, edge.a, edge.b) > reach) continue;
      EXPECT_TRUE(std::binary_search(seen.begin(), seen.end(), &edge));
    }
  }
}

TEST(LandBoundary, OfNothingIsEmpty) {
  const LandBoundary boundary({});
  EXPECT_TRUE(boundary.empty());
  EXPECT_FALSE(boundary.contains({0, 0}));
  EXPECT_TRUE(boundary.row_spans(0.0).empty());
}

}  // namespace
}  // namespace wardscope::analysis
