// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/land_clip.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "analysis/density_land.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

bool reaches_border(const LandBoundary& boundary, const geo::Polygon& polygon) {
  const geo::Extent extent = geo::extent_of(polygon);
  const geo::Point centre = extent.centre();
  bool reaches = false;
  boundary.for_edges_near(centre, std::max(extent.width(), extent.height()) / 2.0, [&](const LandBoundary::Edge& edge) {
    geo::Extent box;
    box.add(edge.a);
    box.add(edge.b);
    reaches = reaches || box.intersects(extent);
  });
  return reaches;
}

/// The land's polygons that a shape may touch, in one. Dissolved, because the areas of a set share borders.
core::Result<geo::MultiPolygon> land_near(const geo::MultiPolygon& land, const geo::Polygon& polygon,
                                          const jobs::Progress& progress) {
  const geo::Extent extent = geo::extent_of(polygon);
  std::vector<geo::MultiPolygon> near;
  for (const geo::Polygon& part : land) {
    if (geo::extent_of(part).intersects(extent)) near.push_back({part});
  }
  return geo::union_of(near, progress);
}

}  // namespace

core::Result<geo::MultiPolygon> clipped_to_land(const geo::Polygon& polygon, const ClippingLand& ground,
                                                const jobs::Progress& progress) {
  if (!progress.tick(0.0)) return core::cancelled();
  if (ground.boundary.empty()) return geo::MultiPolygon{polygon};
  if (!reaches_border(ground.boundary, polygon)) {
    return ground.boundary.contains(polygon.exterior.front()) ? geo::MultiPolygon{polygon} : geo::MultiPolygon();
  }
  const auto land = land_near(ground.land, polygon, progress);
  if (!land) return land.error();
  return geo::intersection({polygon}, *land).within("clipping an outline to the land");
}

}  // namespace wardscope::analysis
