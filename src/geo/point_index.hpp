// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

struct Neighbour {
  std::size_t index = 0;  ///< into the points that the index was built from
  core::Metres distance;
};

/// Finds near points among many: the nearest hub, the cameras around a gap. A k-d tree that splits at the median, so
/// that stacked and clustered points cost no more than spread ones. O(n log n) to build, O(log n) a look-up. Immutable.
class PointIndex {
 public:
  PointIndex() = default;
  /// @pre every coordinate is finite; fewer than 2^32 points
  explicit PointIndex(std::span<const Point> points);

  [[nodiscard]] std::size_t size() const { return points_.size(); }
  /// The nearest point, the lowest index among equally near ones; nothing where there are no points.
  [[nodiscard]] std::optional<Neighbour> nearest(Point p) const;
  /// The nearest `count` points (or all), nearest first, then by index.
  [[nodiscard]] std::vector<Neighbour> nearest(Point p, std::size_t count) const;
  /// Indices of the points within `radius` (the circle included), ascending. @pre radius >= 0
  [[nodiscard]] std::vector<std::size_t> within(Point p, core::Metres radius) const;

 private:
  std::vector<Point> points_;  ///< in tree order: the middle of a range splits it, x and y by turns
  std::vector<std::uint32_t> ids_;
};

}  // namespace wardscope::geo
