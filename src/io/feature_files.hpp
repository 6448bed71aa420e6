// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "io/part_file.hpp"
#include "io/writers.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

/// Writes a GeoPackage in EPSG:27700 to the part file and compares it with the table.
core::Status write_geopackage(const table::FeatureTable& features, const PartFile& part,
                              const FeatureWriteOptions& options);

/// A file that one of GDAL's drivers writes beside its place.
struct LayerFile {
  std::string driver;          ///< GDAL's name
  std::filesystem::path path;  ///< of the part, with the ending that the driver asks for
  std::string layer_name;
  std::vector<std::string> settings;  ///< NAME=VALUE, as the driver's page lists them
  std::string provenance = {};        ///< kept as metadata of the layer; empty: none
};
/// Writes the table, its shapes in EPSG:27700, and closes the file; compare_with_file() tells whether it is good.
/// @returns io.
core::Status write_layer(const table::FeatureTable& features, const PartFile& part, const LayerFile& file);

/// What a format can keep.
enum class EmptyTexts { kept, lost };  ///< lost: an empty text is read as no text
enum class RingOrder {
  kept,
  changed
};  ///< changed: rings are turned and sorted; areas, extents and vertices are counted

struct Comparison {
  std::string driver;             ///< GDAL's name: the only one that may open the part
  double tolerance = 0.0;         ///< of each coordinate, in its unit
  std::filesystem::path path{};   ///< empty: the part's own
  double number_tolerance = 0.0;  ///< of each number, as a share of it (of 1 where it is smaller)
  EmptyTexts empty_texts = EmptyTexts::kept;
  RingOrder ring_order = RingOrder::kept;
};
/// Opens the part again and compares the number of rows, every value and every vertex with the table.
/// @returns io that says what differs.
core::Status compare_with_file(const PartFile& part, const table::FeatureTable& expected, const Comparison& comparison);

}  // namespace wardscope::io
