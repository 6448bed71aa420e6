// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/feature_files.hpp"

#include <fmt/format.h>
#include <gdal_frmts.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <variant>
#include <vector>

#include "core/text.hpp"
#include "geo/well_known_binary.hpp"
#include "io/gdal_handles.hpp"

namespace wardscope::io {
namespace {

constexpr std::string_view kGeometryColumn = "geom";

OGRFieldType field_type(table::ColumnType type) {
  switch (type) {
    case table::ColumnType::integer:
      return OFTInteger64;
    case table::ColumnType::number:
      return OFTReal;
    case table::ColumnType::text:
      break;
  }
  return OFTString;
}

/// One type for all shapes, or any type where they are mixed.
OGRwkbGeometryType shape_type(const table::FeatureTable& features) {
  constexpr std::array kTypes{wkbNone, wkbPoint, wkbMultiLineString, wkbMultiPolygon};
  OGRwkbGeometryType found = wkbNone;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const OGRwkbGeometryType type = kTypes[features.geometry(row).index()];
    if (type == wkbNone || type == found) continue;
    if (found != wkbNone) return wkbUnknown;
    found = type;
  }
  return found;
}

bool add_fields(OGRLayerH layer, const table::FeatureTable& features) {
  for (const table::Column& column : features.columns()) {
    const std::unique_ptr<void, decltype(&OGR_Fld_Destroy)> field(
        OGR_Fld_Create(column.name.c_str(), field_type(column.type)), &OGR_Fld_Destroy);
    const std::string alias = column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit);
    OGR_Fld_SetAlternativeName(field.get(), alias.c_str());
    if (OGR_L_CreateField(layer, field.get(), 0) != OGRERR_NONE) return false;
  }
  return true;
}

void set_value(OGRFeatureH feature, int index, const table::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    OGR_F_SetFieldInteger64(feature, index, *whole);
  else if (const auto* number = std::get_if<double>(&value); number != nullptr && std::isfinite(*number))
    OGR_F_SetFieldDouble(feature, index, *number);
  else if (const auto* text = std::get_if<std::string>(&value))
    OGR_F_SetFieldString(feature, index, text->c_str());
  else
    OGR_F_SetFieldNull(feature, index);
}

bool add_rows(OGRLayerH layer, const table::FeatureTable& features) {
  if (OGR_L_StartTransaction(layer) != OGRERR_NONE) return false;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const FeatureHandle feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
    for (std::size_t column = 0; column < features.columns().size(); ++column) {
      set_value(feature.get(), static_cast<int>(column), features.at(row, column));
    }
    const std::vector<std::byte> wkb = geo::to_wkb(features.geometry(row));
    if (!wkb.empty()) {
      OGRGeometryH shape = nullptr;
      if (OGR_G_CreateFromWkb(wkb.data(), nullptr, &shape, static_cast<int>(wkb.size())) != OGRERR_NONE) return false;
      OGR_F_SetGeometryDirectly(feature.get(), shape);
    }
    if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) return false;
  }
  return OGR_L_CommitTransaction(layer) == OGRERR_NONE;
}

bool numbers_agree(double found, double expected, double tolerance) {
  return found == expected || std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

bool values_agree(OGRFeatureH feature, int index, const table::Value& expected, const Comparison& comparison) {
  const bool empty = OGR_F_IsFieldSetAndNotNull(feature, index) == 0;
  if (const auto* whole = std::get_if<std::int64_t>(&expected))
    return !empty && OGR_F_GetFieldAsInteger64(feature, index) == *whole;
  if (const auto* number = std::get_if<double>(&expected)) {
    return std::isfinite(*number)
               ? !empty && numbers_agree(OGR_F_GetFieldAsDouble(feature, index), *number, comparison.number_tolerance)
               : empty;
  }
  const auto* text = std::get_if<std::string>(&expected);
  if (text != nullptr && text->empty() && comparison.empty_texts == EmptyTexts::lost && empty) return true;
  if (text != nullptr) return !empty && *text == OGR_F_GetFieldAsString(feature, index);
  return empty;
}

/// Every vertex in order, with a mark after each ring, so that two shapes agree only where their structure does.
struct VertexList {
  std::vector<geo::Point> points;
  std::vector<std::size_t> ends;

  void add(const std::vector<geo::Point>& part) {
    points.insert(points.end(), part.begin(), part.end());
    ends.push_back(points.size());
  }
};

VertexList vertices_of(const geo::Geometry& shape) {
  VertexList list;
  if (const auto* point = std::get_if<geo::Point>(&shape)) list.add({*point});
  if (const auto* lines = std::get_if<geo::MultiLineString>(&shape)) {
    for (const geo::LineString& line : *lines) list.add(line);
  }
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&shape)) {
    for (const geo::Polygon& polygon : *polygons) {
      list.add(polygon.exterior);
      for (const geo::Ring& hole : polygon.holes) list.add(hole);
    }
  }
  return list;
}

/// The same ground in the same number of vertices, whatever way and in whatever order its rings are drawn.
bool ground_agrees(const geo::MultiPolygon& found, const geo::MultiPolygon& expected) {
  constexpr double kSquareMetres = 1e-3;
  const geo::Extent a = geo::extent_of(found);
  const geo::Extent b = geo::extent_of(expected);
  return vertices_of(found).points.size() == vertices_of(expected).points.size() && a.min_x == b.min_x &&
         a.min_y == b.min_y && a.max_x == b.max_x && a.max_y == b.max_y &&
         std::abs(geo::area(found) - geo::area(expected)) <= kSquareMetres;
}

