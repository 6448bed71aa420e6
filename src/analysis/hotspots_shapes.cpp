// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/hotspots_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/land_clip.hpp"
#include "raster/cells_around.hpp"
#include "raster/contour.hpp"

namespace wardscope::analysis {

raster::Raster<float> grown_over_the_coast(const raster::Raster<float>& surface) {
  raster::Raster<float> grown = surface;
  const raster::GridSpec& grid = surface.grid();
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      if (std::isnan(surface.at(column, row))) grown.at(column, row) = raster::mean_around(surface, column, row);
    }
  }
  return grown;
}

core::Result<geo::MultiPolygon> hotspot_shapes(const HotspotShapesInput& input, const jobs::Progress& progress) {
  const auto large_enough = [&](const geo::Polygon& polygon) {
    return geo::area(polygon) >= input.smallest_square_metres;
  };
  if (input.boundary.empty()) {
    geo::MultiPolygon areas = raster::areas_above(input.surface, input.level);
    std::erase_if(areas, [&](const geo::Polygon& area) { return !large_enough(area); });
    return areas;
  }
  const geo::MultiPolygon areas = raster::areas_above(grown_over_the_coast(input.surface), input.level);
  geo::MultiPolygon shapes;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const jobs::Progress part = progress.part(static_cast<double>(i) / static_cast<double>(areas.size()),
                                              static_cast<double>(i + 1) / static_cast<double>(areas.size()));
    if (!part.tick(0.0)) return core::cancelled();
    const geo::Polygon& area = areas[i];
    if (!large_enough(area)) continue;  // clipping only makes it smaller
    auto clipped = clipped_to_land(area, {input.land, input.boundary}, part);
    if (!clipped) return clipped.error();
    for (geo::Polygon& piece : *clipped) {
      if (large_enough(piece)) shapes.push_back(std::move(piece));
    }
  }
  return shapes;
}

}  // namespace wardscope::analysis
