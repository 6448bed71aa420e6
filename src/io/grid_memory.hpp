// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {

/// Stated accuracy from which on places count as moved without the OSTN15 grid, m: PROJ states 1 m with it, as vague as
/// WGS 84 is, else 2 m.
constexpr double kGoodWithGrid = 1.5;

/// File name of the grid with which places of this workspace were moved; empty: none was.
core::Result<std::string> grid_name(const store::Workspace& workspace);

/// The grid of an import for which the user names none: a file of the name that earlier imports of the workspace used,
/// beside the workspace. Empty where there is none. Folders never enter a workspace, so that it can be looked for there
/// alone.
core::Result<std::filesystem::path> remembered_grid(const store::Workspace& workspace);

/// Keeps the name of the grid file in the workspace.
core::Status remember_grid(store::Workspace& workspace, const std::filesystem::path& grid);

/// How the places of a source were moved to EPSG:27700.
struct MovedPlaces {
  std::string_view source_name;
  double accuracy_metres = 0.0;  ///< as stated; 0: they were not moved
  std::string grid_name;         ///< file name of the grid that the workspace knows; empty: it knows none
};

/// The warning that a source's places were moved with the OSTN15 grid and those of earlier imports without, or the
/// other way round: metres apart on one map. Empty where they go together.
std::string mixed_grids(const MovedPlaces& moved, const std::vector<store::BatchRecord>& batches);

}  // namespace wardscope::io
