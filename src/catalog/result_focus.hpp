// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/map_workspace.hpp"
#include "geo/shapes.hpp"
#include "project/project.hpp"

namespace wardscope::catalog {

/// The ground that the visible results of a project are about, with a rim round it: the areas that they mark (hotspots,
/// clusters, cells of a class), else the ground on which a surface has values; at least 2.5 km or half of the place
/// wide. The whole place where nothing is marked.
geo::Extent focus_of(const MapWorkspace& workspace, const project::Project& project);

}  // namespace wardscope::catalog
