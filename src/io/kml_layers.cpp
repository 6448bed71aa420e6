// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/kml_layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text.hpp"
#include "io/foreign_protocol.hpp"
#include "io/gdal_handles.hpp"
#include "io/kml_document.hpp"

namespace wardscope::io {
namespace {

constexpr int kDeepest = 8;  // collections within collections; more are no map

using Shape = core::Result<GeometryHandle>;

/// Appends "lon,lat[,height]" tuples, blanks between them.
core::Status append_tuples(std::string_view text, OGRGeometryH line) {
  constexpr std::string_view kBlanks = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    const std::string_view tuple = text.substr(at, end - at);
    const auto parts = core::split(tuple, ',');
    const auto longitude = core::parse_number(parts[0]);
    const auto latitude = parts.size() > 1 ? core::parse_number(parts[1]) : std::nullopt;
    if (!longitude || !latitude) {
      return core::malformed(fmt::format("'{}' is no longitude and latitude", tuple));
    }
    OGR_G_AddPoint_2D(line, *longitude, *latitude);
    at = text.find_first_not_of(kBlanks, end);
  }
  return {};
}

Shape path_of(const CPLXMLNode* element, OGRwkbGeometryType type) {
  GeometryHandle line(OGR_G_CreateGeometry(type));
  const CPLXMLNode* const coordinates = child_of(element, "coordinates");
  if (coordinates == nullptr) return line;
  if (auto done = append_tuples(text_of(coordinates), line.get()); !done) return done.error();
  return line;
}

Shape point_of(const CPLXMLNode* element) {
  const Shape path = path_of(element, wkbLineString);
  if (!path) return path.error();
  GeometryHandle point(OGR_G_CreateGeometry(wkbPoint));
  if (OGR_G_GetPointCount(path->get()) > 1) return core::malformed("a point with several positions");
  if (OGR_G_GetPointCount(path->get()) == 1) {
    OGR_G_SetPoint_2D(point.get(), 0, OGR_G_GetX(path->get(), 0), OGR_G_GetY(path->get(), 0));
  }
  return point;
}

Shape polygon_of(const CPLXMLNode* element) {
  GeometryHandle polygon(OGR_G_CreateGeometry(wkbPolygon));
  for (const std::string_view boundary : {"outerBoundaryIs", "innerBoundaryIs"}) {
    for (const CPLXMLNode* node = element->psChild; node != nullptr; node = node->psNext) {
      const CPLXMLNode* const ring = is_element(node, boundary) ? child_of(node, "LinearRing") : nullptr;
      if (ring == nullptr) continue;
      Shape path = path_of(ring, wkbLinearRing);
      if (!path) return path.error();
      OGR_G_AddGeometryDirectly(polygon.get(), std::move(path).value().release());
    }
  }
  return polygon;
}

/// The shape of a geometry element; null where the element is none.
Shape shape_of(const CPLXMLNode* element, int depth);

/// All shapes that stand directly in an element, as one: the shape itself where it is the only one.
Shape shapes_in(const CPLXMLNode* element, int depth) {
  if (depth > kDeepest) return core::unsupported("collections of shapes nest too deep in it");
  std::vector<GeometryHandle> shapes;
  for (const CPLXMLNode* node = element->psChild; node != nullptr; node = node->psNext) {
    if (node->eType != CXT_Element) continue;
    Shape shape = shape_of(node, depth);
    if (!shape) return shape.error();
    if (*shape && OGR_G_IsEmpty(shape->get()) == 0) shapes.push_back(std::move(shape).value());
  }
  if (shapes.empty()) return GeometryHandle();
  if (shapes.size() == 1) return std::move(shapes.front());
  GeometryHandle collection(OGR_G_CreateGeometry(wkbGeometryCollection));
  for (GeometryHandle& shape : shapes) OGR_G_AddGeometryDirectly(collection.get(), shape.release());
  return collection;
}

Shape shape_of(const CPLXMLNode* element, int depth) {
  if (is_element(element, "Point")) return point_of(element);
  if (is_element(element, "LineString") || is_element(element, "LinearRing")) return path_of(element, wkbLineString);
  if (is_element(element, "Polygon")) return polygon_of(element);
  if (is_element(element, "MultiGeometry")) return shapes_in(element, depth + 1);
  return GeometryHandle();
}

ShapeKind kind_of(OGRGeometryH shape) {
  switch (wkbFlatten(OGR_G_GetGeometryType(shape))) {
    case wkbPoint:
      return ShapeKind::point;
    case wkbLineString:
      return ShapeKind::line;
    case wkbPolygon:
      return ShapeKind::polygon;
    default: {
      const ShapeKind first = kind_of(OGR_G_GetGeometryRef(shape, 0));
      for (int i = 1; i < OGR_G_GetGeometryCount(shape); ++i) {
        if (kind_of(OGR_G_GetGeometryRef(shape, i)) != first) return ShapeKind::any;
      }
      return first;
    }
  }
}

/// One folder's placemarks as a table.
class KmlTable {
 public:
  void add(const CPLXMLNode* placemark);
  /// @pre nothing is added any more
  bool send(LayerRecord layer, RecordSink& sink) const;

