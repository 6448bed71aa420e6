// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/merged_units.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "analysis/unit_neighbours.hpp"
#include "core/disjoint_sets.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

/// Groups of the chosen units that hang together, by their first; members are indices into `chosen`.
core::Result<std::vector<std::vector<std::size_t>>> touching_groups(const std::vector<geo::MultiPolygon>& chosen,
                                                                    const jobs::Progress& progress) {
  const auto touching = neighbours_of(chosen, {.rule = NeighbourRule::rook}, progress);
  if (!touching) return touching.error();
  core::DisjointSets sets(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (const auto other : touching->of(i)) sets.join(i, other);
  }
  std::vector<std::vector<std::size_t>> groups(chosen.size());
  for (std::size_t i = 0; i < chosen.size(); ++i) groups[sets.find(i)].push_back(i);
  std::erase_if(groups, [](const std::vector<std::size_t>& group) { return group.empty(); });
  return groups;
}

}  // namespace

core::Result<std::vector<MergedUnits>> merged_high_units(std::span<const geo::MultiPolygon> shapes,
                                                         const LocalTest& test, const jobs::Progress& progress) {
  assert(shapes.size() == test.units.size());
  std::vector<std::size_t> unit_of;
  std::vector<geo::MultiPolygon> chosen;
  for (std::size_t unit = 0; unit < shapes.size(); ++unit) {
    if (!is_high(test.units[unit].local_class)) continue;
    unit_of.push_back(unit);
    chosen.push_back(shapes[unit]);
  }
  const auto groups = touching_groups(chosen, progress.part(0.0, 0.8));
  if (!groups) return groups.error();
  std::vector<MergedUnits> merged;
  for (const std::vector<std::size_t>& group : *groups) {
    const jobs::Progress part =
        progress.part(0.8 + 0.2 * static_cast<double>(merged.size()) / static_cast<double>(groups->size()),
                      0.8 + 0.2 * static_cast<double>(merged.size() + 1) / static_cast<double>(groups->size()));
    MergedUnits area;
    std::vector<geo::MultiPolygon> parts;
    for (const std::size_t i : group) {
      area.units.push_back(unit_of[i]);
      parts.push_back(chosen[i]);
    }
    area.peak = *std::max_element(area.units.begin(), area.units.end(),
                                  [&](std::size_t a, std::size_t b) { return test.units[a].z < test.units[b].z; });
    auto shape = geo::union_of(parts, part);
    if (!shape) return shape.error();
    area.shape = *std::move(shape);
    merged.push_back(std::move(area));
  }
  std::stable_sort(merged.begin(), merged.end(), [&](const MergedUnits& a, const MergedUnits& b) {
    return test.units[a.peak].z > test.units[b.peak].z;
  });
  return merged;
}

}  // namespace wardscope::analysis
