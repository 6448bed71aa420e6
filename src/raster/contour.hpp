// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geo/shapes.hpp"
#include "raster/raster.hpp"

namespace wardscope::raster {

/// The ground where the surface reaches `level`: marching squares between cell centres, the crossing of each pair of
/// neighbours by linear interpolation
///   t = (level - a) / (b - a)   along the way from value a < level to value b >= level
/// A value counts as above where value >= level; NaN counts as below. Beside NaN and at the edge of the grid there is
/// nothing to interpolate with, and the outline runs along the cell's side, half a cell from its centre.
/// A saddle (two opposite corners above) is one area where the mean of its four values reaches the level, else two.
///
/// @returns valid polygons, disjoint, holes inside theirs, one a contiguous area, in order of their southernmost cell.
/// Specks below 1e-6 cells, which only rounding makes, are left out. O(cells). @pre level is finite
geo::MultiPolygon areas_above(const Raster<float>& surface, double level);

}  // namespace wardscope::raster
