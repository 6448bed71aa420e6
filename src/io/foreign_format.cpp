// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_format.hpp"

#include <array>

namespace wardscope::io {
namespace {

constexpr std::array<ForeignFormat, 12> kFormats{{{".geojson", "GeoJSON", "GeoJSON"},
                                                  {".json", "GeoJSON", "GeoJSON"},
                                                  {".geojsonl", "GeoJSONSeq", "GeoJSON text sequence"},
                                                  {".geojsons", "GeoJSONSeq", "GeoJSON text sequence"},
                                                  {".ndjson", "GeoJSONSeq", "GeoJSON text sequence"},
                                                  {".gpkg", "GPKG", "GeoPackage"},
                                                  {".shp", "ESRI Shapefile", "Shapefile"},
                                                  {".kml", "KML", "KML"},
                                                  {".fgb", "FlatGeobuf", "FlatGeobuf"},
                                                  {".gml", "GML", "GML"},
                                                  {".xlsx", "XLSX", "Excel workbook"},
                                                  {".ods", "ODS", "OpenDocument spreadsheet"}}};

}  // namespace

const ForeignFormat* foreign_format_of(std::string_view lower_extension) {
  for (const ForeignFormat& format : kFormats) {
    if (format.extension == lower_extension) return &format;
  }
  return nullptr;
}

std::string foreign_extensions() {
  std::string list;
  for (const ForeignFormat& format : kFormats) {
    if (!list.empty()) list += ", ";
    list += format.extension;
  }
  return list;
}

std::span<const ForeignFormat> foreign_formats() { return kFormats; }

}  // namespace wardscope::io
