// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/result.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

enum class GeoJsonCrs { wgs84, british_grid };

constexpr int kDegreeDecimals = 7;  // about 1 cm on the ground, as RFC 7946 section 11.2 advises
constexpr int kMetreDecimals = 3;
constexpr double kDegreeStep = 1e-7;  // what rounding to these decimals may change
constexpr double kMetreStep = 1e-3;

struct GeoJsonOptions {
  std::string name;
  std::string description;
  GeoJsonCrs crs = GeoJsonCrs::wgs84;
  std::string provenance = {};  ///< JSON, the member "provenance"; empty: none
};

/// The same rows with their shapes in the coordinates that the file will have.
/// @returns invalid_argument that names the row whose shape lies outside Great Britain.
core::Result<table::FeatureTable> features_for_geojson(const table::FeatureTable& features, GeoJsonCrs crs);

/// A FeatureCollection by RFC 7946, one feature a line; in the British National Grid with the "crs" member of the older
/// convention. Numbers that are not finite are null.
std::string geojson_text(const table::FeatureTable& projected, const GeoJsonOptions& options);

}  // namespace wardscope::io
