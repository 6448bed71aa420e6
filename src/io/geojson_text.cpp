// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/geojson_text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "geo/coordinate_transform.hpp"

namespace wardscope::io {
namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// A double as JSON that stays one: "5.0".
std::string json_number(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 32> digits{};
  const auto [end, code] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  std::string text(digits.data(), end);
  return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string value_text(const table::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (const auto* number = std::get_if<double>(&value)) return json_number(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return quoted(*text);
  return "null";
}

/// Writes coordinates with a fixed number of decimals.
class ShapeText {
 public:
  explicit ShapeText(int decimals) : decimals_(decimals) {}

  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(const geo::Point& p) const { return shape("Point", position(p)); }
  std::string operator()(const geo::MultiLineString& lines) const {
    std::string all;
    for (const geo::LineString& line : lines) add(all, positions(line));
    return shape("MultiLineString", "[" + all + "]");
  }
  std::string operator()(const geo::MultiPolygon& polygons) const {
    std::string all;
    for (const geo::Polygon& polygon : polygons) {
      std::string rings = positions(polygon.exterior);
      for (const geo::Ring& hole : polygon.holes) add(rings, positions(hole));
      add(all, "[" + rings + "]");
    }
    return shape("MultiPolygon", "[" + all + "]");
  }

 private:
  static void add(std::string& list, const std::string& entry) {
    if (!list.empty()) list += ",";
    list += entry;
  }
  static std::string shape(std::string_view type, const std::string& coordinates) {
    return fmt::format(R"({{"type":"{}","coordinates":{}}})", type, coordinates);
  }
  [[nodiscard]] std::string position(geo::Point p) const {
    return fmt::format("[{:.{}f},{:.{}f}]", p.x, decimals_, p.y, decimals_);
  }
  [[nodiscard]] std::string positions(const std::vector<geo::Point>& points) const {
    std::string list;
    for (const geo::Point& p : points) add(list, position(p));
    return "[" + list + "]";
  }

  int decimals_;
};

}  // namespace

core::Result<table::FeatureTable> features_for_geojson(const table::FeatureTable& features, GeoJsonCrs crs) {
  if (crs == GeoJsonCrs::british_grid) return features;
  auto transform = geo::CoordinateTransform::from_british_national_grid(geo::CoordinateReferenceSystem::wgs84());
  if (!transform) return transform.error();
  table::FeatureTable projected(features.columns());
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    std::vector<table::Value> values;
    for (std::size_t column = 0; column < features.columns().size(); ++column)
      values.push_back(features.at(row, column));
    auto shape = transform->transform(features.geometry(row));
    if (!shape)
      return core::invalid_argument(fmt::format("row {} can't be written: {}", row + 1, shape.error().message));
    projected.add_row(std::move(values), std::move(shape).value());
  }
  return projected;
}

std::string geojson_text(const table::FeatureTable& projected, const GeoJsonOptions& options) {
  std::string text = "{\"type\":\"FeatureCollection\",\n\"name\":" + quoted(options.name) + ",\n";
  if (!options.description.empty()) text += "\"description\":" + quoted(options.description) + ",\n";
  if (!options.provenance.empty()) text += "\"provenance\":" + options.provenance + ",\n";
  if (options.crs == GeoJsonCrs::british_grid) {
    text += "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}},\n";
  }
  text += "\"features\":[\n";
  const ShapeText shape(options.crs == GeoJsonCrs::wgs84 ? kDegreeDecimals : kMetreDecimals);
  for (std::size_t row = 0; row < projected.row_count(); ++row) {
    if (row > 0) text += ",\n";
    text += R"({"type":"Feature","properties":{)";
    for (std::size_t column = 0; column < projected.columns().size(); ++column) {
      if (column > 0) text += ",";
      text += quoted(projected.columns()[column].name) + ":" + value_text(projected.at(row, column));
    }
    text += "},\"geometry\":" + std::visit(shape, projected.geometry(row)) + "}";
  }
  return text + "\n]}\n";
}

}  // namespace wardscope::io
