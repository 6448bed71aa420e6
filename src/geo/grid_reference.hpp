// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

/// A square of the National Grid, as a grid reference names it.
struct GridSquare {
  Point south_west;   ///< EPSG:27700
  double side = 1.0;  ///< m: 100,000 for "SZ", 100 for "SZ 085 912", 1 for "SZ 08512 91234"
  [[nodiscard]] Point centre() const { return {south_west.x + side / 2, south_west.y + side / 2}; }
};

/// "SZ 085 912": the square of `digits` figures (0, 2, 4, 6, 8 or 10) that holds p. Cut off, not rounded, as Ordnance
/// Survey defines it. Nothing outside the grid's letters (easting 0 to 700,000, northing 0 to 1,300,000 m).
std::optional<std::string> to_grid_reference(Point p, int digits = 6);

/// Reads "SZ 085 912", "SZ085912", "sz 08512 91234", "SZ". Spaces and case do not matter.
/// @returns malformed that says what is wrong and what one looks like.
core::Result<GridSquare> from_grid_reference(std::string_view text);

}  // namespace wardscope::geo
