// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_layers.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "io/foreign_protocol.hpp"
#include "io/gdal_handles.hpp"
#include "io/kml_layers.hpp"

namespace wardscope::io {
namespace {

std::string crs_of(OGRLayerH layer) {
  OGRSpatialReferenceH reference = OGR_L_GetSpatialRef(layer);
  if (reference == nullptr) return {};
  const char* authority = OSRGetAuthorityName(reference, nullptr);
  const char* code = OSRGetAuthorityCode(reference, nullptr);
  if (authority != nullptr && code != nullptr && std::string_view(authority) == "EPSG")
    return fmt::format("EPSG:{}", code);
  char* text = nullptr;
  const std::array<const char*, 2> options{"FORMAT=WKT2_2019", nullptr};
  OSRExportToWktEx(reference, &text, options.data());
  const std::unique_ptr<char, FreeText> owned(text);
  return text == nullptr ? std::string() : std::string(text);
}

ShapeKind shape_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbNone:
      return ShapeKind::none;
    case wkbPoint:
    case wkbMultiPoint:
      return ShapeKind::point;
    case wkbLineString:
    case wkbMultiLineString:
    case wkbMultiCurve:
    case wkbCompoundCurve:
      return ShapeKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
    case wkbCurvePolygon:
    case wkbMultiSurface:
      return ShapeKind::polygon;
    default:
      return ShapeKind::any;
  }
}

/// The kind of a layer's shapes by its first rows, where the layer itself does not say: a mixture stays `any`.
ShapeKind shape_by_rows(OGRLayerH layer) {
  constexpr int kRows = 1000;
  std::optional<ShapeKind> seen;
  FailureWatch quiet;  // what is wrong with the rows is reported when they are sent
  OGR_L_ResetReading(layer);
  for (int i = 0; i < kRows; ++i) {
    const FeatureHandle feature(OGR_L_GetNextFeature(layer));
    if (!feature) break;
    OGRGeometryH shape = OGR_F_GetGeometryRef(feature.get());
    if (shape == nullptr || OGR_G_IsEmpty(shape) != 0) continue;
    const ShapeKind kind = shape_of(OGR_G_GetGeometryType(shape));
    if (seen.value_or(kind) != kind) return ShapeKind::any;
    seen = kind;
  }
  return seen.value_or(ShapeKind::any);
}

std::string number_text(double value) {
  std::array<char, 32> digits{};
  const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return code == std::errc() ? std::string(digits.data(), end) : std::string();
}

/// The zone of a moment as GDAL codes it: 100 is UTC and each step a quarter of an hour; 0 and 1 say none.
std::string zone_text(int flag) {
  constexpr int kUtc = 100;
  constexpr int kQuarter = 15;  // minutes
  if (flag <= 1) return {};
  const int ahead = (flag - kUtc) * kQuarter;
  return fmt::format("{}{:02}:{:02}", ahead < 0 ? '-' : '+', std::abs(ahead) / 60, std::abs(ahead) % 60);
}

std::string time_text(const FeatureHandle& feature, int field) {
  int year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int zone = 0;
  float second = 0;
  if (OGR_F_GetFieldAsDateTimeEx(feature.get(), field, &year, &month, &day, &hour, &minute, &second, &zone) == 0)
    return {};
  const OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature.get(), field));
  if (type == OFTDate) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  if (type == OFTTime) return fmt::format("{:02}:{:02}", hour, minute);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}{}", year, month, day, hour, minute, static_cast<int>(second),
                     zone_text(zone));
}

std::string value_text(const FeatureHandle& feature, int field) {
  if (OGR_F_IsFieldSetAndNotNull(feature.get(), field) == 0) return {};
  switch (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature.get(), field))) {
    case OFTInteger:
    case OFTInteger64:
      return fmt::format("{}", OGR_F_GetFieldAsInteger64(feature.get(), field));
    case OFTReal:
      return number_text(OGR_F_GetFieldAsDouble(feature.get(), field));
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
      return time_text(feature, field);
    case OFTBinary:
      return {};
    default:
      return OGR_F_GetFieldAsString(feature.get(), field);
  }
}

