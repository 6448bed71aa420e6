// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/map_point_catchments.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace wardscope::analysis {
namespace {

double area_of(std::span<const geo::Point> corners) {
  double twice = 0.0;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const geo::Point a = corners[i];
    const geo::Point b = corners[(i + 1) % corners.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return twice / 2.0;
}

std::size_t nearest(const std::vector<geo::Point>& points, geo::Point p) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (geo::dot(points[i] - p, points[i] - p) < geo::dot(points[best] - p, points[best] - p)) best = i;
  }
  return best;
}

TEST(MapPointCatchments, OfALonePointIsTheGroundWithinReach) {
  const LandBoundary anywhere{geo::MultiPolygon()};
  const std::vector<geo::Point> points{{1000.0, 2000.0}};

  const auto catchments = MapPointCatchments::build({points, anywhere, core::Metres(100.0)}, jobs::Progress());

  ASSERT_TRUE(catchments);
  EXPECT_NEAR(area_of(catchments->cell(0)), std::numbers::pi * 1e4, 0.01 * std::numbers::pi * 1e4 /* m^2: a 32-gon */);
}

TEST(MapPointCatchments, TwoNeighboursShareTheGroundAtTheirBisector) {
  const LandBoundary anywhere{geo::MultiPolygon()};
  const std::vector<geo::Point> points{{0.0, 0.0}, {60.0, 0.0}};

  const auto catchments = MapPointCatchments::build({points, anywhere, core::Metres(100.0)}, jobs::Progress());

  for (const geo::Point corner : catchments->cell(0)) EXPECT_LE(corner.x, 30.0 + 1e-9);
  for (const geo::Point corner : catchments->cell(1)) EXPECT_GE(corner.x, 30.0 - 1e-9);
}

TEST(MapPointCatchments, EveryThrowIsNearestToItsOwnPointAndTheCellsFillTheGround) {
  const LandBoundary anywhere{geo::MultiPolygon()};
  std::vector<geo::Point> points;
  for (std::uint64_t i = 0; i < 200; ++i) {
    core::CounterRng rng(3, i);
    points.push_back({rng.uniform(0.0, 1000.0), rng.uniform(0.0, 1000.0)});
  }
  points.push_back(points[17]);  // twice the same point cuts nothing off itself
  const auto catchments = MapPointCatchments::build({points, anywhere, core::Metres(150.0)}, jobs::Progress());
  ASSERT_TRUE(catchments);

  for (std::size_t i = 0; i < 200; ++i) {
    for (std::uint64_t n = 0; n < 20; ++n) {
      core::CounterRng rng(9, i * 100 + n);
      const geo::Point thrown = catchments->throw_into(i, rng);
      EXPECT_EQ(nearest(points, thrown), i);
      EXPECT_LE(std::hypot(thrown.x - points[i].x, thrown.y - points[i].y), 150.0);
    }
  }
}

TEST(MapPointCatchments, ThrowsAreEvenOverTheCell) {
  const LandBoundary anywhere{geo::MultiPolygon()};
  const std::vector<geo::Point> points{{0.0, 0.0}, {60.0, 0.0}, {0.0, 90.0}};
  const auto catchments = MapPointCatchments::build({points, anywhere, core::Metres(100.0)}, jobs::Progress());
  constexpr int kThrows = 20000;

  int west = 0;
  for (int n = 0; n < kThrows; ++n) {
    core::CounterRng rng(4, static_cast<std::uint64_t>(n));
    if (catchments->throw_into(0, rng).x < -20.0) ++west;
  }

  // By a fine grid: the share of the cell that lies west of -20 m.
  double inside = 0.0;
  double inside_west = 0.0;
  for (double x = -99.75; x < 100.0; x += 0.5) {
    for (double y = -99.75; y < 100.0; y += 0.5) {
      if (x * x + y * y > 1e4 || nearest(points, {x, y}) != 0) continue;
      inside += 1.0;
      inside_west += x < -20.0 ? 1.0 : 0.0;
    }
  }
  EXPECT_NEAR(static_cast<double>(west) / kThrows, inside_west / inside, 0.015 /* 4 standard errors */);
}

TEST(MapPointCatchments, NothingIsThrownIntoTheSea) {
  const geo::MultiPolygon west{geo::to_polygon({-1000.0, -1000.0, 5.0, 1000.0})};
  const LandBoundary land(west);
  const std::vector<geo::Point> points{{0.0, 0.0}, {500.0, 0.0}};
  const auto catchments = MapPointCatchments::build({points, land, core::Metres(100.0)}, jobs::Progress());

  for (std::uint64_t n = 0; n < 500; ++n) {
    core::CounterRng rng(4, n);
    EXPECT_LT(catchments->throw_into(0, rng).x, 5.0);
    EXPECT_EQ(catchments->throw_into(1, rng).x, 500.0);  // all its ground is sea: it stays
  }
}

}  // namespace
}  // namespace wardscope::analysis
