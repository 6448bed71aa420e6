// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/result.hpp"
#include "io/part_file.hpp"
#include "io/writers.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

/// Writes a GeoPackage in EPSG:27700 to the part file and compares it with the table.
core::Status write_geopackage(const table::FeatureTable& features, const PartFile& part,
                              const FeatureWriteOptions& options);

struct Comparison {
  std::string driver;      ///< GDAL's name: the only one that may open the part
  double tolerance = 0.0;  ///< of each coordinate, in its unit
};
/// Opens the part again and compares the number of rows, every value and every vertex with the table.
/// @returns io that says what differs.
core::Status compare_with_file(const PartFile& part, const table::FeatureTable& expected, const Comparison& comparison);

}  // namespace wardscope::io
