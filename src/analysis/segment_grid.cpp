// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/segment_grid.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace wardscope::analysis {

SegmentGrid::SegmentGrid(std::vector<LineSegment> segments) : segments_(std::move(segments)) {
  if (segments_.empty()) return;
  double length = 0.0;
  for (const LineSegment& segment : segments_) {
    extent_.add(segment.a);
    extent_.add(segment.b);
    length += geo::distance(segment.a, segment.b);
  }
  const auto count = static_cast<double>(segments_.size());
  // Not finer than the segments are long, or each would stand in many squares; at least a metre.
  cell_ = std::max({std::sqrt(extent_.width() * extent_.height() / count), length / count, 1.0});
  columns_ = static_cast<std::int64_t>(extent_.width() / cell_) + 1;
  rows_ = static_cast<std::int64_t>(extent_.height() / cell_) + 1;
  first_.assign(static_cast<std::size_t>(columns_ * rows_) + 1, 0);
  for (const LineSegment& segment : segments_) {
    each_square(segment, [&](std::size_t square) { ++first_[square + 1]; });
  }
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  members_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (std::size_t s = 0; s < segments_.size(); ++s) {
    each_square(segments_[s], [&](std::size_t square) { members_[next[square]++] = static_cast<std::uint32_t>(s); });
  }
}

std::int64_t SegmentGrid::column(double x) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>((x - extent_.min_x) / cell_), 0, columns_ - 1);
}

std::int64_t SegmentGrid::row(double y) const {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>((y - extent_.min_y) / cell_), 0, rows_ - 1);
}

}  // namespace wardscope::analysis
