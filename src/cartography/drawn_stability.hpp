// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cartography/drawn_layer.hpp"
#include "core/snapshot.hpp"
#include "project/project.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::cartography {

/// Hotspots by their column "class": "firm" ones with a strong outline, the others hatched with a thin one.
void add_holding(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features);

/// Shares of runs, 0..1, on a ramp from never to always whatever the greatest of them is: two such maps compare.
/// `surface` is as it is drawn, cut at the coast.
void add_chances(DrawnLayer& drawn, const project::Layer& layer, core::Snapshot<raster::Raster<float>> surface);

}  // namespace wardscope::cartography
