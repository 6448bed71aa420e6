// SPDX-License-Identifier: GPL-3.0-or-later
//
// The data that the book is computed on. They are made by a formula and hold nothing of anybody's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::verification {

/// The 65 points on which the reference numbers were computed with R: whole metres from the Park-Miller generator
/// s <- 16807 s mod (2^31 - 1), seed 20250101. Points 1 to 25 lie in a square of 200 m, 26 to 40 in one of 150 m, 41 to
/// 60 anywhere in the window; 61 to 65 stand on point 1, on its day and the four that follow.
struct ReferencePoints {
  std::vector<double> x;    ///< easting, m
  std::vector<double> y;    ///< northing, m
  std::vector<double> day;  ///< 0..364; of the last five up to 4 later
};

inline ReferencePoints reference_points() {
  constexpr std::int64_t kModulus = 2147483647;
  constexpr std::int64_t kDays = 365;
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
    points.x.push_back(x);
    points.y.push_back(y);
    points.day.push_back(below(kDays));
  }
  for (int later = 0; later < 5; ++later) {
    points.x.push_back(points.x.front());
    points.y.push_back(points.y.front());
    points.day.push_back(points.day.front() + later);
  }
  return points;
}

/// Their window, 1000 m x 800 m.
inline geo::MultiPolygon reference_window() { return {geo::to_polygon({407000, 91000, 408000, 91800})}; }

/// The window's squares of 100 m, row by row from the south-west.
constexpr std::size_t kCellColumns = 10;
constexpr std::size_t kCellRows = 8;

/// The points in each of them.
inline std::vector<double> reference_counts() {
  constexpr double kSide = 100.0;  // m
  const ReferencePoints points = reference_points();
  std::vector<double> counts(kCellColumns * kCellRows, 0.0);
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const auto column = static_cast<std::size_t>((points.x[i] - 407000.0) / kSide);
    const auto row = static_cast<std::size_t>((points.y[i] - 91000.0) / kSide);
    ++counts[row * kCellColumns + column];
  }
  return counts;
}

/// Squares that share a side or a corner.
inline stats::Neighbours reference_queens() {
  return stats::lattice_neighbours({kCellColumns, kCellRows}, stats::Contiguity::queen);
}

// The same in short, for Statistic::data; data_in_words() (words.hpp) says what they are.
constexpr const char* kPointsInWords = "the 65 reference points";
constexpr const char* kCellsInWords = "the 65 reference points counted in the 80 cells";

}  // namespace wardscope::verification
