// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/result.hpp"
#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

/// Formats that results leave in.
enum class FeatureFormat {
  from_name,             ///< by the extension: .gpkg, .geojson, .json, .csv, .xlsx, .ods, .shp
  geopackage,            ///< EPSG:27700
  geojson,               ///< RFC 7946: longitude and latitude, WGS 84
  geojson_british_grid,  ///< EPSG:27700 with a "crs" member, for GIS that ask for it
  csv,                   ///< UTF-8; points as easting, northing, lon and lat, other shapes by their centre
  xlsx,                  ///< a sheet with the same columns as the CSV
  ods,                   ///< the same for LibreOffice
  shapefile,             ///< EPSG:27700; names of 10 characters, explained in NAME.columns.csv; texts of 254 bytes
};

enum class Overwrite { no, allow };
enum class ByteOrderMark { without, with };  ///< spreadsheets take UTF-8 for something else without it

struct FeatureWriteOptions {
  FeatureFormat format = FeatureFormat::from_name;
  std::string layer_name = "layer";
  std::string description = {};      ///< one sentence; GeoPackage keeps it
  std::string provenance_json = {};  ///< not empty: written beside as NAME.provenance.json
  Overwrite overwrite = Overwrite::allow;
  ByteOrderMark mark = ByteOrderMark::without;    ///< CSV only
  std::optional<std::uintmax_t> free_bytes = {};  ///< on the target's disk, instead of asking; for tests
};

struct RasterWriteOptions {
  std::string description = {};  ///< "Density of incidents"
  std::string unit = {};         ///< "per km2"
  std::string provenance_json = {};
  Overwrite overwrite = Overwrite::allow;
  std::optional<std::uintmax_t> free_bytes = {};  ///< on the target's disk, instead of asking; for tests
};

// Both write .NAME.part beside the target, flush it to the device, open it again and compare every row and value with
// what was to be written, and only then rename. Nothing of the target's old content is lost where that fails, and no
// part file stays. A library's word that it has written is never taken.
// @returns invalid_argument (unknown extension), conflict (the file exists and overwrite is no), io (folder missing,
// not writable, too little room on the disk, which is asked before anything is written, or the disk full: the message
// says which).

/// The table as a file. In CSV, texts that a spreadsheet would take for a formula get a leading apostrophe.
core::Status write_features(const table::FeatureTable& features, const std::filesystem::path& path,
                            const FeatureWriteOptions& options);

/// A GeoTIFF of 32-bit floats in EPSG:27700, deflated, NaN declared as no data, with the unit and description as
/// metadata.
core::Status write_raster(const raster::Raster<float>& raster, const std::filesystem::path& path,
                          const RasterWriteOptions& options);

/// A text file with the same promises; what is read back is compared byte for byte.
core::Status write_text(const std::string& text, const std::filesystem::path& path,
                        Overwrite overwrite = Overwrite::allow);

/// Whether a file of this name can be made: its folder is there and may be written to. For asking before long work.
/// @returns io, "'map.png' can't be written: the folder 'out' is not there; make it, or choose another"
core::Status check_target(const std::filesystem::path& file);

}  // namespace wardscope::io