bool shapes_agree(OGRFeatureH feature, const geo::Geometry& expected, const Comparison& comparison) {
  OGRGeometryH shape = OGR_F_GetGeometryRef(feature);
  const VertexList wanted = vertices_of(expected);
  if (shape == nullptr) return wanted.points.empty();
  std::vector<std::byte> wkb(static_cast<std::size_t>(OGR_G_WkbSize(shape)));
  OGR_G_ExportToIsoWkb(shape, wkbNDR, reinterpret_cast<unsigned char*>(wkb.data()));
  const auto read = geo::from_wkb(wkb);
  if (!read || read->index() != expected.index()) return read && wanted.points.empty();
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&*read);
      polygons != nullptr && comparison.ring_order == RingOrder::changed) {
    return ground_agrees(*polygons, std::get<geo::MultiPolygon>(expected));
  }
  const VertexList found = vertices_of(*read);
  if (found.ends != wanted.ends) return false;
  for (std::size_t i = 0; i < found.points.size(); ++i) {
    const geo::Point difference = found.points[i] - wanted.points[i];
    if (std::abs(difference.x) > comparison.tolerance || std::abs(difference.y) > comparison.tolerance) return false;
  }
  return true;
}

core::Error differs(const PartFile& part, std::string_view what) {
  return part.error(fmt::format("what was read back is not what was written ({}); is the disk full?", what));
}

}  // namespace

core::Status write_layer(const table::FeatureTable& features, const PartFile& part, const LayerFile& file) {
  register_writing_drivers();
  const FailureWatch watch;
  GDALDriverH driver = GDALGetDriverByName(file.driver.c_str());
  if (driver == nullptr)
    return core::internal_error(
        fmt::format("GDAL here has no driver '{}'; install the package libgdal again", file.driver));
  DatasetHandle dataset(GDALCreate(driver, file.path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
  if (!dataset) return part.error("the file can't be made; is the disk full?");
  const ReferenceHandle reference(OSRNewSpatialReference(nullptr));
  if (OSRImportFromEPSG(reference.get(), kBritishGrid) != OGRERR_NONE) {
    return core::internal_error("EPSG:27700 is not known to PROJ; install the package proj-data again");
  }
  std::vector<const char*> settings;
  for (const std::string& setting : file.settings) settings.push_back(setting.c_str());
  settings.push_back(nullptr);
  const OGRwkbGeometryType type = shape_type(features);
  OGRLayerH layer =
      GDALDatasetCreateLayer(dataset.get(), file.layer_name.c_str(), type == wkbNone ? nullptr : reference.get(), type,
                             const_cast<char**>(settings.data()));  // NOLINT: GDAL's C interface lacks const
  bool written = layer != nullptr && add_fields(layer, features) && add_rows(layer, features);
  if (written && !file.provenance.empty()) {
    written = GDALSetMetadataItem(layer, "PROVENANCE", file.provenance.c_str(), nullptr) == CE_None;
  }
  dataset.reset();
  if (!written || watch.failed()) return part.error("writing stopped; is the disk full?");
  return {};
}

core::Status write_geopackage(const table::FeatureTable& features, const PartFile& part,
                              const FeatureWriteOptions& options) {
  const LayerFile file{"GPKG",
                       part.path(),
                       options.layer_name,
                       {"DESCRIPTION=" + options.description, "IDENTIFIER=" + options.layer_name,
                        "GEOMETRY_NAME=" + std::string(kGeometryColumn)},
                       options.provenance_json};
  if (auto written = write_layer(features, part, file); !written) return written;
  return compare_with_file(part, features, {.driver = "GPKG"});
}

core::Status compare_with_file(const PartFile& part, const table::FeatureTable& expected,
                               const Comparison& comparison) {
  register_writing_drivers();
  const FailureWatch watch;
  const std::array<const char*, 2> drivers{comparison.driver.c_str(), nullptr};
  const DatasetHandle dataset(GDALOpenEx((comparison.path.empty() ? part.path() : comparison.path).c_str(),
                                         GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
  OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset.get(), 0) : nullptr;
  if (layer == nullptr)
    return expected.row_count() == 0 && dataset ? core::Status() : differs(part, "it can't be opened");
  OGR_L_ResetReading(layer);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  std::vector<int> indexes;
  for (const table::Column& column : expected.columns()) {
    indexes.push_back(OGR_FD_GetFieldIndex(definition, column.name.c_str()));
    if (indexes.back() < 0 && expected.row_count() > 0) return differs(part, "column " + column.name);
  }
  for (std::size_t row = 0; row < expected.row_count(); ++row) {
    const FeatureHandle feature(OGR_L_GetNextFeature(layer));
    if (!feature) return differs(part, fmt::format("{} of {} rows", row, expected.row_count()));
    for (std::size_t column = 0; column < indexes.size(); ++column) {
      if (!values_agree(feature.get(), indexes[column], expected.at(row, column), comparison)) {
        return differs(part, fmt::format("row {}, column {}", row + 1, expected.columns()[column].name));
      }
    }
    if (!shapes_agree(feature.get(), expected.geometry(row), comparison)) {
      return differs(part, fmt::format("row {}, shape", row + 1));
    }
  }
  const FeatureHandle more(OGR_L_GetNextFeature(layer));
  if (more || watch.failed()) return differs(part, "its end");
  return {};
}

void register_writing_drivers() {
  static const bool registered = [] {
    RegisterOGRGeoPackage();
    RegisterOGRGeoJSON();
    RegisterOGRXLSX();
    RegisterOGRODS();
    RegisterOGRShape();
    GDALRegister_GTiff();
    return true;
  }();
  static_cast<void>(registered);
}

}  // namespace wardscope::io
