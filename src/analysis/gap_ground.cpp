// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/gap_ground.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {

core::Result<borough::AreaSet> chosen_neighbourhoods(const CoverageGapInput& input, const CoverageGapOptions& options) {
  borough::AreaSet chosen;
  if (!options.neighbourhoods.empty() && options.ground == GapGround::hotspots) {
    return core::invalid_argument(
        "neighbourhoods are named, but gaps are to be looked for on all hotspots: leave out "
        "one of the two (ground: targeted-hotspots looks at hotspots in neighbourhoods)");
  }
  if (input.neighbourhoods == nullptr || input.neighbourhoods->areas.empty()) {
    if (options.neighbourhoods.empty()) return chosen;
    return core::not_found(
        fmt::format("no neighbourhood '{}': there are no targeted neighbourhoods; import them, or look for gaps on all "
                    "hotspots (ground: hotspots)",
                    options.neighbourhoods.front()));
  }
  chosen.name = input.neighbourhoods->name;
  if (options.neighbourhoods.empty()) {
    chosen.areas = input.neighbourhoods->areas;
    return chosen;
  }
  for (const std::string& name : options.neighbourhoods) {
    const borough::Area* area = borough::find_area(*input.neighbourhoods, name);
    if (area == nullptr) return core::not_found(borough::no_area(*input.neighbourhoods, "neighbourhood", name));
    chosen.areas.push_back(*area);
  }
  return chosen;
}

core::Result<std::vector<GapPiece>> gap_ground(const CoverageGapInput& input, const CoverageGapOptions& options,
                                               const borough::AreaSet& neighbourhoods) {
  std::vector<GapPiece> grounds;
  if (options.ground == GapGround::hotspots) {
    for (const HotspotGround& hotspot : input.hotspots) grounds.push_back({hotspot.rank, hotspot.shape});
    return grounds;
  }
  if (neighbourhoods.areas.empty()) {
    return core::invalid_argument(
        "there are no targeted neighbourhoods: import them, or look for gaps on all hotspots (ground: hotspots)");
  }
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& area : neighbourhoods.areas) shapes.push_back(area.shape);
  auto targeted = geo::union_of(shapes, jobs::Progress());
  if (!targeted) return targeted.error();
  if (options.ground == GapGround::neighbourhoods) {
    for (geo::Polygon& part : *targeted) grounds.push_back({std::nullopt, {std::move(part)}});
    return grounds;
  }
  for (const HotspotGround& hotspot : input.hotspots) {
    auto clipped = geo::intersection(hotspot.shape, *targeted);
    if (!clipped) return clipped.error();
    if (!clipped->empty()) grounds.push_back({hotspot.rank, *std::move(clipped)});
  }
  return grounds;
}

std::vector<geo::MultiPolygon> roofs_on(const std::vector<GapPiece>& grounds, const BuildingIndex& buildings) {
  std::vector<BuildingIndex::Id> found;
  for (const GapPiece& ground : grounds) {
    const geo::Extent extent = geo::extent_of(ground.shape);
    if (extent.empty()) continue;
    const core::Metres reach(std::hypot(extent.width(), extent.height()) / 2.0);
    for (const BuildingIndex::Id id : buildings.near(extent.centre(), reach)) {
      if (buildings.extent(id).intersects(extent)) found.push_back(id);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<geo::MultiPolygon> roofs;
  roofs.reserve(found.size());
  for (const BuildingIndex::Id id : found) roofs.push_back({buildings.footprint(id)});
  return roofs;
}

}  // namespace wardscope::analysis
