// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/triangles.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/random.hpp"

namespace wardscope::render {
namespace {

double area_of(const Triangles& triangles) {
  double area = 0.0;
  for (std::size_t i = 0; i < triangles.indices.size(); i += 3) {
    const geo::Point a = triangles.vertices[triangles.indices[i]];
    const geo::Point b = triangles.vertices[triangles.indices[i + 1]];
    const geo::Point c = triangles.vertices[triangles.indices[i + 2]];
    area += 0.5 * std::abs(geo::cross(b - a, c - a));
  }
  return area;
}

/// A star-shaped ring with random radii: anticlockwise.
geo::Ring star(geo::Point centre, double radius, std::uint64_t seed, int corners) {
  geo::Ring ring;
  for (int i = 0; i < corners; ++i) {
    core::CounterRng rng(seed, static_cast<std::uint64_t>(i));
    const double angle = 2.0 * std::numbers::pi * i / corners;
    const double r = radius * rng.uniform(0.35, 1.0);
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

TEST(Triangulated, CoversExactlyTheAreaOfRandomShapesWithHoles) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    geo::Polygon polygon{star({430'000.0, 390'000.0}, 1000.0, seed, 90), {}};
    // Holes within the inner circle that every star has.
    for (const auto& [dx, dy] : {std::pair{-150.0, 0.0}, {120.0, 90.0}, {100.0, -120.0}}) {
      geo::Ring hole = star({430'000.0 + dx, 390'000.0 + dy}, 80.0, seed + 100, 20);
      std::ranges::reverse(hole);
      polygon.holes.push_back(hole);
    }
    const geo::MultiPolygon shape{polygon, geo::to_polygon({440'000.0, 390'000.0, 440'100.0, 390'050.0})};

    const Triangles triangles = triangulated(shape);

    EXPECT_NEAR(area_of(triangles), geo::area(shape), 1e-3 /* m^2 */) << "seed " << seed;
  }
}

TEST(Triangulated, EndsOnRingsThatCrossThemselvesOrHaveNoArea) {
  const geo::Polygon bow_tie{{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, {}};
  const geo::Polygon flat{{{0, 0}, {10, 0}, {20, 0}, {0, 0}}, {}};
  const geo::Polygon nothing;

  EXPECT_LE(area_of(triangulated({bow_tie})), 100.0);
  EXPECT_EQ(area_of(triangulated({flat})), 0.0);
  EXPECT_TRUE(triangulated({nothing}).indices.empty());
}

}  // namespace
}  // namespace wardscope::render
