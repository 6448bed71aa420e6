// SPDX-License-Identifier: GPL-3.0-or-later
//
// The open data as the R script of tests/reference reads them: no import, no coordinate transformation.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "geo/shapes.hpp"

namespace wardscope::test {

/// Degrees as metres on a plane: near enough, and the same in any program.
inline geo::Point on_plane(double longitude, double latitude, double middle) {
  constexpr double kMetresADegree = 111320.0;
  return {(longitude + 1.5) * kMetresADegree * std::cos(middle * std::numbers::pi / 180.0),
          (latitude - middle) * kMetresADegree};
}

/// A row of a published police file.
struct PoliceRow {
  std::string month;
  geo::Point at;
  std::string area;
  std::string type;
};

inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

/// @param town "bcp", "sheffield": a folder
inline std::vector<PoliceRow> police_rows(const std::filesystem::path& town, double middle) {
  std::ifstream stream(town / "incidents_police_street.csv");
  std::string line;
  std::getline(stream, line);
  std::vector<PoliceRow> rows;
  while (std::getline(stream, line)) {
    const std::vector<std::string> cells = cells_of(line);
    rows.push_back({cells.at(1),
                    on_plane(core::parse_number(cells.at(4)).value(), core::parse_number(cells.at(5)).value(), middle),
                    cells.at(7), cells.at(9)});
  }
  return rows;
}

/// Areas with a number each.
struct NumberedAreas {
  std::vector<geo::MultiPolygon> shapes;
  std::vector<double> values;
};

inline geo::Polygon polygon_of(const nlohmann::json& rings, double middle) {
  geo::Polygon polygon;
  for (std::size_t i = 0; i < rings.size(); ++i) {
    geo::Ring ring;
    for (const auto& at : rings[i]) ring.push_back(on_plane(at[0].get<double>(), at[1].get<double>(), middle));
    if (i == 0) {
      polygon.exterior = ring;
    } else {
      polygon.holes.push_back(ring);
    }
  }
  return polygon;
}

/// The small areas of a town with their incidents from October 2018 to February 2019.
inline NumberedAreas counted_areas(const std::filesystem::path& town, double middle) {
  std::map<std::string, double> counts;
  for (const PoliceRow& row : police_rows(town, middle)) {
    if (row.month <= "2019-02") ++counts[row.area];
  }
  std::ifstream stream(town / "lsoa2011_bgc_imd2019.geojson");
  NumberedAreas areas;
  const nlohmann::json read = nlohmann::json::parse(stream);
  for (const auto& feature : read.at("features")) {
    const auto& coordinates = feature.at("geometry").at("coordinates");
    geo::MultiPolygon shape;
    if (feature.at("geometry").at("type") == "Polygon") {
      shape.push_back(polygon_of(coordinates, middle));
    } else {
      for (const auto& one : coordinates) shape.push_back(polygon_of(one, middle));
    }
    areas.shapes.push_back(geo::tidied(shape));
    areas.values.push_back(counts[feature.at("properties").at("LSOA11CD").get<std::string>()]);
  }
  return areas;
}

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A number that stands in the file in the machine's order (little-endian).
template <typename Number>
Number number_at(const std::string& bytes, std::size_t at) {
  Number number{};
  std::memcpy(&number, bytes.data() + at, sizeof(Number));
  return number;
}

/// Anselin's 49 neighbourhoods of Columbus with CRIME, their coordinates times `scale`.
inline NumberedAreas columbus(const std::filesystem::path& folder, double scale) {
  NumberedAreas areas;
  const std::string table = bytes_of(folder / "columbus.dbf");
  const auto rows = number_at<std::uint32_t>(table, 4);
  const auto first = number_at<std::uint16_t>(table, 8);
  const auto length = number_at<std::uint16_t>(table, 10);
  std::size_t offset = 1;
  std::size_t width = 0;
  constexpr std::size_t kField = 32;
  for (std::size_t field = kField; table[field] != '\r'; field += kField) {
    width = static_cast<unsigned char>(table[field + 16]);
    if (std::string(table.data() + field) == "CRIME") break;
    offset += width;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string cell = table.substr(first + row * length + offset, width);
    areas.values.push_back(core::parse_number(cell.substr(cell.find_first_not_of(' '))).value());
  }
  const std::string shapes = bytes_of(folder / "columbus.shp");
  for (std::size_t at = 100; at < shapes.size();) {
    const auto size = [&] {  // 16-bit words, big-endian
      std::size_t words = 0;
      for (std::size_t k = 4; k < 8; ++k) words = words * 256 + static_cast<unsigned char>(shapes[at + k]);
      return words * 2;
    }();
    const auto parts = number_at<std::int32_t>(shapes, at + 8 + 36);
    const auto points = number_at<std::int32_t>(shapes, at + 8 + 40);
    const std::size_t coordinates = at + 8 + 44 + 4 * static_cast<std::size_t>(parts);
    geo::MultiPolygon shape;
    for (std::int32_t part = 0; part < parts; ++part) {
      const auto begin = number_at<std::int32_t>(shapes, at + 8 + 44 + 4 * static_cast<std::size_t>(part));
      const auto end =
          part + 1 < parts ? number_at<std::int32_t>(shapes, at + 8 + 48 + 4 * static_cast<std::size_t>(part)) : points;
      geo::Polygon polygon;
      for (std::int32_t k = begin; k < end; ++k) {
        const std::size_t from = coordinates + 16 * static_cast<std::size_t>(k);
        polygon.exterior.push_back(geo::Point{number_at<double>(shapes, from), number_at<double>(shapes, from + 8)} *
                                   scale);
      }
      shape.push_back(polygon);
    }
    areas.shapes.push_back(geo::tidied(shape));
    at += 8 + size;
  }
  return areas;
}

}  // namespace wardscope::test
