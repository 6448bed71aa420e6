// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/mask.hpp"

#include <algorithm>
#include <cmath>

#include "geo/lattice_parity.hpp"

namespace wardscope::raster {
namespace {

/// Sums, cell by cell, the signed ground west-to-east of each edge. In grid coordinates: a cell is 1 wide, u runs east
/// and v north.
class AreaSum {
 public:
  explicit AreaSum(const GridSpec& grid) : grid_(grid), steps_(grid.size(), 0.0) {}

  void add(geo::Point a, geo::Point b) {
    geo::Point low{(a.x - grid_.x0) / grid_.cell, (a.y - grid_.y0) / grid_.cell};
    geo::Point high{(b.x - grid_.x0) / grid_.cell, (b.y - grid_.y0) / grid_.cell};
    double sign = -1.0;  // an edge that runs north bounds its area on the east
    if (low.y > high.y) {
      std::swap(low, high);
      sign = 1.0;
    }
    if (low.y == high.y) return;
    const double slope = (high.x - low.x) / (high.y - low.y);
    const double top = std::min(high.y, static_cast<double>(grid_.rows));
    for (double v = std::max(0.0, low.y); v < top;) {
      const double row = std::floor(v);
      const double next = std::min(row + 1.0, top);
      add_in_row(static_cast<std::size_t>(row), sign * (next - v), low.x + (v - low.y) * slope,
                 low.x + (next - low.y) * slope);
      v = next;
    }
  }

  Raster<float> finish() const {
    Raster<float> fraction(grid_);
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      double sum = 0.0;
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        sum += steps_[row * grid_.columns + column];
        fraction.at(column, row) = static_cast<float>(std::clamp(sum, 0.0, 1.0));
      }
    }
    return fraction;
  }

 private:
  /// A piece of edge inside one row, `rise` of it (signed), between u1 and u2.
  void add_in_row(std::size_t row, double rise, double u1, double u2) {
    const double west = std::min(u1, u2);
    const double east = std::max(u1, u2);
    const auto columns = static_cast<double>(grid_.columns);
    const auto share = [&](double from, double to) { return east > west ? rise * (to - from) / (east - west) : rise; };
    if (east <= 0.0) return step(row, 0.0, rise, 0.0);
    if (west >= columns) return;
    if (west < 0.0) step(row, 0.0, share(west, 0.0), 0.0);
    double u = std::max(west, 0.0);
    const double end = std::min(east, columns);
    if (u == end)
      return step(row, std::min(std::floor(u), columns - 1.0), rise, u - std::min(std::floor(u), columns - 1.0));
    while (u < end) {
      const double column = std::floor(u);
      const double next = std::min(column + 1.0, end);
      step(row, column, share(u, next), (u + next) / 2.0 - column);
      u = next;
    }
  }

  /// In the edge's own cell the ground east of it is 1 - `into`; in all cells beyond it is whole.
  void step(std::size_t row, double column, double rise, double into) {
    const auto c = static_cast<std::size_t>(column);
    double* line = steps_.data() + row * grid_.columns;
    line[c] += rise * (1.0 - into);
    if (c + 1 < grid_.columns) line[c + 1] += rise * into;
  }

  GridSpec grid_;
  std::vector<double> steps_;  ///< differences from the cell before
};

}  // namespace

Raster<std::uint8_t> inside_mask(const GridSpec& grid, const geo::MultiPolygon& shape) {
  const geo::Point first = grid.centre(0, 0);
  return {grid, geo::lattice_parity(shape, {first.x, first.y, grid.cell, grid.columns, grid.rows})};
}

Raster<float> coverage_fraction(const GridSpec& grid, const geo::MultiPolygon& shape) {
  AreaSum sum(grid);
  const auto walk = [&](const geo::Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) sum.add(ring[i - 1], ring[i]);
  };
  for (const geo::Polygon& polygon : shape) {
    walk(polygon.exterior);
    for (const geo::Ring& hole : polygon.holes) walk(hole);
  }
  return sum.finish();
}

}  // namespace wardscope::raster