/// ISO well-known binary in two dimensions, curves as lines. Empty: no shape.
std::string wkb_of(const FeatureHandle& feature) {
  OGRGeometryH shape = OGR_F_GetGeometryRef(feature.get());
  if (shape == nullptr || OGR_G_IsEmpty(shape) != 0) return {};
  OGR_G_FlattenTo2D(shape);
  const GeometryHandle linear(OGR_G_HasCurveGeometry(shape, 1) != 0 ? OGR_G_GetLinearGeometry(shape, 0, nullptr)
                                                                    : nullptr);
  OGRGeometryH sent = linear ? linear.get() : shape;
  std::string bytes(static_cast<std::size_t>(OGR_G_WkbSize(sent)), '\0');
  OGR_G_ExportToIsoWkb(sent, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

core::Error damaged() { return core::malformed("it is damaged or cut short; fetch or export it again"); }

LayerRecord layer_record(OGRLayerH layer) {
  LayerRecord record;
  record.name = OGR_L_GetName(layer);
  record.crs = crs_of(layer);
  record.shape = shape_of(OGR_L_GetGeomType(layer));
  if (record.shape == ShapeKind::any) record.shape = shape_by_rows(layer);
  record.declared_rows = OGR_L_GetFeatureCount(layer, 0);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    record.columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  }
  return record;
}

core::Status send_rows(OGRLayerH layer, const LayerRecord& record, RecordSink& sink) {
  FailureWatch watch;
  OGR_L_ResetReading(layer);
  RowRecord row;
  std::vector<std::string> texts(record.columns.size());
  row.values.resize(texts.size());
  std::int64_t count = 0;
  for (;;) {
    const FeatureHandle feature(OGR_L_GetNextFeature(layer));
    if (!feature || watch.failed()) break;
    row.number = ++count;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      texts[i] = value_text(feature, static_cast<int>(i));
      row.values[i] = texts[i];
    }
    const std::string wkb = wkb_of(feature);
    row.wkb = wkb;
    std::string bytes = to_record(row);
    if (bytes.size() > kLongestRecord) return core::unsupported(fmt::format("row {} is larger than 256 MiB", count));
    if (!sink.send(std::move(bytes))) return core::cancelled();
  }
  if (watch.failed()) {
    return core::malformed(fmt::format("it is damaged or cut short after row {}; fetch or export it again", count));
  }
  if (record.declared_rows > count) {
    return core::malformed(
        fmt::format("it says that it has {} rows and ends after {}; it is cut short: fetch or export it again",
                    record.declared_rows, count));
  }
  static_cast<void>(sink.send(RecordWriter(RecordKind::end_of_layer).number(count).take()));
  return {};
}

}  // namespace

void register_foreign_driver(const ForeignFormat& format) {
  struct Registration {
    std::string_view driver;
    void (*add)();
  };
  constexpr std::array<Registration, 8> kDrivers{{{"GeoJSON", &RegisterOGRGeoJSON},
                                                  {"GeoJSONSeq", &RegisterOGRGeoJSONSeq},
                                                  {"GPKG", &RegisterOGRGeoPackage},
                                                  {"ESRI Shapefile", &RegisterOGRShape},
                                                  {"FlatGeobuf", &RegisterOGRFlatGeobuf},
                                                  {"GML", &RegisterOGRGML},
                                                  {"XLSX", &RegisterOGRXLSX},
                                                  {"ODS", &RegisterOGRODS}}};
  for (const Registration& registration : kDrivers) {
    if (registration.driver == format.driver) registration.add();
  }
}

core::Status send_foreign_layers(const std::filesystem::path& path, const ForeignFormat& format, RecordSink& sink) {
  if (format.driver == "KML") return send_kml_layers(path, sink);
  FailureWatch watch;
  const std::string driver(format.driver);
  const std::array<const char*, 2> drivers{driver.c_str(), nullptr};
  const std::array<const char*, 2> gml_options{"DOWNLOAD_SCHEMA=NO", nullptr};
  const char* const* options = format.driver == "GML" ? gml_options.data() : nullptr;
  const DatasetHandle dataset(
      GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), options, nullptr));
  if (!dataset)
    return core::malformed(fmt::format("it is no {} file that can be read, or it is cut short", format.name));
  if (watch.failed()) return damaged();
  const int layers = GDALDatasetGetLayerCount(dataset.get());
  int sent = 0;
  for (int i = 0; i < layers; ++i) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), i);
    LayerRecord record = layer_record(layer);
    record.layers_in_file = layers;
    if (watch.failed()) return damaged();  // a workbook's sheet is read where its columns are asked for
    if (record.columns.empty() && record.shape == ShapeKind::none) continue;  // an empty sheet
    if (!sink.send(to_record(record))) return core::cancelled();
    if (auto rows = send_rows(layer, record, sink); !rows) return rows;
    ++sent;
  }
  if (watch.failed()) return damaged();
  return sent > 0 ? core::Status() : core::malformed("it holds no layer with rows");
}

}  // namespace wardscope::io
