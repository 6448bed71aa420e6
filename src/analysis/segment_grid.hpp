// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// A straight piece of a line, and whose it is.
struct LineSegment {
  geo::Point a;
  geo::Point b;
  std::uint32_t line = 0;   ///< whatever its maker numbered
  std::uint32_t index = 0;  ///< of the segment in its line
};

/// Segments by the squares of a grid that they pass: finds those near a point. A square is about as wide as the ground
/// for one segment, so that a look-up sees a few of them. O(segments + squares passed) to build. Immutable.
class SegmentGrid {
 public:
  /// @pre every coordinate is finite
  explicit SegmentGrid(std::vector<LineSegment> segments);

  struct Nearest {
    std::uint32_t segment = 0;  ///< into segments()
    geo::Point at;
    double distance = 0.0;  ///< m
  };
  /// The nearest point on a segment that `wanted` accepts, no farther than `most` metres; of equally near ones that of
  /// the first segment. Squares are searched outwards until none nearer can follow.
  template <typename Wanted>
  [[nodiscard]] std::optional<Nearest> nearest(geo::Point p, double most, Wanted wanted) const;

  /// Calls visit(first, second) for each pair of segments that share a square, once, first < second.
  template <typename Visit>
  void each_near_pair(Visit visit) const;

  [[nodiscard]] const std::vector<LineSegment>& segments() const { return segments_; }

 private:
  [[nodiscard]] std::int64_t column(double x) const;
  [[nodiscard]] std::int64_t row(double y) const;
  /// Calls visit(square) for each square that the segment's extent touches.
  template <typename Visit>
  void each_square(const LineSegment& segment, Visit visit) const;

  std::vector<LineSegment> segments_;
  geo::Extent extent_;
  double cell_ = 1.0;
  std::int64_t columns_ = 0;
  std::int64_t rows_ = 0;
  std::vector<std::uint32_t> first_;  ///< by square, into members_
  std::vector<std::uint32_t> members_;
};

template <typename Visit>
void SegmentGrid::each_square(const LineSegment& segment, Visit visit) const {
  geo::Extent box;
  box.add(segment.a);
  box.add(segment.b);
  for (std::int64_t r = row(box.min_y); r <= row(box.max_y); ++r) {
    for (std::int64_t c = column(box.min_x); c <= column(box.max_x); ++c) {
      visit(static_cast<std::size_t>(r * columns_ + c));
    }
  }
}

template <typename Wanted>
std::optional<SegmentGrid::Nearest> SegmentGrid::nearest(geo::Point p, double most, Wanted wanted) const {
  std::optional<Nearest> best;
  if (segments_.empty() || !extent_.grown(most).contains(p)) return best;
  const auto at_column = static_cast<std::int64_t>(std::floor((p.x - extent_.min_x) / cell_));
  const auto at_row = static_cast<std::int64_t>(std::floor((p.y - extent_.min_y) / cell_));
  const auto consider = [&](std::int64_t r, std::int64_t c) {
    if (r < 0 || c < 0 || r >= rows_ || c >= columns_) return;
    const auto square = static_cast<std::size_t>(r * columns_ + c);
    for (std::uint32_t m = first_[square]; m < first_[square + 1]; ++m) {
      const std::uint32_t s = members_[m];
      if (!wanted(segments_[s])) continue;
      const geo::Point at = geo::nearest_on_segment(p, segments_[s].a, segments_[s].b);
      const double distance = geo::distance(p, at);
      if (distance > most) continue;
      const bool better = !best || distance < best->distance || (distance == best->distance && s < best->segment);
      if (better) best = Nearest{s, at, distance};
    }
  };
  // The squares at `ring` steps from the point's own are at least (ring - 1) cells away from it.
  for (std::int64_t ring = 0; static_cast<double>(ring - 1) * cell_ <= (best ? best->distance : most); ++ring) {
    for (std::int64_t r = at_row - ring; r <= at_row + ring; ++r) {
      const bool whole = r == at_row - ring || r == at_row + ring;
      for (std::int64_t c = at_column - ring; c <= at_column + ring; c += whole || ring == 0 ? 1 : 2 * ring) {
        consider(r, c);
      }
    }
  }
  return best;
}

template <typename Visit>
void SegmentGrid::each_near_pair(Visit visit) const {
  for (std::size_t square = 0; square + 1 < first_.size(); ++square) {
    for (std::uint32_t i = first_[square]; i < first_[square + 1]; ++i) {
      for (std::uint32_t j = i + 1; j < first_[square + 1]; ++j) {
        const std::uint32_t a = members_[i];
        const std::uint32_t b = members_[j];
        // Of the squares that they share the one of the greater lower left corner tells the pair.
        const auto low = [&](const LineSegment& s) {
          return geo::Point{std::fmin(s.a.x, s.b.x), std::fmin(s.a.y, s.b.y)};
        };
        const geo::Point corner{std::fmax(low(segments_[a]).x, low(segments_[b]).x),
                                std::fmax(low(segments_[a]).y, low(segments_[b]).y)};
        if (static_cast<std::size_t>(row(corner.y) * columns_ + column(corner.x)) == square) visit(a, b);
      }
    }
  }
}

}  // namespace wardscope::analysis
