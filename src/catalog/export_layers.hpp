// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Where layers go, and from which workspace.
struct LayerExport {
  std::vector<std::string> outputs;
  std::filesystem::path workspace;  ///< empty: nothing left it before, and nothing is remembered
  const jobs::Progress& progress;
  core::Diagnostics& diagnostics;
};

/// Writes layers of a result to files by their ending: .tif a raster; .gpkg, .geojson, .csv, .xlsx,
/// .ods, .shp features. An output is FILE,
/// which takes the first layer that fits, or LAYER=FILE. Beside each stands FILE.provenance.json.
/// Counts under the disclosure threshold are suppressed in every one, by the threshold of what was counted. Counts by
/// area are held against what left the workspace before (see counts_that_may_leave()) and are remembered.
/// @returns the files written; not_found where no layer fits, unsupported for an unknown ending, conflict where nothing
///   can be shown beside an earlier export.
core::Result<std::vector<std::filesystem::path>> export_layers(const ops::OperationResult& result,
                                                               std::string_view provenance_json,
                                                               const LayerExport& how);

/// Says of each Shapefile among the outputs what it cuts: names of columns and long texts.
void warn_of_shapefiles(const std::vector<std::string>& outputs, core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
