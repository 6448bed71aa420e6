// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::raster {

/// A grid of square cells, rows from south to north. Cell (column, row) covers
/// [x0 + column * cell, x0 + (column + 1) * cell) x [y0 + row * cell, …); its value belongs to its centre.
struct GridSpec {
  double x0 = 0.0;    ///< west edge, m
  double y0 = 0.0;    ///< south edge, m
  double cell = 1.0;  ///< side of a cell, m, > 0
  std::size_t columns = 0;
  std::size_t rows = 0;

  friend bool operator==(const GridSpec&, const GridSpec&) = default;
  [[nodiscard]] std::size_t size() const { return columns * rows; }
  [[nodiscard]] geo::Point centre(std::size_t column, std::size_t row) const {
    return {x0 + (static_cast<double>(column) + 0.5) * cell, y0 + (static_cast<double>(row) + 0.5) * cell};
  }
  [[nodiscard]] geo::Extent extent() const {
    return {x0, y0, x0 + static_cast<double>(columns) * cell, y0 + static_cast<double>(rows) * cell};
  }
};

/// The grid of `cell` metres that covers `extent`, its edges on multiples of the cell.
/// @pre extent not empty, cell > 0.
GridSpec grid_covering(const geo::Extent& extent, double cell);

/// No value here (off the land, not computed). Floating rasters hold NaN there; it never reaches a legend or a file
/// other than as the declared no-data value.
template <typename T>
constexpr T no_data() {
  return std::numeric_limits<T>::quiet_NaN();
}

/// Values on a grid, row by row from the south.
template <typename T>
class Raster {
 public:
  Raster() = default;
  explicit Raster(const GridSpec& grid, T fill = T{}) : grid_(grid), values_(grid.size(), fill) {}
  Raster(const GridSpec& grid, std::vector<T> values) : grid_(grid), values_(std::move(values)) {
    assert(values_.size() == grid_.size());
  }

  [[nodiscard]] const GridSpec& grid() const { return grid_; }
  [[nodiscard]] const std::vector<T>& values() const { return values_; }
  [[nodiscard]] std::vector<T>& values() { return values_; }
  /// @pre column < columns, row < rows
  [[nodiscard]] const T& at(std::size_t column, std::size_t row) const { return values_[row * grid_.columns + column]; }
  [[nodiscard]] T& at(std::size_t column, std::size_t row) { return values_[row * grid_.columns + column]; }

 private:
  GridSpec grid_;
  std::vector<T> values_;
};

}  // namespace wardscope::raster
