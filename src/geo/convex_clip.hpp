// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// The area, m^2, that polygons share with a convex ring: of a cell, how much of it is land. Each ring is clipped at
/// one side after the other (Sutherland & Hodgman 1974); where that leaves pieces joined by bridges along a side, the
/// bridges have no area. O(vertices x sides of the convex ring), and nothing for polygons whose extent lies apart.
/// Polygons that overlap count for each. @pre `convex` closed, anticlockwise, convex
double area_within(std::span<const Polygon> polygons, const Ring& convex);

}  // namespace wardscope::geo
