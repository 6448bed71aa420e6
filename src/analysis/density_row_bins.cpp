// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_row_bins.hpp"

#include <algorithm>
#include <cmath>

namespace wardscope::analysis {

namespace {

// Neighbours in the list then meet the same few cells of a row, which stay in the fastest cache.
constexpr double kColumnsABucket = 32.0;

/// What the weight of a kernel that is so many times narrower than the widest is multiplied by: its peak is higher by
/// the square, and with x and dy counted in the widest reach H
///   (1 - d^2/h^2)^2 = (H/h)^4 (h^2/H^2 - d^2/H^2)^2,   likewise squared once for Epanechnikov.
double scale_of(KernelShape shape, double narrower) {
  const double squared = narrower * narrower;
  if (shape == KernelShape::gaussian) return squared;
  return shape == KernelShape::quartic ? squared * squared * squared : squared * squared;
}

}  // namespace

RowBins::RowBins(const SweepInput& input) {
  const raster::GridSpec& grid = input.grid;
  const double reach = input.kernel.reach() / grid.cell;
  margin_ = static_cast<std::size_t>(std::ceil(reach)) + 1;
  buckets_ = static_cast<std::size_t>((static_cast<double>(grid.columns) + 2.0 * reach) / kColumnsABucket) + 1;
  const std::size_t bins = grid.rows + 2 * margin_;
  const double last_column = static_cast<double>(grid.columns) - 1.0 + reach;
  const std::size_t count = input.points.x.size();
  const std::size_t out_of_reach = bins * buckets_;

  const double widest = input.kernel.bandwidth;
  const auto placed = [&](std::size_t i) {
    Point point{(input.points.x[i] - grid.x0) / grid.cell - 0.5, (input.points.y[i] - grid.y0) / grid.cell - 0.5,
                input.points.weight[i], reach};
    if (!input.points.bandwidth.empty()) {
      const double narrower = widest / input.points.bandwidth[i];
      point.weight *= scale_of(input.kernel.shape, narrower);
      point.reach = reach / narrower;
    }
    return point;
  };
  const auto slot_of = [&](const Point& point) {
    if (point.weight == 0.0 || point.column < -reach || point.column > last_column) return out_of_reach;
    const double bin = std::floor(point.row) + static_cast<double>(margin_);
    if (!(bin >= 0.0 && bin < static_cast<double>(bins))) return out_of_reach;
    return static_cast<std::size_t>(bin) * buckets_ +
           static_cast<std::size_t>((point.column + reach) / kColumnsABucket);
  };
  std::vector<std::uint32_t> slots(count);
  start_.assign(bins * buckets_ + 2, 0);  // the last slot is for those out of reach
  for (std::size_t i = 0; i < count; ++i) {
    slots[i] = static_cast<std::uint32_t>(slot_of(placed(i)));
    ++start_[slots[i] + 1];
  }
  for (std::size_t slot = 1; slot < start_.size(); ++slot) start_[slot] += start_[slot - 1];
  points_.resize(count);
  std::vector<std::size_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t i = 0; i < count; ++i) points_[next[slots[i]]++] = placed(i);
}

std::span<const RowBins::Point> RowBins::near_rows(std::size_t first, std::size_t last) const {
  // Bin b holds rows b - margin <= row < b - margin + 1, so these are first - margin .. last + margin - 1: all
  // that reach, because a margin is a row more than the reach.
  const std::size_t from = start_[first * buckets_];
  const std::size_t to = start_[(last + 2 * margin_) * buckets_];
  return std::span<const Point>(points_).subspan(from, to - from);
}

}  // namespace wardscope::analysis
