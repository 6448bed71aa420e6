// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/coverage_ground.hpp"

#include <algorithm>

#include "core/units.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {

double square_kilometres(const geo::MultiPolygon& shape) { return core::from_square_metres(geo::area(shape)).value(); }

geo::MultiPolygon parts_near(const geo::MultiPolygon& shape, const geo::Extent& extent) {
  geo::MultiPolygon parts;
  for (const geo::Polygon& part : shape) {
    if (geo::extent_of(part).intersects(extent)) parts.push_back(part);
  }
  return parts;
}

core::Result<std::vector<std::pair<std::string, double>>> areas_under(const geo::MultiPolygon& shape,
                                                                      const borough::AreaSet& set) {
  constexpr double kTouching = 0.01;  // m^2: less is a shared border, not shared ground
  std::vector<std::pair<std::string, double>> names;
  std::vector<geo::MultiPolygon> shapes;
  shapes.reserve(set.areas.size());
  for (const borough::Area& area : set.areas) shapes.push_back(area.shape);
  const auto shared = geo::shared_areas(shape, shapes);
  if (!shared) return shared.error().within(set.name);
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    if ((*shared)[i] > kTouching) names.emplace_back(set.areas[i].name, (*shared)[i]);
  }
  std::sort(names.begin(), names.end(), [](const auto& l, const auto& r) {
    return l.second != r.second ? l.second > r.second : l.first < r.first;
  });
  return names;
}

}  // namespace wardscope::analysis
