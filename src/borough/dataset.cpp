// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/dataset.hpp"

#include <algorithm>

namespace wardscope::borough {

core::Snapshot<AreaSet> areas_of(const Dataset& dataset, AreaKind kind) {
  core::Snapshot<AreaSet> newest;
  bool peopled = false;
  for (const auto& set : dataset.area_sets) {
    if (!set || set->kind != kind) continue;
    const bool has_residents =
        std::any_of(set->areas.begin(), set->areas.end(), [](const Area& area) { return area.population.has_value(); });
    if (kind == AreaKind::small_area && peopled && !has_residents) continue;
    newest = set;
    peopled = has_residents;
  }
  return newest;
}

geo::Extent extent_of(const Dataset& dataset) {
  if (const auto wards = areas_of(dataset, AreaKind::ward)) return extent_of(*wards);
  geo::Extent extent;
  for (const auto& set : dataset.area_sets) {
    if (set) extent.add(extent_of(*set));
  }
  if (dataset.incidents) {
    for (std::size_t i = 0; i < dataset.incidents->size(); ++i) extent.add(dataset.incidents->position(i));
  }
  if (dataset.cameras) {
    for (const Camera& camera : *dataset.cameras) extent.add(camera.position);
  }
  if (dataset.hubs) {
    for (const Hub& hub : *dataset.hubs) extent.add(hub.position);
  }
  if (dataset.points_of_interest) {
    for (const PointOfInterest& point : *dataset.points_of_interest) extent.add(point.position);
  }
  if (dataset.buildings) {
    for (const Building& building : *dataset.buildings) extent.add(geo::extent_of(building.footprint));
  }
  return extent;
}

}  // namespace wardscope::borough
