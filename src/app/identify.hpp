// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "borough/dataset.hpp"
#include "cartography/drawn_layer.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "project/project.hpp"
#include "ui/view_model.hpp"

namespace wardscope::app {

/// What lies at a place, of the layers that are shown: areas that hold it, results there, cameras, hubs and incidents
/// within `reach`. Sensitive incidents are left out of the list and of the counts. Ordered as the layers lie, the
/// topmost first.
ui::Identified identify(geo::Point at, core::Metres reach, const project::Project& project,
                        const borough::Dataset& dataset, const std::vector<cartography::MapResult>& results);

}  // namespace wardscope::app
