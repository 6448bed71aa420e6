// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/random.hpp"
#include "geo/shapes.hpp"

namespace wardscope::test {

/// A ragged island about the centre, radius between 0.6 and 1 times `radius`, with a ragged lagoon in its middle: a
/// coast with bays, and straight steps of all directions.
inline geo::MultiPolygon star_land(geo::Point centre, double radius, int corners, std::uint64_t seed) {
  core::CounterRng rng(seed, 0);
  const auto ring = [&](double size, double turn) {
    geo::Ring points;
    for (int i = 0; i < corners; ++i) {
      const double angle = turn * 2.0 * std::numbers::pi * i / corners;
      const double r = size * rng.uniform(0.6, 1.0);
      points.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    points.push_back(points.front());
    return points;
  };
  geo::Polygon polygon;
  polygon.exterior = ring(radius, 1.0);
  polygon.holes.push_back(ring(0.3 * radius, -1.0));
  return {polygon};
}

}  // namespace wardscope::test
