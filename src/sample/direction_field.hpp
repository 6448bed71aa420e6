// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "geo/shapes.hpp"
#include "sample/ground.hpp"

namespace wardscope::sample {

/// Which way the long streets of the town run at each place. A direction has no sign: it is kept as the vector of
/// twice its angle, (cos 2a, sin 2a), which can be averaged.
class DirectionField {
 public:
  /// @param guides main roads, vertices about 10 m apart: near them streets run along them or square to them,
  /// whichever turns the district's bearing less.
  DirectionField(const Recipe& recipe, const Ground& ground, const std::vector<geo::LineString>& guides);

  /// Direction of the long streets, length 1, with the district's wander. Its sign means nothing.
  [[nodiscard]] geo::Point at(geo::Point p, double wander_degrees, std::uint64_t channel) const;

 private:
  void follow(const std::vector<geo::LineString>& guides);
  void smooth();

  raster::GridSpec grid_;
  std::vector<geo::Point> doubled_;
};

}  // namespace wardscope::sample
