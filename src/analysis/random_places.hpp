// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/pattern_window.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// Ground with how likely incidents are on all of it, spread evenly: an area with its residents.
struct WeighedGround {
  geo::MultiPolygon shape;
  double weight = 0.0;  ///< >= 0
};

/// Which pattern of which test: a function of these alone gives its points.
struct Draw {
  std::uint64_t seed = 1;
  std::uint64_t pattern = 0;
  /// The number of its i-th point among all points of the seed. @pre i < 2^32
  [[nodiscard]] std::uint64_t item(std::uint64_t i) const { return (pattern << 32U) + i; }
};

/// Points at random, independent of each other: the null of a test of clustering. Immutable.
class RandomPlaces {
 public:
  /// Evenly on the window. @returns a failure to triangulate; invalid_argument where the window is empty
  static core::Result<RandomPlaces> evenly(const PatternWindow& window);
  /// In proportion to the weight of each ground per m^2, on the window alone. @returns as above; invalid_argument where
  /// no ground with a weight lies on the window, or too little of it does for points to be found
  static core::Result<RandomPlaces> in_proportion(std::span<const WeighedGround> grounds, const PatternWindow& window);

  /// O(count log triangles).
  [[nodiscard]] std::vector<geo::Point> draw(std::size_t count, const Draw& which) const;

 private:
  core::Status add(const geo::MultiPolygon& shape, double weight_per_m2);
  [[nodiscard]] geo::Point one(std::uint64_t seed, std::uint64_t item) const;

  struct Triangle {
    geo::Point a;
    geo::Point b;
    geo::Point c;
  };
  std::vector<Triangle> triangles_;
  std::vector<double> up_to_;                 ///< weight of a triangle and of all before it
  LandBoundary within_{geo::MultiPolygon()};  ///< points elsewhere are drawn again; empty: none are
};

}  // namespace wardscope::analysis
