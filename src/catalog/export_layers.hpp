// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Writes layers of a result to files by their ending: .tif a raster; .gpkg, .geojson, .csv, .xlsx,
/// .ods, .shp features. An output is FILE,
/// which takes the first layer that fits, or LAYER=FILE. Beside each stands FILE.provenance.json.
/// Counts under the disclosure threshold are suppressed in every one.
/// @returns the files written; not_found where no layer fits, unsupported for an unknown ending.
core::Result<std::vector<std::filesystem::path>> export_layers(const ops::OperationResult& result,
                                                               std::string_view provenance_json,
                                                               const std::vector<std::string>& outputs);

/// Says of each Shapefile among the outputs what it cuts: names of columns and long texts.
void warn_of_shapefiles(const std::vector<std::string>& outputs, core::Diagnostics& diagnostics);

/// The table as it may leave the program: in a row with a disclosive count that is small (DisclosureControl, internal
/// profile), every disclosive count and everything that follows from one is empty. One small row alone takes the next
/// smallest with it: the total is known. Each column that may be emptied gets a column `<name>_suppressed`, 1 or 0,
/// which maps hatch by; a rank by rate is that among the rows shown; the text column `suppressed` says it in words. Shapes stay: areas are public, and a hotspot's
/// outline is as coarse as its bandwidth. A table without disclosive counts comes back as it is.
table::FeatureTable suppressed_counts(const table::FeatureTable& features);

}  // namespace wardscope::catalog
