// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "borough/areas.hpp"
#include "cartography/drawn_layer.hpp"
#include "project/project.hpp"

namespace wardscope::cartography {

/// A result's raster by the layer's form: cameras that see each place, the chance of a place, a ratio, or a density;
/// cut at the coast where the land is known (null: not). @pre result.raster
void add_surface(DrawnLayer& drawn, const project::Layer& layer, const MapResult& result, const borough::AreaSet* land);

}  // namespace wardscope::cartography
