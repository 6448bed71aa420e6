// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/random_places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "star_land.hpp"

namespace wardscope::analysis {
namespace {

double share_in(const std::vector<geo::Point>& points, const geo::Extent& extent) {
  double inside = 0.0;
  for (const geo::Point& p : points) inside += extent.contains(p) ? 1.0 : 0.0;
  return inside / static_cast<double>(points.size());
}

TEST(RandomPlaces, LieEvenlyOnTheWindow) {
  const PatternWindow window(test::star_land({0.0, 0.0}, 1000.0, 50, 6));
  const auto null = RandomPlaces::evenly(window);
  ASSERT_TRUE(null);

  const auto points = null->draw(40000, {3, 0});

  const geo::Extent quarter{0.0, 0.0, 1000.0, 1000.0};
  geo::MultiPolygon land = window.land();
  double hits = 0.0;
  constexpr int kStands = 400;
  for (int i = 0; i < kStands * kStands; ++i) {
    if (geo::contains(land, {(i % kStands + 0.5) * 1000.0 / kStands, (i / kStands + 0.5) * 1000.0 / kStands})) ++hits;
  }
  const double expected = hits / (kStands * kStands) * 1e6 / window.area();
  EXPECT_NEAR(share_in(points, quarter), expected, 0.01 /* four standard errors */);
  for (const geo::Point& p : points) {
    ASSERT_TRUE(window.boundary().contains(p) || window.distance_to_border(p, 1.0) < 1e-6);
  }
}

TEST(RandomPlaces, FollowTheWeightsOfGrounds) {
  const PatternWindow window({geo::to_polygon({0.0, 0.0, 300.0, 100.0})});
  // Half of the first lies off the window: of its 200 residents 100 are on it.
  const std::vector<WeighedGround> grounds{{{geo::to_polygon({0.0, -100.0, 100.0, 100.0})}, 200.0},
                                           {{geo::to_polygon({100.0, 0.0, 200.0, 100.0})}, 300.0},
                                           {{geo::to_polygon({200.0, 0.0, 300.0, 100.0})}, 0.0}};
  const auto null = RandomPlaces::in_proportion(grounds, window);
  ASSERT_TRUE(null);

  const auto points = null->draw(20000, {3, 0});

  EXPECT_NEAR(share_in(points, {0.0, 0.0, 100.0, 100.0}), 0.25, 0.013 /* four standard errors */);
  EXPECT_NEAR(share_in(points, {100.0, 0.0, 200.0, 100.0}), 0.75, 0.013);
}

TEST(RandomPlaces, AreAFunctionOfSeedAndPattern) {
  const auto null = RandomPlaces::evenly(PatternWindow({geo::to_polygon({0.0, 0.0, 10.0, 10.0})}));
  ASSERT_TRUE(null);

  EXPECT_EQ(null->draw(50, {1, 4}), null->draw(50, {1, 4}));
  EXPECT_NE(null->draw(50, {1, 4}), null->draw(50, {1, 5}));
  EXPECT_NE(null->draw(50, {1, 4}), null->draw(50, {2, 4}));
}

TEST(RandomPlaces, RefuseGroundOnWhichNobodyLives) {
  const PatternWindow window({geo::to_polygon({0.0, 0.0, 10.0, 10.0})});
  const std::vector<WeighedGround> elsewhere{{{geo::to_polygon({50.0, 0.0, 60.0, 10.0})}, 5.0}};
  const std::vector<WeighedGround> empty{{{geo::to_polygon({0.0, 0.0, 10.0, 10.0})}, 0.0}};
  for (const auto& grounds : {elsewhere, empty}) {
    const auto null = RandomPlaces::in_proportion(grounds, window);
    ASSERT_FALSE(null);
    EXPECT_THAT(null.error().message, testing::HasSubstr("choose other areas, or chance that is even"));
  }
  EXPECT_FALSE(RandomPlaces::evenly(PatternWindow({})));
}

}  // namespace
}  // namespace wardscope::analysis
