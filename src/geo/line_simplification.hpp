// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// The line with fewer vertices, none of those left out farther than `tolerance` from what is left: Douglas & Peucker
/// 1973. The ends stay, a closed line stays closed; a tolerance of 0 leaves out nothing. In the line's unit.
/// @pre tolerance >= 0
LineString simplified(std::span<const Point> line, double tolerance);

}  // namespace wardscope::geo
