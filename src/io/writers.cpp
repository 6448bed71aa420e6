// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/writers.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/text.hpp"
#include "io/csv_table.hpp"
#include "io/exchange_files.hpp"
#include "io/feature_files.hpp"
#include "io/geojson_text.hpp"
#include "io/geotiff.hpp"
#include "io/part_file.hpp"
#include "io/write_room.hpp"
#include "store/disk_room.hpp"

namespace wardscope::io {
namespace {

core::Result<FeatureFormat> format_of(const std::filesystem::path& path, FeatureFormat asked) {
  if (asked != FeatureFormat::from_name) return asked;
  const std::string extension = core::lower_ascii(path.extension().string());
  if (extension == ".gpkg") return FeatureFormat::geopackage;
  if (extension == ".geojson" || extension == ".json") return FeatureFormat::geojson;
  if (extension == ".csv") return FeatureFormat::csv;
  if (extension == ".xlsx") return FeatureFormat::xlsx;
  if (extension == ".ods") return FeatureFormat::ods;
  if (extension == ".shp") return FeatureFormat::shapefile;
  return core::invalid_argument(
      "'" + path.filename().string() +
      "': the format is told by the extension; known: .gpkg, .geojson, .csv, .xlsx, .ods, .shp");
}

core::Status write_geojson(const table::FeatureTable& features, const PartFile& part,
                           const FeatureWriteOptions& options, GeoJsonCrs crs) {
  const auto projected = features_for_geojson(features, crs);
  if (!projected) return projected.error();
  if (auto written = write_bytes(
          part, geojson_text(*projected, {options.layer_name, options.description, crs, options.provenance_json}));
      !written) {
    return written;
  }
  return compare_with_file(part, *projected,
                           {.driver = "GeoJSON", .tolerance = crs == GeoJsonCrs::wgs84 ? kDegreeStep : kMetreStep});
}

core::Status write_part(const table::FeatureTable& features, const PartFile& part, const FeatureWriteOptions& options,
                        FeatureFormat format) {
  switch (format) {
    case FeatureFormat::geojson:
      return write_geojson(features, part, options, GeoJsonCrs::wgs84);
    case FeatureFormat::geojson_british_grid:
      return write_geojson(features, part, options, GeoJsonCrs::british_grid);
    case FeatureFormat::geopackage:
      return write_geopackage(features, part, options);
    case FeatureFormat::xlsx:
      return write_spreadsheet(features, part, {"XLSX", ".xlsx", options.layer_name});
    case FeatureFormat::ods:
      return write_spreadsheet(features, part, {"ODS", ".ods", options.layer_name});
    case FeatureFormat::shapefile:
      return write_shapefile(features, part);
    case FeatureFormat::csv:
    case FeatureFormat::from_name:
      break;
  }
  const auto text = csv_table(features, options.mark);
  if (!text) return text.error();
  return write_bytes(part, *text);
}

/// The provenance with what each column of the file holds and what an empty cell stands for: a CSV has no place for it.
std::string with_columns(const std::string& provenance_json, const table::FeatureTable& features) {
  using Json = nlohmann::ordered_json;
  Json object = Json::parse(provenance_json, nullptr, false);
  if (!object.is_object()) return provenance_json;
  object["columns"] = Json::array();
  for (const table::Column& column : features.columns()) {
    object["columns"].push_back({{"name", column.name}, {"label", column.label}, {"unit", column.unit}});
  }
  object["empty_cells"] =
      features.column("suppressed") ? "not known, or hidden where the column 'suppressed' says so" : "not known";
  return object.dump(2);
}

core::Status write_provenance(const std::string& json, const std::filesystem::path& path) {
  if (json.empty()) return {};
  std::filesystem::path beside = path;
  beside += ".provenance.json";
  return write_text(json, beside);
}

}  // namespace

core::Status write_features(const table::FeatureTable& features, const std::filesystem::path& path,
                            const FeatureWriteOptions& options) {
  const auto format = format_of(path, options.format);
  if (!format) return format.error();
  if (auto room = store::check_room({path, room_for(features), options.free_bytes}); !room) return room;
  auto part = PartFile::make(path, options.overwrite);
  if (!part) return part.error();
  if (auto written = write_part(features, *part, options, *format); !written) return written;
  if (auto provenance = write_provenance(with_columns(options.provenance_json, features), path); !provenance) {
    return provenance;
  }
  return part->publish();
}

core::Status write_raster(const raster::Raster<float>& raster, const std::filesystem::path& path,
                          const RasterWriteOptions& options) {
  const std::string extension = core::lower_ascii(path.extension().string());
  if (extension != ".tif" && extension != ".tiff") {
    return core::invalid_argument("'" + path.filename().string() +
                                  "': a raster is written as GeoTIFF; give it the extension .tif");
  }
  if (auto room = store::check_room({path, room_for(raster), options.free_bytes}); !room) return room;
  auto part = PartFile::make(path, options.overwrite);
  if (!part) return part.error();
  if (auto written = write_geotiff(raster, *part, options); !written) return written;
  if (auto provenance = write_provenance(options.provenance_json, path); !provenance) return provenance;
  return part->publish();
}

core::Status write_text(const std::string& text, const std::filesystem::path& path, Overwrite overwrite) {
  auto part = PartFile::make(path, overwrite);
  if (!part) return part.error();
  if (auto written = write_bytes(*part, text); !written) return written;
  return part->publish();
}

}  // namespace wardscope::io
