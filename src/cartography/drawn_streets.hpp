// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/drawn_layer.hpp"
#include "project/project.hpp"
#include "table/feature_table.hpp"

namespace wardscope::cartography {

/// Pieces of street by the column "density_per_km": a class each a colour and a width, so that they are told apart
/// without colour too, the densest on top. Classes run with the square of their number up to the value that one metre
/// of street in 200 exceeds; edges have two digits.
void add_street_density(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features);

}  // namespace wardscope::cartography
