// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/isovist.hpp"

#include <gtest/gtest.h>

#include <numbers>
#include <span>
#include <vector>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::geo {
namespace {

using namespace core::literals;

std::vector<Segment> walls_of(const Ring& ring) {
  std::vector<Segment> walls;
  for (std::size_t i = 1; i < ring.size(); ++i) walls.push_back({ring[i - 1], ring[i]});
  return walls;
}

std::vector<Segment> box_walls(double x0, double y0, double x1, double y1) {
  return walls_of(to_polygon({x0, y0, x1, y1}).exterior);
}

void add(std::vector<Segment>& walls, const std::vector<Segment>& more) {
  walls.insert(walls.end(), more.begin(), more.end());
}

/// Brute-force twin: how far one ray goes, by testing every wall.
double ray_length(Point from, double bearing_degrees, std::span<const Segment> walls, double range) {
  const double angle = (90.0 - bearing_degrees) * std::numbers::pi / 180.0;
  const Point u{std::cos(angle), std::sin(angle)};
  double nearest = range;
  for (const Segment& wall : walls) {
    const Point along = wall.b - wall.a;
    const double across = cross(u, along);
    if (across == 0.0) continue;
    const Point to_a = wall.a - from;
    const double t = cross(to_a, along) / across;
    const double s = cross(to_a, u) / across;
    if (t > 0.0 && s >= 0.0 && s <= 1.0) nearest = std::min(nearest, t);
  }
  return nearest;
}

/// Area by rays at the middle of `steps` equal angles of the sector.
double area_by_rays(Point from, std::span<const Segment> walls, const IsovistOptions& options, int steps) {
  const double width = options.field_of_view.value() / steps;
  double sum = 0.0;
  for (int i = 0; i < steps; ++i) {
    const double bearing = options.bearing.value() - options.field_of_view.value() / 2.0 + (i + 0.5) * width;
    const double reach = ray_length(from, bearing, walls, options.range.value());
    sum += reach * reach / 2.0 * width * std::numbers::pi / 180.0;
  }
  return sum;
}

void expect_clean(const Polygon& polygon) {
  ASSERT_GE(polygon.exterior.size(), 4U);
  EXPECT_TRUE(polygon.holes.empty());
  EXPECT_GT(signed_area(polygon.exterior), 0.0);
  const auto validity = check_validity({polygon});
  ASSERT_TRUE(validity) << validity.error().message;
  EXPECT_TRUE(validity->valid) << validity->reason << " at " << validity->where.x << ' ' << validity->where.y;
}

constexpr Point kHere{412'345.25, 98'765.5};

TEST(Isovist, OfOpenGroundIsTheDisc) {
  const Polygon view = isovist(kHere, {}, {.range = 100_m});

  expect_clean(view);
  const double disc = std::numbers::pi * 100 * 100;
  EXPECT_LT(area(view), disc);
  EXPECT_NEAR(area(view), disc, disc * 0.0007);  // sagitta 0.05 m takes 2/3 * 0.05 m of 100 m
  for (const Point p : view.exterior) EXPECT_NEAR(distance(p, kHere), 100.0, 1e-6 /* m */);
}

TEST(Isovist, OfAnOpenSectorLiesBetweenItsBearings) {
  const Polygon view = isovist(kHere, {}, {.bearing = 30_deg, .field_of_view = 60_deg, .range = 80_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), std::numbers::pi * 80 * 80 / 6.0, 4.0 /* m^2: the arc is a polyline */);
  const Extent extent = extent_of(view);
  EXPECT_NEAR(extent.min_x, kHere.x, 1e-6);  // bearing 0 is the left side
  EXPECT_NEAR(extent.max_x, kHere.x + 80 * std::sin(std::numbers::pi / 3), 1e-6);
  EXPECT_NEAR(extent.max_y, kHere.y + 80, 1e-6);
}

TEST(Isovist, TheArcKeepsItsTolerance) {
  for (const double tolerance : {0.001, 0.05, 2.0}) {
    const Polygon view = isovist(kHere, {}, {.range = 150_m, .arc_tolerance = core::Metres(tolerance)});

    for (std::size_t i = 1; i < view.exterior.size(); ++i) {
      const Point middle = (view.exterior[i - 1] + view.exterior[i]) * 0.5;
      EXPECT_GE(distance(middle, kHere), 150.0 - tolerance - 1e-6);
    }
  }
}

TEST(Isovist, OfASquareRoomIsTheRoom) {
  const auto room = box_walls(kHere.x - 3, kHere.y - 4, kHere.x + 7, kHere.y + 6);

  const Polygon view = isovist(kHere, room, {.range = 100_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), 100.0, 1e-6 /* m^2 */);
  EXPECT_EQ(view.exterior.size(), 5U);
}

TEST(Isovist, OnePillarThrowsTheShadowComputedByHand) {
  // A pillar 2 m wide, its near face 10 m east of the viewpoint, in a room 40 m x 40 m: behind the face everything
  // between the lines y = x/10 and y = -x/10 is hidden: the trapezium from x = 10 (2 m) to x = 20 (4 m), 30 m^2.
  auto walls = box_walls(-20, -20, 20, 20);
  add(walls, box_walls(10, -1, 12, 1));

  const Polygon view = isovist({0, 0}, walls, {.range = 100_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), 1600.0 - 30.0, 1e-6 /* m^2 */);
}

TEST(Isovist, WallsThatCrossNeedNoSpecialCase) {
  // Two walls form an X 5 to 15 m east; seen from the west only the two near arms are visible, up to their crossing.
  const std::vector<Segment> walls{{{5, -5}, {15, 5}}, {{5, 5}, {15, -5}}};
  const IsovistOptions options{.bearing = 90_deg, .field_of_view = 80_deg, .range = 50_m};

  const Polygon view = isovist({0, 0}, walls, options);

  expect_clean(view);
  EXPECT_TRUE(contains(view, {9.9, 0}));
  EXPECT_FALSE(contains(view, {10.1, 0}));
  EXPECT_NEAR(area(view), area_by_rays({0, 0}, walls, options, 100'000), 0.9 /* m^2: open arcs are polylines */);
}

TEST(Isovist, RepeatedAndOverlappingWallsHideOnce) {
  auto walls = box_walls(-20, -20, 20, 20);
  add(walls, box_walls(10, -1, 12, 1));
  const double once = area(isovist({0, 0}, walls, {.range = 100_m}));
  add(walls, box_walls(10, -1, 12, 1));
  walls.push_back({{10, -0.5}, {10, 0.75}});

  const Polygon view = isovist({0, 0}, walls, {.range = 100_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), once, 1e-6);
}

TEST(Isovist, TouchingHousesLeaveNoSlit) {
  // A terrace of nine houses that share their party walls.
  std::vector<Segment> walls;
  for (int i = -4; i <= 4; ++i) add(walls, box_walls(i * 6.1 - 3.05, 10, i * 6.1 + 3.05, 18));
  const IsovistOptions options{.bearing = 0_deg, .field_of_view = 100_deg, .range = 60_m};

  const Polygon view = isovist({0.3, 0}, walls, options);

  expect_clean(view);
  EXPECT_LE(extent_of(view).max_y, 10.0 + 1e-6);
}

TEST(Isovist, AWallThatPointsAtTheViewpointHidesNothing) {
  const std::vector<Segment> walls{{{5, 0}, {15, 0}}, {{-3, -3}, {-9, -9}}};

  const Polygon view = isovist({0, 0}, walls, {.range = 50_m});

  EXPECT_NEAR(area(view), area(isovist({0, 0}, {}, {.range = 50_m})), 1e-6);
  expect_clean(view);
}

TEST(Isovist, AViewpointOnAWallSeesBothSides) {
  const auto walls = box_walls(-5, 0, 5, 10);

  const Polygon view = isovist({0, 0}, walls, {.range = 20_m});

  expect_clean(view);
  EXPECT_TRUE(contains(view, {0, 5}));
  EXPECT_TRUE(contains(view, {0, -15}));
  EXPECT_FALSE(contains(view, {0, 15}));
}

TEST(Isovist, AViewpointOnACornerSeesBetweenItsWalls) {
  const auto room = box_walls(0, 0, 10, 10);

  const Polygon view = isovist({0, 0}, room, {.bearing = 45_deg, .field_of_view = 90_deg, .range = 100_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), 100.0, 1e-6);
}

TEST(Isovist, AWallAHairBeforeTheViewpointHidesHalfTheGround) {
  const std::vector<Segment> walls{{{-1000, 1e-3}, {1000, 1e-3}}};

  const Polygon view = isovist({0, 0}, walls, {.range = 100_m});

  expect_clean(view);
  EXPECT_NEAR(area(view), area(isovist({0, 0}, {}, {.range = 100_m})) / 2.0, 0.3 /* m^2 */);
}

TEST(Isovist, TheBearingDoesNotMatterAllRound) {
  const auto walls = box_walls(10, -1, 12, 1);

  const Polygon north = isovist({0, 0}, walls, {.bearing = 0_deg, .range = 50_m});
  const Polygon west = isovist({0, 0}, walls, {.bearing = 270_deg, .range = 50_m});

  EXPECT_EQ(north, west);
}

TEST(Isovist, MovesWithItsScene) {
  const std::vector<Segment> walls{{{10, -7}, {14, 3}}, {{-9, 5}, {3, 8}}, {{2, -3}, {2, -9}}};
  std::vector<Segment> moved;
  for (const Segment& s : walls) moved.push_back({s.a + Point{400'000, 300'000}, s.b + Point{400'000, 300'000}});
  const IsovistOptions options{.bearing = 100_deg, .field_of_view = 200_deg, .range = 60_m};

  const Polygon here = isovist({0, 0}, walls, options);
  const Polygon there = isovist({400'000, 300'000}, moved, options);

  ASSERT_EQ(here.exterior.size(), there.exterior.size());
  for (std::size_t i = 0; i < here.exterior.size(); ++i) {
    EXPECT_LT(distance(here.exterior[i] + Point{400'000, 300'000}, there.exterior[i]), 1e-8);
  }
}

TEST(Isovist, DoesNotDependOnTheOrderOrDirectionOfWalls) {
  core::CounterRng rng(3, 0);
  std::vector<Segment> walls;
  for (int i = 0; i < 60; ++i) {
    const Point p{rng.uniform(-50, 50), rng.uniform(-50, 50)};
    walls.push_back({p, p + Point{rng.uniform(-8, 8), rng.uniform(-8, 8)}});
  }
  const double before = area(isovist({0, 0}, walls, {.range = 60_m}));
  std::reverse(walls.begin(), walls.end());
  for (Segment& s : walls) std::swap(s.a, s.b);

  EXPECT_NEAR(area(isovist({0, 0}, walls, {.range = 60_m})), before, 1e-6);
}

/// Random scenes: how many walls, on which grid their corners stand (0: none), the sector.
struct Scene {
  int walls;
  double grid;
  double field_of_view;
};

class IsovistOfRandomScenes : public testing::TestWithParam<Scene> {};

TEST_P(IsovistOfRandomScenes, AgreesWithBruteForceRaysAndIsClean) {
  const auto [count, grid, field_of_view] = GetParam();
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    core::CounterRng rng(seed, static_cast<std::uint64_t>(count));
    std::vector<Segment> walls;
    const auto place = [&](double low, double high) {
      const double v = rng.uniform(low, high);
      return grid > 0.0 ? std::round(v / grid) * grid : v;
    };
    for (int i = 0; i < count; ++i) {
      const Point p{place(-60, 60), place(-60, 60)};
      const Point q{place(-15, 15), place(-15, 15)};
      if (i % 2 == 0) {
        walls.push_back({p, p + q});
      } else {
        add(walls, box_walls(p.x, p.y, p.x + std::abs(q.x), p.y + std::abs(q.y)));
      }
    }
    // A gridded scene has its viewpoint on the grid too: walls then point at it, touch and pass through it.
    const Point viewpoint{place(-5, 5), place(-5, 5)};
    const IsovistOptions options{.bearing = core::Degrees(rng.uniform(0, 360)),
                                 .field_of_view = core::Degrees(field_of_view),
                                 .range = core::Metres(rng.uniform(30, 90)),
                                 .arc_tolerance = 0.001_m};

    const Polygon view = isovist(viewpoint, walls, options);

    SCOPED_TRACE(seed);
    expect_clean(view);
    // Along each ray the view must end where the first wall stands. The rays' bearings are off the grid's directions,
    // so that none grazes a corner.
    auto outline = walls_of(view.exterior);
    if (field_of_view < 360.0) {  // the two sides of a sector, at the viewpoint, are no walls
      outline.pop_back();
      outline.erase(outline.begin());
    }
    constexpr int kRays = 3'600;
    const double from = options.bearing.value() - field_of_view / 2.0;
    for (int ray = 0; ray < kRays; ++ray) {
      const double bearing = from + (ray + 0.4142135) * field_of_view / kRays;
      const double expected = ray_length(viewpoint, bearing, walls, options.range.value());
      ASSERT_NEAR(ray_length(viewpoint, bearing, outline, 1e9), expected, 0.0011 /* m: arc tolerance */) << bearing;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenes, IsovistOfRandomScenes,
                         testing::Values(Scene{1, 0, 360}, Scene{10, 0, 360}, Scene{60, 0, 360}, Scene{60, 1, 360},
                                         Scene{200, 0.5, 360}, Scene{200, 5, 360}, Scene{10, 0, 70}, Scene{60, 1, 90},
                                         Scene{60, 1, 180}, Scene{60, 5, 270}, Scene{200, 0, 5}, Scene{60, 0, 359.9}));

TEST(Isovist, OfPointsInsideAgreesWithALineOfSight) {
  core::CounterRng rng(11, 0);
  std::vector<Segment> walls;
  for (int i = 0; i < 80; ++i) {
    const Point p{rng.uniform(-80, 80), rng.uniform(-80, 80)};
    walls.push_back({p, p + Point{rng.uniform(-12, 12), rng.uniform(-12, 12)}});
  }
  const Polygon view = isovist({0, 0}, walls, {.range = 100_m, .arc_tolerance = 0.001_m});

  int seen = 0;
  for (int i = 0; i < 4000; ++i) {
    const Point p{rng.uniform(-100, 100), rng.uniform(-100, 100)};
    const double bearing = 90.0 - std::atan2(p.y, p.x) * 180.0 / std::numbers::pi;
    const bool visible = length(p) < ray_length({0, 0}, bearing, walls, 100.0);
    if (distance_to_boundary({view}, p) < 0.002) continue;
    EXPECT_EQ(contains(view, p), visible) << p.x << ' ' << p.y;
    seen += visible ? 1 : 0;
  }
  EXPECT_GT(seen, 200);
}

TEST(IsovistDeathTest, AsksForASectorAndARange) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEBUG_DEATH(static_cast<void>(isovist({0, 0}, {}, {.field_of_view = 0_deg})), "field_of_view");
  EXPECT_DEBUG_DEATH(static_cast<void>(isovist({0, 0}, {}, {.range = 0_m})), "range");
}

}  // namespace
}  // namespace wardscope::geo
