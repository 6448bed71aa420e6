// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/triangulation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::geo {
namespace {

/// Sum of the triangles' areas; each must run anticlockwise.
double mesh_area(const TriangleMesh& mesh) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 2 < mesh.corners.size(); i += 3) {
    const Point a = mesh.vertices.at(mesh.corners[i]);
    const Point b = mesh.vertices.at(mesh.corners[i + 1]);
    const Point c = mesh.vertices.at(mesh.corners[i + 2]);
    const double twice = cross(b - a, c - a);
    EXPECT_GT(twice, 0.0);
    sum += twice / 2.0;
  }
  return sum;
}

/// With equal areas, triangles that lie inside cannot overlap: the mesh then covers the shape exactly once.
void expect_exact_cover(const MultiPolygon& shape) {
  const auto mesh = triangulate(shape);

  ASSERT_TRUE(mesh);
  EXPECT_NEAR(mesh_area(*mesh), area(shape), 1e-9 * area(shape));
  for (std::size_t i = 0; i + 2 < mesh->corners.size(); i += 3) {
    const Point centre = (mesh->vertices[mesh->corners[i]] + mesh->vertices[mesh->corners[i + 1]] +
                          mesh->vertices[mesh->corners[i + 2]]) *
                         (1.0 / 3.0);
    ASSERT_TRUE(contains(shape, centre));
  }
}

/// A star-shaped ring with random radii.
Ring star(std::uint64_t seed, int corners, Point centre, double radius) {
  core::CounterRng rng(seed, 0);
  Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners;
    const double r = radius * rng.uniform(0.3, 1.0);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

TEST(Triangulation, ASquareBecomesTwoTriangles) {
  const auto mesh = triangulate({to_polygon({0, 0, 10, 10})});

  ASSERT_TRUE(mesh);
  EXPECT_EQ(mesh->vertices.size(), 4U);
  EXPECT_EQ(mesh->corners.size(), 6U);
  EXPECT_DOUBLE_EQ(mesh_area(*mesh), 100.0);
}

TEST(Triangulation, AnLShapedHouseIsCoveredExactlyOnce) {
  expect_exact_cover({{{{0, 0}, {20, 0}, {20, 8}, {8, 8}, {8, 20}, {0, 20}, {0, 0}}, {}}});
}

TEST(Triangulation, AClockwiseRingIsTurnedRound) {
  Polygon square = to_polygon({0, 0, 10, 10});
  std::reverse(square.exterior.begin(), square.exterior.end());

  const auto mesh = triangulate({square});

  ASSERT_TRUE(mesh);
  EXPECT_DOUBLE_EQ(mesh_area(*mesh), 100.0);
}

TEST(Triangulation, StraightCornersAndRepeatedPointsCostNothing) {
  const auto mesh = triangulate({{{{0, 0}, {5, 0}, {5, 0}, {10, 0}, {10, 10}, {5, 10}, {0, 10}, {0, 0}}, {}}});

  ASSERT_TRUE(mesh);
  EXPECT_DOUBLE_EQ(mesh_area(*mesh), 100.0);
}

TEST(Triangulation, RandomSmallHousesAreCoveredExactlyOnce) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    expect_exact_cover({{star(seed, 4 + static_cast<int>(seed % 40), {408000, 91000}, 20), {}}});
  }
}

TEST(Triangulation, LargeRingsAndHolesAreCoveredExactlyOnce) {
  expect_exact_cover({{star(1, 2000, {408000, 91000}, 2000), {}}});
  Polygon holed{star(2, 300, {0, 0}, 1000), {}};
  for (int i = 0; i < 8; ++i) {
    const double angle = 2 * std::numbers::pi * i / 8;
    holed.holes.push_back(
        star(static_cast<std::uint64_t>(i) + 9, 12, {180 * std::cos(angle), 180 * std::sin(angle)}, 50));
  }
  expect_exact_cover(tidied({holed, to_polygon({5000, 0, 5010, 10})}));
}

TEST(Triangulation, ASelfTouchingRingStillCoversItsGround) {
  // Two squares that share the corner (10, 10), in one ring.
  const auto mesh =
      triangulate({{{{0, 0}, {10, 0}, {10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}, {0, 10}, {0, 0}}, {}}});

  ASSERT_TRUE(mesh);
  EXPECT_DOUBLE_EQ(mesh_area(*mesh), 200.0);
}

TEST(Trapezoids, CoverHolesAndStarsExactlyOnce) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Polygon shape{star(seed, 5 + 9 * static_cast<int>(seed), {408000, 91000}, 900), {}};
    shape.holes.push_back(star(seed + 50, 7, {408000, 91000}, 200));
    TriangleMesh mesh;

    append_trapezoids(shape, mesh);

    EXPECT_NEAR(mesh_area(mesh), area(shape), 1e-8 * area(shape));
    for (std::size_t i = 0; i < mesh.corners.size(); i += 3) {
      const Point centre =
          (mesh.vertices[mesh.corners[i]] + mesh.vertices[mesh.corners[i + 1]] + mesh.vertices[mesh.corners[i + 2]]) *
          (1.0 / 3.0);
      ASSERT_LT(contains(shape, centre) ? 0.0 : distance_to_boundary({shape}, centre), 1e-6 /* m */);
    }
  }
}

TEST(Trapezoids, ASquareIsOne) {
  TriangleMesh mesh;
  append_trapezoids(to_polygon({0, 0, 10, 10}), mesh);
  EXPECT_EQ(mesh.corners.size(), 6U);
}

/// A shore so crinkled that its ring crosses itself hundreds of times: repaired, it has rings full of spikes.
Polygon crinkled_shore() {
  Polygon shore;
  constexpr int kSteps = 1500;
  for (int i = 0; i < kSteps; ++i) {
    core::CounterRng rng(31, static_cast<std::uint64_t>(i));
    const double angle = 2 * std::numbers::pi * i / kSteps;
    shore.exterior.push_back({430000 + 2000 * std::cos(angle) + rng.uniform(-15, 15) + 100 * std::sin(i * 0.05),
                              330000 + 2000 * std::sin(angle) + rng.uniform(-15, 15) + 100 * std::cos(i * 0.05)});
  }
  shore.exterior.push_back(shore.exterior.front());
  return shore;
}

TEST(Triangulation, AShoreThatCrossesItselfIsRepairedAndCovered) {
  const auto repaired = make_valid({crinkled_shore()});
  ASSERT_TRUE(repaired);
  ASSERT_TRUE(repaired->changed);

  const auto mesh = triangulate({crinkled_shore()});

  ASSERT_TRUE(mesh) << mesh.error().message;
  EXPECT_NEAR(mesh_area(*mesh), area(repaired->shape), 1e-6 * area(repaired->shape));
}

TEST(Triangulation, LinesAndNothingGiveNoTriangles) {
  for (const MultiPolygon& flat : {MultiPolygon{}, MultiPolygon{{{}, {}}}, MultiPolygon{{{{0, 0}, {5, 5}, {0, 0}}, {}}},
                                   MultiPolygon{{{{0, 0}, {5, 0}, {9, 0}, {0, 0}}, {}}}}) {
    const auto mesh = triangulate(flat);
    ASSERT_TRUE(mesh);
    EXPECT_TRUE(mesh->corners.empty());
  }
}

TEST(Triangulation, ANotANumberIsAnError) {
  Polygon broken = to_polygon({0, 0, 10, 10});
  broken.exterior[2].y = std::numeric_limits<double>::quiet_NaN();

  EXPECT_FALSE(triangulate({broken}));
}

}  // namespace
}  // namespace wardscope::geo
