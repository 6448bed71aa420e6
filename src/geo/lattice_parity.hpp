// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// Points on a square lattice: (x0 + column * step, y0 + row * step).
struct Lattice {
  double x0 = 0.0;
  double y0 = 0.0;
  double step = 1.0;  ///< > 0
  std::size_t columns = 0;
  std::size_t rows = 0;
  [[nodiscard]] Point at(std::size_t column, std::size_t row) const {
    return {x0 + static_cast<double>(column) * step, y0 + static_cast<double>(row) * step};
  }
};

/// For each lattice point, row by row: 1 where an odd number of the shape's edges lie east of it (even-odd rule,
/// borders as in crosses_eastward_ray()), else 0. Scan conversion: O(edges + rows that they cross + lattice points).
std::vector<std::uint8_t> lattice_parity(const MultiPolygon& polygons, const Lattice& lattice);

}  // namespace wardscope::geo
