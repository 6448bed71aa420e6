// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geo/shapes.hpp"
#include "raster/raster.hpp"

namespace wardscope::cartography {

/// A surface of coarse cells as it is drawn: finer cells of 20 m or so, interpolated between the centres of the
/// surface's own, and cut at the coast, which would otherwise be a flight of stairs in the sea. Ground on land whose
/// own cell has its centre off it takes the mean of the cells around; cells without a value on land stay without. The
/// numbers of the result itself, in files and in what is read off the map, are the surface's own.
/// @param land polygons that touch at most; empty: nothing is cut
/// @returns the surface as it is where its cells are fine already
raster::Raster<float> as_drawn(const raster::Raster<float>& surface, const geo::MultiPolygon& land);

}  // namespace wardscope::cartography
