// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/drawn_layer.hpp"

namespace wardscope::cartography {

/// Cells or areas that stand out, coloured by their column "class" (analysis::words_of(LocalClass)); the others are
/// left as the map has them. The key counts those of each class.
void add_clusters(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features);

}  // namespace wardscope::cartography
