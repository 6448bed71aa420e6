// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/cells_around.hpp"

#include <algorithm>
#include <cmath>

namespace wardscope::raster {

float mean_around(const Raster<float>& raster, std::size_t column, std::size_t row) {
  const GridSpec& grid = raster.grid();
  double sum = 0.0;
  int known = 0;
  for (std::size_t r = row - (row > 0 ? 1 : 0); r <= std::min(row + 1, grid.rows - 1); ++r) {
    for (std::size_t c = column - (column > 0 ? 1 : 0); c <= std::min(column + 1, grid.columns - 1); ++c) {
      if (std::isnan(raster.at(c, r))) continue;
      sum += static_cast<double>(raster.at(c, r));
      ++known;
    }
  }
  return known > 0 ? static_cast<float>(sum / known) : no_data<float>();
}

}  // namespace wardscope::raster
