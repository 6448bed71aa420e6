// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_support.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace wardscope::analysis {
namespace {

/// How many points reach each cell, as steps up and down along the rows.
class SupportCount {
 public:
  SupportCount(const raster::GridSpec& grid, double reach)
      : grid_(grid), reach_(reach), steps_((grid.columns + 1) * grid.rows, 0) {}

  void add(geo::Point p) {
    const auto [first_row, end_row] = centres_within(p.y - grid_.y0, reach_, grid_.rows);
    for (std::size_t row = first_row; row < end_row; ++row) {
      const double up = grid_.centre(0, row).y - p.y;
      const double across = std::sqrt(std::max(0.0, reach_ * reach_ - up * up));
      const auto [first, end] = centres_within(p.x - grid_.x0, across, grid_.columns);
      if (first >= end) continue;
      ++steps_[row * (grid_.columns + 1) + first];
      --steps_[row * (grid_.columns + 1) + end];
    }
  }

  /// Calls visit(column, row, points in reach) for each cell.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t row = 0; row < grid_.rows; ++row) {
      std::int64_t support = 0;
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        support += steps_[row * (grid_.columns + 1) + column];
        visit(column, row, support);
      }
    }
  }

 private:
  struct Range {
    std::size_t first;
    std::size_t end;
  };
  /// The cells of a line of `count` whose centres lie within `distance` of `at`, m from the line's beginning.
  [[nodiscard]] Range centres_within(double at, double distance, std::size_t count) const {
    const double first = std::ceil((at - distance) / grid_.cell - 0.5);
    const double end = std::floor((at + distance) / grid_.cell - 0.5) + 1.0;
    const auto most = static_cast<double>(count);
    return {static_cast<std::size_t>(std::clamp(first, 0.0, most)),
            static_cast<std::size_t>(std::clamp(end, 0.0, most))};
  }

  const raster::GridSpec& grid_;
  double reach_;
  std::vector<std::int64_t> steps_;
};

}  // namespace

std::int64_t hide_thin_support(raster::Raster<float>& surface, const PointColumns& points, const SupportRule& rule) {
  SupportCount support(surface.grid(), rule.reach.value());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const std::size_t row = points.rows ? (*points.rows)[i] : i;
    support.add({points.x[row], points.y[row]});
  }
  std::int64_t left = 0;
  support.for_each([&](std::size_t column, std::size_t row, std::int64_t in_reach) {
    float& value = surface.at(column, row);
    if (in_reach < rule.least) value = raster::no_data<float>();
    if (!std::isnan(value)) ++left;
  });
  return left;
}

}  // namespace wardscope::analysis
