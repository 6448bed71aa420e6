// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/pattern_window.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/random.hpp"
#include "star_land.hpp"

namespace wardscope::analysis {
namespace {

/// By standing at many points of the circle.
double plain_share(const PatternWindow& window, geo::Point centre, double radius) {
  constexpr int kStands = 200000;
  int inside = 0;
  for (int i = 0; i < kStands; ++i) {
    const double angle = 2.0 * std::numbers::pi * (i + 0.5) / kStands;
    if (window.boundary().contains({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)}))
      ++inside;
  }
  return static_cast<double>(inside) / kStands;
}

TEST(PatternWindow, KnowsItsBorder) {
  const PatternWindow window({geo::to_polygon({0.0, 0.0, 100.0, 50.0})});

  EXPECT_TRUE(window.is_rectangle());
  EXPECT_DOUBLE_EQ(window.area(), 5000.0);
  EXPECT_DOUBLE_EQ(window.distance_to_border({20.0, 20.0}, 100.0), 20.0);
  EXPECT_DOUBLE_EQ(window.distance_to_border({20.0, 20.0}, 10.0), 10.0);
  EXPECT_TRUE(window.contains({100.0, 50.0}));  // a corner
  EXPECT_FALSE(window.contains({100.1, 50.0}));
  EXPECT_FALSE(PatternWindow(test::star_land({0.0, 0.0}, 100.0, 12, 1)).is_rectangle());
  EXPECT_TRUE(PatternWindow({}).empty());
}

TEST(CircleShare, OfARectangleIsThatOfTheFormula) {
  const PatternWindow window({geo::to_polygon({0.0, 0.0, 100.0, 100.0})});
  CircleShare circle;

  circle.prepare(window, {10.0, 50.0}, 60.0);
  EXPECT_DOUBLE_EQ(circle.at(5.0), 1.0);
  EXPECT_DOUBLE_EQ(circle.at(10.0), 1.0);  // touches the side
  EXPECT_NEAR(circle.at(20.0), 1.0 - std::acos(0.5) / std::numbers::pi, 1e-14);
  circle.prepare(window, {0.0, 50.0}, 60.0);
  EXPECT_NEAR(circle.at(20.0), 0.5, 1e-14);
  circle.prepare(window, {0.0, 0.0}, 60.0);
  EXPECT_NEAR(circle.at(20.0), 0.25, 1e-14);
  circle.prepare(window, {50.0, 50.0}, 60.0);  // past all four sides
  EXPECT_NEAR(circle.at(60.0), 1.0 - 4.0 * std::acos(50.0 / 60.0) / std::numbers::pi, 1e-14);
}

TEST(CircleShare, OfACoastWithALagoonIsWhatStandingOnItSays) {
  const PatternWindow window(test::star_land({400000.0, 90000.0}, 1000.0, 60, 4));
  CircleShare circle;
  int looked_at = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(3, i);
    const geo::Point centre{400000.0 + rng.uniform(-900.0, 900.0), 90000.0 + rng.uniform(-900.0, 900.0)};
    if (!window.contains(centre)) continue;
    circle.prepare(window, centre, 700.0);
    for (const double radius : {20.0, 150.0, 400.0, 700.0}) {
      const double plain = plain_share(window, centre, radius);
      if (plain == 0.0) continue;  // no other point of the window may lie there
      EXPECT_NEAR(circle.at(radius), plain, 2e-4 /* of 200,000 stands, some crossings */);
      ++looked_at;
    }
  }
  EXPECT_GT(looked_at, 60);
}

TEST(CircleShare, DoesNotCareWhereAnEdgeIsCutOrWhereWardsMeet) {
  const PatternWindow whole({geo::to_polygon({0.0, 0.0, 2000.0, 1000.0})});
  geo::MultiPolygon wards;
  for (int i = 0; i < 20; ++i) wards.push_back(geo::to_polygon({100.0 * i, 0.0, 100.0 * (i + 1), 1000.0}));
  const PatternWindow cut(wards);
  CircleShare of_whole;
  CircleShare of_cut;
  for (const geo::Point centre : {geo::Point{100.0, 30.0}, geo::Point{55.0, 500.0}, geo::Point{0.0, 0.0}}) {
    of_whole.prepare(whole, centre, 900.0);
    of_cut.prepare(cut, centre, 900.0);
    for (double radius = 10.0; radius <= 900.0; radius += 10.0) {
      EXPECT_NEAR(of_cut.at(radius), of_whole.at(radius), 1e-13) << radius;
    }
  }
}

}  // namespace
}  // namespace wardscope::analysis
