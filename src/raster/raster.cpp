// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/raster.hpp"

#include <algorithm>
#include <cmath>

namespace wardscope::raster {

GridSpec grid_covering(const geo::Extent& extent, double cell) {
  assert(!extent.empty() && cell > 0.0);
  GridSpec grid;
  grid.cell = cell;
  grid.x0 = std::floor(extent.min_x / cell) * cell;
  grid.y0 = std::floor(extent.min_y / cell) * cell;
  grid.columns = static_cast<std::size_t>(std::max(1.0, std::ceil((extent.max_x - grid.x0) / cell)));
  grid.rows = static_cast<std::size_t>(std::max(1.0, std::ceil((extent.max_y - grid.y0) / cell)));
  return grid;
}

}  // namespace wardscope::raster
