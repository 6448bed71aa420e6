// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/set_covariance.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stop_token>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"
#include "star_land.hpp"

namespace wardscope::analysis {
namespace {

geo::MultiPolygon moved(geo::MultiPolygon land, geo::Point by) {
  for (geo::Polygon& polygon : land) {
    for (geo::Point& p : polygon.exterior) p = p + by;
    for (geo::Ring& hole : polygon.holes) {
      for (geo::Point& p : hole) p = p + by;
    }
  }
  return land;
}

/// A star with a lagoon, and an island.
PatternWindow coast() {
  geo::MultiPolygon land = test::star_land({0.0, 0.0}, 1000.0, 50, 6);
  land.push_back(geo::to_polygon({1100.0, 900.0, 1400.0, 1100.0}));
  return PatternWindow(geo::tidied(land));
}

TEST(SetCovariance, IsTheAreaOfTheIntersectionWithTheMovedWindow) {
  const PatternWindow window = coast();
  constexpr double kReach = 300.0;
  const auto covariance = SetCovariance::of(window, kReach, jobs::Progress());
  ASSERT_TRUE(covariance);
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(4, i);
    const double angle = rng.uniform(0.0, 6.283);
    const double distance = rng.uniform(0.0, kReach);
    const geo::Point by{distance * std::cos(angle), distance * std::sin(angle)};

    const auto shared = geo::intersection(window.land(), moved(window.land(), by));

    ASSERT_TRUE(shared);
    EXPECT_NEAR(covariance->at(by.x, by.y), geo::area(*shared), 1e-3 * window.area()) << by.x << " " << by.y;
  }
}

TEST(SetCovariance, IsTheSameForTheOppositeShiftAndAllOfTheWindowForNone) {
  const PatternWindow window = coast();
  const auto covariance = SetCovariance::of(window, 300.0, jobs::Progress());
  ASSERT_TRUE(covariance);
  EXPECT_NEAR(covariance->at(0.0, 0.0), window.area(), 1e-9 * window.area());
  EXPECT_DOUBLE_EQ(covariance->at(37.0, -112.0), covariance->at(-37.0, 112.0));
  EXPECT_NE(covariance->at(37.0, -112.0), covariance->at(37.0, 112.0));
}

TEST(SetCovariance, OfARectangleIsItsFormula) {
  const PatternWindow window({geo::to_polygon({10.0, 20.0, 110.0, 70.0})});
  const auto covariance = SetCovariance::of(window, 25.0, jobs::Progress());
  ASSERT_TRUE(covariance);
  EXPECT_DOUBLE_EQ(covariance->at(-7.0, 20.0), 93.0 * 30.0);
}

TEST(SetCovariance, DoesNotDependOnTheNumberOfThreadsAndStops) {
  const PatternWindow window = coast();
  jobs::set_thread_count(1);
  const double alone = SetCovariance::of(window, 300.0, jobs::Progress())->at(123.0, 45.0);
  jobs::set_thread_count(7);
  EXPECT_EQ(SetCovariance::of(window, 300.0, jobs::Progress())->at(123.0, 45.0), alone);
  jobs::set_thread_count(0);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(SetCovariance::of(window, 300.0, jobs::Progress(stop.get_token())).error().code,
            core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
