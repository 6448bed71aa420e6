// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/drawn_layer.hpp"

namespace wardscope::cartography {

/// Cells by their column "relative_risk": how many times as many incidents as where none of the chosen features is.
/// Classes are fixed, so that two maps can be held beside each other; cells without any of them stay as the map has
/// them, cells whose risk is not known are hatched.
void add_risk_terrain(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features);

}  // namespace wardscope::cartography