 private:
  struct Row {
    std::vector<std::pair<std::size_t, std::string>> cells;  // column, value
    std::string wkb;
    std::string trouble;
  };
  void put(Row& row, const std::string& column, std::string value);
  void put_extended(Row& row, const CPLXMLNode* extended);

  std::vector<std::string> columns_{"Name", "Description"};
  std::vector<Row> rows_;
  std::optional<ShapeKind> shape_;
};

/// Writes where the row has nothing in the column yet: a table's own "name" often says again what Name says.
void KmlTable::put(Row& row, const std::string& column, std::string value) {
  const std::string wanted = normalised_name(column);
  const auto known = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const std::string& name) { return normalised_name(name) == wanted; });
  const auto index = static_cast<std::size_t>(known - columns_.begin());
  if (known == columns_.end()) columns_.push_back(column);
  const bool taken = std::any_of(row.cells.begin(), row.cells.end(),
                                 [&](const auto& cell) { return cell.first == index && !cell.second.empty(); });
  if (!taken) row.cells.emplace_back(index, std::move(value));
}

void KmlTable::put_extended(Row& row, const CPLXMLNode* extended) {
  for (const CPLXMLNode* node = extended->psChild; node != nullptr; node = node->psNext) {
    if (is_element(node, "Data")) {
      const CPLXMLNode* const value = child_of(node, "value");
      put(row, attribute_of(node, "name"), value == nullptr ? std::string() : text_of(value));
    }
    if (!is_element(node, "SchemaData")) continue;
    for (const CPLXMLNode* simple = node->psChild; simple != nullptr; simple = simple->psNext) {
      if (is_element(simple, "SimpleData")) put(row, attribute_of(simple, "name"), text_of(simple));
    }
  }
}

void KmlTable::add(const CPLXMLNode* placemark) {
  Row row;
  if (const auto* name = child_of(placemark, "name")) put(row, "Name", text_of(name));
  if (const auto* description = child_of(placemark, "description")) put(row, "Description", text_of(description));
  const auto* const stamp = child_of(placemark, "TimeStamp");
  if (const auto* when = stamp == nullptr ? nullptr : child_of(stamp, "when")) put(row, "timestamp", text_of(when));
  if (const auto* extended = child_of(placemark, "ExtendedData")) put_extended(row, extended);
  const Shape shape = shapes_in(placemark, 0);
  if (!shape) {
    row.trouble = shape.error().message;
  } else if (*shape) {
    const ShapeKind kind = kind_of(shape->get());
    shape_ = shape_.value_or(kind) == kind ? kind : ShapeKind::any;
    row.wkb.resize(static_cast<std::size_t>(OGR_G_WkbSize(shape->get())));
    OGR_G_ExportToIsoWkb(shape->get(), wkbNDR, reinterpret_cast<unsigned char*>(row.wkb.data()));
  }
  rows_.push_back(std::move(row));
}

bool KmlTable::send(LayerRecord layer, RecordSink& sink) const {
  layer.columns = columns_;
  layer.crs = "EPSG:4326";
  layer.shape = shape_.value_or(ShapeKind::any);
  layer.declared_rows = static_cast<std::int64_t>(rows_.size());
  if (!sink.send(to_record(layer))) return false;
  RowRecord record;
  for (const Row& row : rows_) {
    ++record.number;
    record.values.assign(columns_.size(), {});
    for (const auto& [column, value] : row.cells) record.values[column] = value;
    record.wkb = row.wkb;
    record.trouble = row.trouble;
    if (!sink.send(to_record(record))) return false;
  }
  return sink.send(RecordWriter(RecordKind::end_of_layer).number(record.number).take());
}

}  // namespace

core::Status send_kml_layers(const std::filesystem::path& path, RecordSink& sink) {
  const auto document = read_kml(path);
  if (!document) return document.error();
  std::map<std::string, int> names;
  for (const KmlFolder& folder : document->folders) {
    KmlTable table;
    for (const CPLXMLNode* placemark : folder.placemarks) table.add(placemark);
    LayerRecord layer;
    layer.name = folder.name.empty() ? "Placemarks" : folder.name;
    if (const int count = ++names[layer.name]; count > 1) layer.name += fmt::format(" {}", count);
    layer.layers_in_file = static_cast<std::int64_t>(document->folders.size());
    if (!table.send(std::move(layer), sink)) return core::cancelled();
  }
  return {};
}

}  // namespace wardscope::io
