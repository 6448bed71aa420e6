// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/ward_profile.hpp"
#include "cartography/scene.hpp"
#include "cartography/scene_builder.hpp"
#include "core/result.hpp"

namespace wardscope::report {

/// The map of a ward profile, as wide as the text of an A4 page: the ward in its surroundings with its hotspots, the
/// ground in view, cameras and hubs; never a point of an incident. Scale bar, grid north, key and sources are on it.
/// @pre the profile's shape is not empty
core::Result<cartography::Scene> ward_map(const analysis::WardProfile& profile, const borough::Dataset& dataset);

}  // namespace wardscope::report
