// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/scene.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {

/// The value at a point: bilinear between cell centres where `smooth`, else of the cell; NaN off the grid and where the
/// nearest cell has none. Cells without a value take no part in the mean.
float sample(const raster::Raster<float>& raster, geo::Point at, bool smooth);

/// Paints the part of the raster that the scene shows as an image of `pixels_per_point`.
void paint_raster(cairo_t* cr, const cartography::RasterLayer& layer, const cartography::Scene& scene,
                  double pixels_per_point);

}  // namespace wardscope::report
