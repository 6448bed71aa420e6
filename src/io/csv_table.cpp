// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <variant>
#include <vector>

#include "core/text.hpp"
#include "geo/coordinate_transform.hpp"
#include "io/csv_cell.hpp"
#include "io/geojson_text.hpp"

namespace wardscope::io {
namespace {

constexpr int kPlaceDecimals = 2;  // centimetres
constexpr std::array<std::string_view, 4> kPlaceColumns{"easting", "northing", "lon", "lat"};

/// Decimals that a reader needs of a number in this unit: a square metre of square kilometres, a centimetre of metres,
/// the hundredth of everything else.
int decimals_of(std::string_view unit) {
  if (unit == "km²") return 6;
  if (unit == "°") return kDegreeDecimals;
  return unit == "m²" ? 1 : 2;
}

std::string cell_of(const table::Value& value, const table::Column& column) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (const auto* text = std::get_if<std::string>(&value)) return csv_cell(*text);
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr || !std::isfinite(*number)) return {};
  std::array<char, 32> digits{};
  const double rounded = rounded_for_reading(*number, column.unit);
  return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), rounded).ptr};
}

std::optional<geo::Point> place_of(const geo::Geometry& shape) {
  if (const auto* point = std::get_if<geo::Point>(&shape)) return *point;
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&shape); polygons != nullptr && !polygons->empty()) {
    return geo::centroid(*polygons);
  }
  const geo::Extent extent = geo::extent_of(shape);
  return extent.empty() ? std::nullopt : std::optional(extent.centre());
}

/// The four place cells of a row.
core::Result<std::array<std::string, 4>> place_cells(const geo::Geometry& shape, geo::CoordinateTransform& to_degrees) {
  const auto place = place_of(shape);
  if (!place) return std::array<std::string, 4>();
  const auto degrees = to_degrees.transform(*place);
  if (!degrees) return degrees.error();
  return std::array{fmt::format("{:.{}f}", place->x, kPlaceDecimals), fmt::format("{:.{}f}", place->y, kPlaceDecimals),
                    fmt::format("{:.{}f}", degrees->x, kDegreeDecimals),
                    fmt::format("{:.{}f}", degrees->y, kDegreeDecimals)};
}

/// Those of the four that the table has not already.
std::vector<std::size_t> missing_places(const table::FeatureTable& features) {
  std::vector<std::size_t> places;
  if (!features.has_geometry()) return places;
  for (std::size_t i = 0; i < kPlaceColumns.size(); ++i) {
    if (!features.column(kPlaceColumns[i])) places.push_back(i);
  }
  return places;
}

}  // namespace

double rounded_for_reading(double number, std::string_view unit) {
  constexpr int kDigits = 3;  // that a small number keeps: 0.00042 is not 0
  if (number == 0.0 || !std::isfinite(number)) return number;
  const int first = static_cast<int>(std::floor(std::log10(std::abs(number))));
  const int decimals = std::max(decimals_of(unit), kDigits - 1 - first);
  const std::string text = fmt::format("{:.{}f}", number, decimals);
  return core::parse_number(text).value_or(number);
}

core::Result<table::FeatureTable> table_with_places(const table::FeatureTable& features) {
  constexpr std::array<std::string_view, 4> kLabels{"Easting", "Northing", "Longitude", "Latitude"};
  const std::vector<std::size_t> places = missing_places(features);
  auto to_degrees = geo::CoordinateTransform::from_british_national_grid(geo::CoordinateReferenceSystem::wgs84());
  if (!to_degrees) return to_degrees.error();
  std::vector<table::Column> columns = features.columns();
  for (const std::size_t place : places) {
    columns.push_back({std::string(kPlaceColumns[place]), std::string(kLabels[place]), place < 2 ? "m" : "°",
                       table::ColumnType::number, false});
  }
  table::FeatureTable flat(std::move(columns));
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    std::vector<table::Value> values;
    for (std::size_t column = 0; column < features.columns().size(); ++column) {
      values.push_back(features.at(row, column));
      if (auto* number = std::get_if<double>(&values.back()))
        *number = rounded_for_reading(*number, features.columns()[column].unit);
    }
    const auto cells = place_cells(features.geometry(row), *to_degrees);
    if (!cells)
      return core::invalid_argument(fmt::format("row {} can't be written: {}", row + 1, cells.error().message));
    for (const std::size_t place : places) {
      table::Value& value = values.emplace_back();
      if (const auto number = core::parse_number((*cells)[place])) value = *number;
    }
    flat.add_row(std::move(values));
  }
  return flat;
}

core::Result<std::string> csv_table(const table::FeatureTable& features, ByteOrderMark mark) {
  std::string csv = mark == ByteOrderMark::with ? "\xEF\xBB\xBF" : "";
  const std::vector<std::size_t> places = missing_places(features);
  auto to_degrees = geo::CoordinateTransform::from_british_national_grid(geo::CoordinateReferenceSystem::wgs84());
  if (!to_degrees) return to_degrees.error();
  const char* separator = "";
  for (const table::Column& column : features.columns()) {
    csv.append(separator).append(csv_cell(column.name));
    separator = ",";
  }
  for (const std::size_t place : places) {
    csv.append(separator).append(kPlaceColumns[place]);
    separator = ",";
  }
  csv += "\n";
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    separator = "";
    for (std::size_t column = 0; column < features.columns().size(); ++column) {
      csv.append(separator).append(cell_of(features.at(row, column), features.columns()[column]));
      separator = ",";
    }
    if (!places.empty()) {
      const auto cells = place_cells(features.geometry(row), *to_degrees);
      if (!cells)
        return core::invalid_argument(fmt::format("row {} can't be written: {}", row + 1, cells.error().message));
      for (const std::size_t place : places) {
        csv.append(separator).append((*cells)[place]);
        separator = ",";
      }
    }
    csv += "\n";
  }
  return csv;
}

}  // namespace wardscope::io
