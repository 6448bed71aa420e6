// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/polygon_coverage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/random.hpp"
#include "geo/orientation.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::geo {
namespace {

/// The brute-force twin: every edge of every area, the same border rule.
std::int32_t locate_slowly(std::span<const MultiPolygon> areas, Point p) {
  for (std::size_t i = 0; i < areas.size(); ++i) {
    bool inside = false;
    const auto walk = [&](const Ring& ring) {
      for (std::size_t k = 1; k < ring.size(); ++k) inside ^= crosses_eastward_ray(ring[k - 1], ring[k], p);
    };
    for (const Polygon& polygon : areas[i]) {
      walk(polygon.exterior);
      for (const Ring& hole : polygon.holes) walk(hole);
    }
    if (inside) return static_cast<std::int32_t>(i);
  }
  return PolygonCoverage::kNowhere;
}

/// A grid of tiles whose shared corners are moved about and whose shared borders are crinkled: a planar coverage like
/// wards. Every border vertex is the same pair of doubles on both sides.
class CrinkledTiles {
 public:
  CrinkledTiles(std::uint64_t seed, int across, double side, double crinkle, int steps)
      : seed_(seed), across_(across), side_(side), crinkle_(crinkle), steps_(steps) {}

  [[nodiscard]] std::vector<MultiPolygon> areas() const {
    std::vector<MultiPolygon> tiles;
    for (int j = 0; j < across_; ++j) {
      for (int i = 0; i < across_; ++i) tiles.push_back({{ring(i, j), {}}});
    }
    return tiles;
  }

 private:
  [[nodiscard]] Point corner(int i, int j) const {
    core::CounterRng rng(seed_, static_cast<std::uint64_t>(i * 1000 + j));
    return {400000 + i * side_ + rng.uniform(-0.2, 0.2) * side_, 90000 + j * side_ + rng.uniform(-0.2, 0.2) * side_};
  }
  /// The border between two corners, always made in the same direction.
  [[nodiscard]] std::vector<Point> border(int i, int j, bool east) const {
    const Point a = corner(i, j);
    const Point b = east ? corner(i + 1, j) : corner(i, j + 1);
    std::vector<Point> points = {a};
    core::CounterRng rng(seed_ + 1, static_cast<std::uint64_t>(i * 2000 + j * 2 + (east ? 1 : 0)));
    for (int k = 1; k < steps_; ++k) {
      const Point on = a + (b - a) * (static_cast<double>(k) / steps_);
      points.push_back({on.x + rng.uniform(-1, 1) * crinkle_, on.y + rng.uniform(-1, 1) * crinkle_});
    }
    points.push_back(b);
    return points;
  }
  [[nodiscard]] Ring ring(int i, int j) const {
    Ring all;
    const auto append = [&](std::vector<Point> part, bool backwards) {
      if (backwards) std::reverse(part.begin(), part.end());
      all.insert(all.end(), part.begin() + (all.empty() ? 0 : 1), part.end());
    };
    append(border(i, j, true), false);
    append(border(i + 1, j, false), false);
    append(border(i, j + 1, true), true);
    append(border(i, j, false), true);
    return all;
  }

