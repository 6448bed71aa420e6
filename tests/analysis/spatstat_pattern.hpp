// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "geo/shapes.hpp"

namespace wardscope::test {

/// A point pattern of the open data beside the project: reference/spatstat/NAME.csv with NAME_window.csv.
struct SpatstatPattern {
  std::vector<double> x;
  std::vector<double> y;
  geo::MultiPolygon window;
};

/// Rows of numbers; words are left out of a row.
inline std::vector<std::vector<double>> numbers_of_csv(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<std::vector<double>> rows;
  std::string line;
  std::getline(stream, line);
  while (std::getline(stream, line)) {
    std::vector<double> row;
    for (const std::string_view cell : core::split(line, ',')) {
      if (const auto number = core::parse_number(cell)) row.push_back(*number);
    }
    rows.push_back(row);
  }
  return rows;
}

inline SpatstatPattern spatstat_pattern(const std::filesystem::path& folder, const std::string& name) {
  SpatstatPattern pattern;
  for (const std::vector<double>& row : numbers_of_csv(folder / (name + ".csv"))) {
    pattern.x.push_back(row.at(0));
    pattern.y.push_back(row.at(1));
  }
  const auto window = numbers_of_csv(folder / (name + "_window.csv"));
  if (window.front().size() == 4) {
    const std::vector<double>& sides = window.front();
    pattern.window = {geo::to_polygon({sides[0], sides[2], sides[1], sides[3]})};
    return pattern;
  }
  geo::Polygon polygon;  // one ring each: none of those used has a hole
  for (const std::vector<double>& row : window) polygon.exterior.push_back({row.at(1), row.at(2)});
  polygon.exterior.push_back(polygon.exterior.front());
  pattern.window = geo::tidied({polygon});
  return pattern;
}

}  // namespace wardscope::test
