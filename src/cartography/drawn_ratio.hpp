// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/drawn_layer.hpp"

namespace wardscope::cartography {

/// A surface of log ratios: a diverging ramp whose middle is a ratio of 1 and lets the map through, its ends the same
/// distance either way. The key tells factors. `surface` is drawn as it is (cut at the coast already).
void add_log_ratio(DrawnLayer& drawn, const project::Layer& layer, core::Snapshot<raster::Raster<float>> surface);

/// Lines round the ground where a ratio is beyond what chance allows, by the column "side": a full line for more, a
/// thinner one with a hatch for fewer, so that colour is not alone.
void add_tolerance(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features);

}  // namespace wardscope::cartography
