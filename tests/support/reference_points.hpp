// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::test {

/// The 65 points on which the reference numbers of the methods were computed with R (spatstat): integer coordinates
/// from the Park-Miller generator s <- 16807 s mod (2^31 - 1), seed 20250101. Two clusters, a background, and points
/// 61 to 65 on point 1.
struct ReferencePoints {
  std::vector<double> x;
  std::vector<double> y;
};

inline ReferencePoints reference_points() {
  constexpr std::int64_t kModulus = 2147483647;
  std::int64_t state = 20250101;
  const auto below = [&](std::int64_t count) {
    state = 16807 * state % kModulus;
    return static_cast<double>(state % count);
  };
  ReferencePoints points;
  for (int i = 1; i <= 60; ++i) {
    const bool first = i <= 25;
    const bool second = !first && i <= 40;
    const double x = first ? 407300 + below(200) : second ? 407700 + below(150) : 407000 + below(1000);
    const double y = first ? 91300 + below(200) : second ? 91600 + below(150) : 91000 + below(800);
    below(365);  // the day, which density does not use
    points.x.push_back(x);
    points.y.push_back(y);
  }
  points.x.insert(points.x.end(), 5, points.x.front());
  points.y.insert(points.y.end(), 5, points.y.front());
  return points;
}

/// Their window, 1000 m x 800 m.
inline geo::MultiPolygon reference_window() { return {geo::to_polygon({407000, 91000, 408000, 91800})}; }

}  // namespace wardscope::test
