// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "geo/shapes.hpp"
#include "raster/raster.hpp"

namespace wardscope::raster {

/// 1 where the centre of the cell lies inside the shape, else 0. A centre exactly on a border is inside on a west or
/// south side, as geo::PolygonCoverage has it, so that neighbours share every cell out. O(edges + cells).
Raster<std::uint8_t> inside_mask(const GridSpec& grid, const geo::MultiPolygon& shape);

/// The share of each cell's ground that the shape covers, 0..1, exact but for rounding (about 1e-7): the signed area
/// between each edge and the cell's east side, summed over the edges. O(edges, each once a cell that it passes, +
/// cells).
/// @pre the shape is valid, exteriors anticlockwise and holes clockwise (geo::tidied, geo::make_valid)
Raster<float> coverage_fraction(const GridSpec& grid, const geo::MultiPolygon& shape);

}  // namespace wardscope::raster
