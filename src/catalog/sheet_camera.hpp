// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cartography/scene_builder.hpp"
#include "geo/shapes.hpp"
#include "project/project.hpp"

namespace wardscope::catalog {

/// A sheet of paper, points.
struct SheetSize {
  double width = 842.0;
  double height = 595.0;
};

/// The camera that shows the ground on a sheet as large as what covers the sheet allows: left of the key and above the
/// foot, or, on an upright sheet where that is larger, below the key.
project::MapCamera sheet_camera(const project::Project& project, const cartography::MapData& data,
                                const geo::Extent& ground, const SheetSize& sheet);

}  // namespace wardscope::catalog
