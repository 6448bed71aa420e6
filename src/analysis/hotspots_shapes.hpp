// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

class LandBoundary;

/// The areas where the surface reaches the level, clipped to the land, one contiguous polygon each, those below
/// `smallest_square_metres` left out. `boundary` is that of `land`; where it is empty nothing is clipped.
struct HotspotShapesInput {
  const raster::Raster<float>& surface;
  const geo::MultiPolygon& land;
  const LandBoundary& boundary;
  double level = 0.0;
  double smallest_square_metres = 0.0;
};
core::Result<geo::MultiPolygon> hotspot_shapes(const HotspotShapesInput& input, const jobs::Progress& progress);

/// The surface with each cell without a value that touches one with a value set to the mean of its neighbours: an
/// outline then runs out over the coast, and clipping brings it back to the coast itself rather than to cells.
raster::Raster<float> grown_over_the_coast(const raster::Raster<float>& surface);

}  // namespace wardscope::analysis
