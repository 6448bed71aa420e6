// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/unit_neighbours.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "geo/point_index.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

using Unit = stats::Neighbours::Unit;
using Lists = std::vector<std::vector<Unit>>;

constexpr core::NumberRange kDistances{10.0, 20000.0};
constexpr core::NumberRange kNearest{1.0, 100.0};
constexpr std::array<core::Choice, 4> kNeighbourRules{{{"queen", "Those that touch, corners too (queen)"},
                                                       {"rook", "Those that share a side (rook)"},
                                                       {"distance", "Those within a distance"},
                                                       {"nearest", "The nearest few"}}};

core::Status check(const NeighbourOptions& options, std::size_t units) {
  const double distance = options.distance.value();
  if (options.rule == NeighbourRule::distance && !(distance >= kDistances.least && distance <= kDistances.most)) {
    return core::invalid_argument(fmt::format("a neighbour distance of {:g} m: it must be {:g} to {:g} m", distance,
                                              kDistances.least, kDistances.most));
  }
  if (options.rule != NeighbourRule::nearest) return {};
  if (options.nearest < 1 || options.nearest > static_cast<std::int64_t>(kNearest.most)) {
    return core::invalid_argument(
        fmt::format("{} nearest neighbours: the number must be 1 to {:g}", options.nearest, kNearest.most));
  }
  if (static_cast<std::size_t>(options.nearest) >= units) {
    return core::invalid_argument(fmt::format(
        "{} nearest neighbours of {} units: choose fewer neighbours or smaller cells", options.nearest, units));
  }
  return {};
}

/// By the distance between centres.
stats::Neighbours by_centres(const std::vector<geo::Point>& centres, const NeighbourOptions& options) {
  const geo::PointIndex index(centres);
  Lists lists(centres.size());
  for (std::size_t unit = 0; unit < centres.size(); ++unit) {
    if (options.rule == NeighbourRule::distance) {
      for (const std::size_t other : index.within(centres[unit], options.distance)) {
        if (other != unit) lists[unit].push_back(static_cast<Unit>(other));
      }
      continue;
    }
    const auto wanted = static_cast<std::size_t>(options.nearest);
    for (const geo::Neighbour& near : index.nearest(centres[unit], wanted + 1)) {
      if (near.index != unit && lists[unit].size() < wanted) lists[unit].push_back(static_cast<Unit>(near.index));
    }
  }
  return stats::Neighbours(lists);
}

bool is_by_centres(NeighbourRule rule) { return rule == NeighbourRule::distance || rule == NeighbourRule::nearest; }

}  // namespace

void describe(NeighbourOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"neighbours", "Neighbours", "Which cells or areas count as next to each other"}, kNeighbourRules,
                      options.rule);
  visitor.metres({"neighbour-distance", "Neighbour distance (m)", "Between centres; for neighbours within a distance"},
                 kDistances, options.distance);
  visitor.integer({"nearest", "Number of nearest", "For neighbours that are the nearest few"}, kNearest,
                  options.nearest);
}

std::string describe_in_words(const NeighbourOptions& options) {
  switch (options.rule) {
    case NeighbourRule::queen:
      return "units that touch (queen)";
    case NeighbourRule::rook:
      return "units that share a side (rook)";
    case NeighbourRule::distance:
      return fmt::format("units within {:g} m", options.distance.value());
    case NeighbourRule::nearest:
      return fmt::format("the {} nearest units", options.nearest);
  }
  return {};
}

core::Result<stats::Neighbours> neighbours_of(const LandCells& cells, const NeighbourOptions& options) {
  if (auto status = check(options, cells.cells.size()); !status) return status.error();
  if (!is_by_centres(options.rule)) {
    return cells.grid.neighbours(
        cells.cells, options.rule == NeighbourRule::queen ? stats::Contiguity::queen : stats::Contiguity::rook);
  }
  std::vector<geo::Point> centres;
  centres.reserve(cells.cells.size());
  for (const std::size_t cell : cells.cells) centres.push_back(cells.grid.centre(cell));
  return by_centres(centres, options);
}

core::Result<stats::Neighbours> neighbours_of(std::span<const geo::MultiPolygon> areas, const NeighbourOptions& options,
                                              const jobs::Progress& progress) {
  if (auto status = check(options, areas.size()); !status) return status.error();
  if (is_by_centres(options.rule)) {
    std::vector<geo::Point> centres;
    centres.reserve(areas.size());
    for (const geo::MultiPolygon& area : areas) centres.push_back(geo::centroid(area));
    return by_centres(centres, options);
  }
  // Ground that the area grown by half a metre takes from another is their shared border times that half metre.
  constexpr core::Metres kApart{0.5};
  constexpr int kQuadrantSegments = 2;
  // Corners that meet, half a metre off, take 1.5 times that at the most; a side of two metres takes more.
  constexpr double kLeastSide = 2.0;  // m
  const double least = options.rule == NeighbourRule::rook ? kLeastSide * kApart.value() : 0.0;
  Lists lists(areas.size());
  for (std::size_t unit = 0; unit < areas.size(); ++unit) {
    if (!progress.tick(static_cast<double>(unit) / static_cast<double>(areas.size()))) return core::cancelled();
    const auto grown = geo::buffer(areas[unit], kApart, kQuadrantSegments);
    if (!grown) return grown.error();
    // The later ones alone: being next to each other is mutual.
    const auto shared = geo::shared_areas(*grown, areas.subspan(unit + 1));
    if (!shared) return shared.error();
    for (std::size_t i = 0; i < shared->size(); ++i) {
      const std::size_t other = unit + 1 + i;
      if ((*shared)[i] <= least) continue;
      lists[unit].push_back(static_cast<Unit>(other));
      lists[other].push_back(static_cast<Unit>(unit));
    }
  }
  return stats::Neighbours(lists);
}

}  // namespace wardscope::analysis