  std::uint64_t seed_;
  int across_;
  double side_;
  double crinkle_;
  int steps_;
};

void expect_twin(std::span<const MultiPolygon> areas, std::span<const Point> points) {
  const PolygonCoverage coverage(areas);
  for (const Point p : points) {
    ASSERT_EQ(coverage.index_at(p), locate_slowly(areas, p)) << "at " << p.x - 400000 << ", " << p.y - 90000;
  }
}

TEST(PolygonCoverage, AgreesWithItsBruteForceTwinOnRandomPoints) {
  const auto areas = CrinkledTiles(1, 6, 500, 12, 20).areas();
  std::vector<Point> points;
  for (std::uint64_t i = 0; i < 30000; ++i) {
    core::CounterRng rng(2, i);
    points.push_back({rng.uniform(399800, 403200), rng.uniform(89800, 93200)});
  }
  expect_twin(areas, points);
}

TEST(PolygonCoverage, AgreesWithItsTwinOnVerticesMidpointsAndPointsOnBorders) {
  const auto areas = CrinkledTiles(3, 5, 300, 4, 12).areas();
  std::vector<Point> points;
  for (const MultiPolygon& area : areas) {
    const Ring& ring = area.front().exterior;
    for (std::size_t i = 1; i < ring.size(); ++i) {
      points.push_back(ring[i]);
      points.push_back((ring[i] + ring[i - 1]) * 0.5);
      points.push_back({ring[i].x, ring[i - 1].y});
      points.push_back({std::nextafter(ring[i].x, 0.0), ring[i].y});
    }
  }
  expect_twin(areas, points);
}

TEST(PolygonCoverage, AgreesWithItsTwinOnWholeMetreShapesFullOfCollinearEdges) {
  std::vector<MultiPolygon> areas;
  for (std::uint64_t i = 0; i < 40; ++i) {  // overlapping triangles on whole metres: every kind of degeneracy
    core::CounterRng rng(5, i);
    const auto corner = [&] { return Point{static_cast<double>(rng.below(40)), static_cast<double>(rng.below(40))}; };
    const Point a = corner();
    areas.push_back({{{a, corner(), corner(), a}, {}}});
  }
  std::vector<Point> points;
  for (int x = -1; x <= 41; ++x) {
    for (int y = -1; y <= 41; ++y) {
      points.push_back({static_cast<double>(x), static_cast<double>(y)});
      points.push_back({x + 0.5, y + 0.25});
    }
  }
  for (int count = 1; count <= 40; ++count)
    expect_twin(std::span(areas).first(static_cast<std::size_t>(count)), points);
}

TEST(PolygonCoverage, ABorderPointBelongsToExactlyOneNeighbour) {
  const auto areas = CrinkledTiles(9, 4, 200, 6, 8).areas();
  const Ring& inner = areas[5].front().exterior;  // a tile with neighbours all round
  const PolygonCoverage together(areas);
  std::vector<PolygonCoverage> alone;
  for (const MultiPolygon& area : areas) alone.emplace_back(std::span(&area, 1));

  for (std::size_t i = 1; i < inner.size(); ++i) {
    for (const Point p : {inner[i], (inner[i] + inner[i - 1]) * 0.5}) {
      const auto claims = std::count_if(alone.begin(), alone.end(), [&](const auto& one) { return one.locate(p); });
      ASSERT_EQ(claims, 1);
      ASSERT_TRUE(together.locate(p));
    }
  }
}

TEST(PolygonCoverage, WestAndSouthBordersAreInEastAndNorthOnesOut) {
  const std::vector<MultiPolygon> areas = {{to_polygon({0, 0, 10, 10})}};
  const PolygonCoverage coverage(areas);

  EXPECT_TRUE(coverage.locate({0, 5}));
  EXPECT_TRUE(coverage.locate({5, 0}));
  EXPECT_TRUE(coverage.locate({0, 0}));
  EXPECT_FALSE(coverage.locate({10, 5}));
  EXPECT_FALSE(coverage.locate({5, 10}));
}

TEST(PolygonCoverage, HolesAndSecondPartsCount) {
  const MultiPolygon donut = {{to_polygon({0, 0, 100, 100}).exterior, {to_polygon({40, 40, 60, 60}).exterior}},
                              to_polygon({200, 0, 210, 10})};
  const PolygonCoverage coverage(std::span(&donut, 1));

  EXPECT_TRUE(coverage.locate({10, 10}));
  EXPECT_FALSE(coverage.locate({50, 50}));
  EXPECT_TRUE(coverage.locate({205, 5}));
  EXPECT_FALSE(coverage.locate({150, 5}));
}

TEST(PolygonCoverage, OverlapsGoToTheLowestIndex) {
  const std::vector<MultiPolygon> areas = {
      {to_polygon({50, 50, 60, 60})}, {to_polygon({0, 0, 100, 100})}, {to_polygon({10, 10, 90, 90})}};
  const PolygonCoverage coverage(areas);

  EXPECT_EQ(coverage.index_at({55, 55}), 0);
  EXPECT_EQ(coverage.index_at({20, 20}), 1);
  EXPECT_EQ(coverage.index_at({500, 20}), PolygonCoverage::kNowhere);
}

TEST(PolygonCoverage, OfNothingContainsNothing) {
  EXPECT_FALSE(PolygonCoverage().locate({0, 0}));
  EXPECT_FALSE(PolygonCoverage(std::vector<MultiPolygon>(3)).locate({0, 0}));
}

TEST(PolygonCoverage, ANotANumberLiesNowhere) {
  const std::vector<MultiPolygon> areas = {{to_polygon({0, 0, 10, 10})}};
  const PolygonCoverage coverage(areas);
  const double nan = std::numeric_limits<double>::quiet_NaN();

  EXPECT_EQ(coverage.index_at({nan, 5}), PolygonCoverage::kNowhere);
  EXPECT_EQ(coverage.index_at({5, nan}), PolygonCoverage::kNowhere);
  EXPECT_EQ(coverage.index_at({std::numeric_limits<double>::infinity(), 5}), PolygonCoverage::kNowhere);
}

TEST(PolygonCoverage, SliversAndLinesAreNoTrouble) {
  const std::vector<MultiPolygon> areas = {{{{{0, 0}, {1000, 1e-9}, {1000, 2e-9}, {0, 0}}, {}}},
                                           {{{{0, 5}, {1000, 5}, {500, 5}, {0, 5}}, {}}}};
  std::vector<Point> points;
  for (int i = 0; i <= 1000; ++i) {
    points.push_back({static_cast<double>(i), i * 1.5e-12});
    points.push_back({static_cast<double>(i), 5});
  }
  expect_twin(areas, points);
}

TEST(PolygonCoverage, ManyPointsAtOnceDoNotDependOnThreads) {
  const auto areas = CrinkledTiles(1, 6, 500, 12, 20).areas();
  const PolygonCoverage coverage(areas);
  std::vector<double> x;
  std::vector<double> y;
  for (std::uint64_t i = 0; i < 200000; ++i) {
    core::CounterRng rng(2, i);
    x.push_back(rng.uniform(399800, 403200));
    y.push_back(rng.uniform(89800, 93200));
  }
  jobs::set_thread_count(1);
  const auto alone = coverage.locate_all(x, y, jobs::Progress());
  jobs::set_thread_count(7);
  const auto together = coverage.locate_all(x, y, jobs::Progress());
  jobs::set_thread_count(0);

  ASSERT_TRUE(alone);
  ASSERT_TRUE(together);
  EXPECT_EQ(*alone, *together);
  EXPECT_EQ((*alone)[777], coverage.index_at({x[777], y[777]}));
}

TEST(PolygonCoverage, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const std::vector<MultiPolygon> areas = {{to_polygon({0, 0, 10, 10})}};
  const std::vector<double> xs(10, 1.0);

  const auto stopped = PolygonCoverage(areas).locate_all(xs, xs, jobs::Progress(stop.get_token()));

  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::geo
