// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/density_sweep.hpp"

namespace wardscope::analysis {

/// The points that reach a grid, sorted by the raster row they lie in, then by stretches of columns,
/// then as given; positions in cells.
class RowBins {
 public:
  struct Point {
    double column = 0.0;  ///< position in cells, 0 at the centre of column 0
    double row = 0.0;     ///< likewise from the centre of row 0
    double weight = 0.0;  ///< scaled so that the shape may be taken in units of the widest reach
    double reach = 0.0;   ///< of its own kernel, cells
  };

  explicit RowBins(const SweepInput& input);

  /// The points that lie within reach of rows first..last, and some that do not.
  [[nodiscard]] std::span<const Point> near_rows(std::size_t first, std::size_t last) const;

 private:
  std::size_t margin_ = 0;   ///< rows of bins beyond the grid on each side
  std::size_t buckets_ = 1;  ///< stretches of columns in a row
  std::vector<std::size_t> start_;
  std::vector<Point> points_;
};

}  // namespace wardscope::analysis
