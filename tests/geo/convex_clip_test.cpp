// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/convex_clip.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::geo {
namespace {

/// A star with fjords: far from convex.
Polygon star(Point centre, double radius, int points, std::uint64_t seed) {
  core::CounterRng rng(1, seed);
  Polygon polygon;
  for (int i = 0; i < points; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / points;
    const double reach = radius * rng.uniform(0.2, 1.0);
    polygon.exterior.push_back(centre + Point{std::cos(angle), std::sin(angle)} * reach);
  }
  polygon.exterior.push_back(polygon.exterior.front());
  Ring hole = disc(centre, radius * 0.1, 12).exterior;
  polygon.holes.emplace_back(hole.rbegin(), hole.rend());
  return polygon;
}

TEST(AreaWithin, IsThatOfTheIntersection) {
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(2, i);
    const MultiPolygon land{star({408000, 91000}, 300.0, 80, i), star({408700, 91000}, 250.0, 60, i + 100)};
    const Point centre{rng.uniform(407700, 408900), rng.uniform(90700, 91300)};
    const Polygon cell = disc(centre, rng.uniform(50.0, 400.0), 6);
    const auto shared = intersection(land, {cell});
    ASSERT_TRUE(shared);
    ASSERT_NEAR(area_within(land, cell.exterior), area(*shared), 1e-6 * (1.0 + area(*shared))) << i;
  }
}

TEST(AreaWithin, IsAllOrNothingWhereOneHoldsTheOther) {
  const MultiPolygon land{to_polygon({0, 0, 1000, 1000})};
  const Polygon inside = disc({500, 500}, 100, 6);
  EXPECT_NEAR(area_within(land, inside.exterior), area(inside), 1e-9);
  EXPECT_NEAR(area_within(MultiPolygon{inside}, land.front().exterior), area(inside), 1e-9);
  EXPECT_EQ(area_within(land, disc({5000, 500}, 100, 6).exterior), 0.0);
  EXPECT_EQ(area_within({}, inside.exterior), 0.0);
}

}  // namespace
}  // namespace wardscope::geo
