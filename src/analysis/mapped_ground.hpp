// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/building_index.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// Ground without a footprint within this distance may be a field, the sea, or beyond the edge of the file.
constexpr core::Metres kEmptyAround{250.0};
/// The street in front of the outermost houses.
constexpr core::Metres kMappedMargin{25.0};

/// The ground for which there are buildings: where a view past no building may be believed. A place belongs to it
/// unless it lies within 225 m (kEmptyAround - kMappedMargin) of a place that has no footprint within 250 m
/// (kEmptyAround). So parks and squares up to 500 m across belong to it, and past the outermost footprints a strip of
/// 25 m; what lies farther out, or in larger empty ground, does not: nobody can tell it from the edge of the file
/// (decisions/0012).
///
/// Computed on squares of 10 m, larger where these would be more than 4 million, from the walls; exact to a square.
/// O(walls + squares). Immutable.
class MappedGround {
 public:
  MappedGround() = default;  ///< nothing is mapped
  explicit MappedGround(const BuildingIndex& buildings);

  [[nodiscard]] bool contains(geo::Point p) const;
  /// Whether every corner of the outlines lies on it.
  [[nodiscard]] bool contains_outline(const geo::MultiPolygon& shape) const;

 private:
  double x0_ = 0.0;
  double y0_ = 0.0;
  double square_ = 1.0;  ///< m
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<bool> mapped_;  ///< row by row from the south
};

}  // namespace wardscope::analysis
