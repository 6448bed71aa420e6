// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/part_file.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

struct Spreadsheet {
  std::string driver;     ///< GDAL's name
  std::string extension;  ///< with the dot: the driver asks for it
  std::string sheet_name;
};

/// A workbook of one sheet: the columns of the CSV under their names, numbers as numbers. Read back and compared.
/// @returns io.
core::Status write_spreadsheet(const table::FeatureTable& features, const PartFile& part, const Spreadsheet& kind);

/// A Shapefile with its .shx, .dbf, .prj and .cpg beside the target, and NAME.columns.csv that says which column each
/// name of 10 characters stands for. Read back and compared before anything is in its place.
/// @returns unsupported where the table has no shapes or mixed ones, io.
core::Status write_shapefile(const table::FeatureTable& features, const PartFile& part);

/// The names that the columns get in a Shapefile: at most 10 characters, each once, in the order of the columns.
std::vector<std::string> shapefile_names(const table::FeatureTable& features);

}  // namespace wardscope::io
