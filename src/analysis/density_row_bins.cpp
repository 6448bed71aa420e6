// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_row_bins.hpp"

#include <algorithm>
#include <cmath>

namespace wardscope::analysis {

RowBins::RowBins(const SweepInput& input) {
  const raster::GridSpec& grid = input.grid;
  const double reach = input.kernel.reach() / grid.cell;
  margin_ = static_cast<std::int64_t>(std::ceil(reach)) + 1;
  const std::int64_t bins = static_cast<std::int64_t>(grid.rows) + 2 * margin_;
  const double last_column = static_cast<double>(grid.columns) - 1.0 + reach;
  const std::size_t count = input.points.x.size();
  constexpr std::int64_t kOutOfReach = -1;

  const auto placed = [&](std::size_t i) {
    return Point{(input.points.x[i] - grid.x0) / grid.cell - 0.5, (input.points.y[i] - grid.y0) / grid.cell - 0.5,
                 input.points.weight[i]};
  };
  const auto bin_of = [&](const Point& point) {
    if (point.weight == 0.0 || point.column < -reach || point.column > last_column) return kOutOfReach;
    const double bin = std::floor(point.row) + static_cast<double>(margin_);
    if (!(bin >= 0.0 && bin < static_cast<double>(bins))) return kOutOfReach;
    return static_cast<std::int64_t>(bin);
  };
  start_.assign(static_cast<std::size_t>(bins) + 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    if (const std::int64_t bin = bin_of(placed(i)); bin != kOutOfReach) ++start_[static_cast<std::size_t>(bin) + 1];
  }
  for (std::size_t bin = 1; bin < start_.size(); ++bin) start_[bin] += start_[bin - 1];
  points_.resize(start_.back());
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const Point point = placed(i);
    if (const std::int64_t bin = bin_of(point); bin != kOutOfReach) {
      points_[next[static_cast<std::size_t>(bin)]++] = point;
    }
  }
}

std::span<const RowBins::Point> RowBins::near_rows(std::size_t first, std::size_t last) const {
  // Bin b holds rows b - margin <= row < b - margin + 1, so these are rows first - margin .. last + margin.
  const std::size_t from = start_[first];
  const std::size_t to = start_[std::min(start_.size() - 1, last + static_cast<std::size_t>(2 * margin_) + 1)];
  return std::span<const Point>(points_).subspan(from, to - from);
}

}  // namespace wardscope::analysis
