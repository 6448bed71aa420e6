// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"
#include "raster/raster.hpp"
#include "sample/recipe.hpp"

namespace wardscope::sample {

/// What lies where, in square cells: the ground on which streets, buildings and borders are drawn.
struct Ground {
  static constexpr std::int16_t kNoPark = -1;
  static constexpr std::int16_t kBeach = 10000;     ///< the free edge of the coast
  static constexpr std::int16_t kCorridor = 10001;  ///< railway land

  raster::GridSpec grid;
  std::vector<std::uint8_t> land;       ///< 1 land, 0 sea, river or beyond the borough
  std::vector<std::int16_t> park;       ///< index of the open space, or kNoPark, kBeach, kCorridor
  std::vector<std::uint16_t> district;  ///< index of the district
  std::vector<geo::MultiPolygon> park_shapes;

  /// Index of the cell that holds the point; of the nearest cell where the point is outside the grid.
  [[nodiscard]] std::size_t cell_at(geo::Point p) const;
  [[nodiscard]] bool is_land(geo::Point p) const { return land[cell_at(p)] != 0; }
  /// Land that may be built on: no park, beach or railway.
  [[nodiscard]] bool is_buildable(geo::Point p) const {
    const std::size_t cell = cell_at(p);
    return land[cell] != 0 && park[cell] == kNoPark;
  }
  /// True where every cell within `margin` metres (square) is land.
  [[nodiscard]] bool is_land_around(geo::Point p, double margin) const;
};

/// The ground of a recipe. `cell` metres, the seed moves coast and district borders by their roughness.
Ground make_ground(const Recipe& recipe, std::uint64_t seed);

/// A smooth curve through the points (Catmull-Rom, centripetal in effect for evenly spaced points), `step` metres
/// apart.
geo::LineString smooth_curve(const geo::LineString& points, double step);
/// The same line with vertices every `step` metres, first and last kept.
geo::LineString resampled(const geo::LineString& line, double step);

}  // namespace wardscope::sample
