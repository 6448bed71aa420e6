// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/go_on.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// A straight piece of a line, and whose it is.
struct LineSegment {
  geo::Point a;
  geo::Point b;
  std::uint32_t line = 0;   ///< whatever its maker numbered
  std::uint32_t index = 0;  ///< of the segment in its line
};

/// Segments by the squares of a grid that their extents touch: finds those near a point. A square is about as wide as
/// the ground for one segment, so that a look-up sees a few of them, but no wider than some usual segments, so that a
/// vertex far away from all others makes no difference; squares without a segment take no memory. Segments of very many
/// squares are few and kept apart. O(segments + squares touched) to build. Immutable.
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
  /// the first segment. Squares are searched outwards until none nearer can follow. @pre most is finite
  template <typename Wanted>
  [[nodiscard]] std::optional<Nearest> nearest(geo::Point p, double most, Wanted wanted) const;

  /// Calls visit(first, second) for each pair of segments that share a square, once, first < second; and for each pair
  /// of which one is kept apart. @returns false where it was stopped
  template <typename Visit>
  [[nodiscard]] bool each_near_pair(Visit visit, const GoOn& go_on) const;

  [[nodiscard]] const std::vector<LineSegment>& segments() const { return segments_; }

 private:
  struct Square {
    std::int64_t row = 0;
    std::int64_t column = 0;
    friend bool operator==(const Square&, const Square&) = default;
  };
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Member {
    Square square;
    std::uint32_t segment = 0;
  };
  [[nodiscard]] std::int64_t column(double x) const { return number(x - extent_.min_x); }
  [[nodiscard]] std::int64_t row(double y) const { return number(y - extent_.min_y); }
  [[nodiscard]] std::int64_t number(double offset) const;
  void choose_squares();
  void sort_members(std::vector<Member> members);
  [[nodiscard]] std::size_t slot_of(Square square) const;
  /// The members of a square; an empty range where it has none.
  [[nodiscard]] Range members_of(Square square) const;
  /// The square in which a pair is told: of those that they share the one of the greater lower left corner.
  [[nodiscard]] Square square_of(const LineSegment& one, const LineSegment& other) const;

  std::vector<LineSegment> segments_;
  geo::Extent extent_;
  double cell_ = 1.0;
  std::vector<Square> squares_;         ///< those with members, by row and column
  std::vector<Range> ranges_;           ///< of them, into members_
  std::vector<std::uint32_t> members_;  ///< segments
  std::vector<std::uint32_t> table_;    ///< of squares_, hashed; kNoSquare: a free place
  std::vector<std::uint32_t> apart_;    ///< segments of very many squares
  static constexpr std::uint32_t kNoSquare = UINT32_MAX;
};

template <typename Wanted>
std::optional<SegmentGrid::Nearest> SegmentGrid::nearest(geo::Point p, double most, Wanted wanted) const {
  std::optional<Nearest> best;
  if (segments_.empty() || !extent_.grown(most).contains(p)) return best;
  const auto try_one = [&](std::uint32_t s) {
    if (!wanted(segments_[s])) return;
    const geo::Point at = geo::nearest_on_segment(p, segments_[s].a, segments_[s].b);
    const double distance = geo::distance(p, at);
    if (distance > most) return;
    const bool better = !best || distance < best->distance || (distance == best->distance && s < best->segment);
    if (better) best = Nearest{s, at, distance};
  };
  for (const std::uint32_t s : apart_) try_one(s);
  const std::int64_t at_column = column(p.x);
  const std::int64_t at_row = row(p.y);
  // The squares at `ring` steps from the point's own are at least (ring - 1) cells away from it.
  for (std::int64_t ring = 0; static_cast<double>(ring - 1) * cell_ <= (best ? best->distance : most); ++ring) {
    for (std::int64_t r = at_row - ring; r <= at_row + ring; ++r) {
      const bool whole = r == at_row - ring || r == at_row + ring;
      for (std::int64_t c = at_column - ring; c <= at_column + ring; c += whole || ring == 0 ? 1 : 2 * ring) {
        const Range range = members_of({r, c});
        for (std::uint32_t m = range.begin; m < range.end; ++m) try_one(members_[m]);
      }
    }
  }
  return best;
}

template <typename Visit>
bool SegmentGrid::each_near_pair(Visit visit, const GoOn& go_on) const {
  constexpr std::size_t kPairsALook = 100000;  // a few milliseconds
  std::size_t since = 0;
  const auto stopped = [&](std::size_t pairs, std::size_t done, std::size_t of) {
    since += pairs;
    if (since < kPairsALook) return false;
    since = 0;
    return !go_on(static_cast<double>(done) / static_cast<double>(of));
  };
  const std::size_t all = squares_.size() + apart_.size();
  for (std::size_t square = 0; square < squares_.size(); ++square) {
    const Range range = ranges_[square];
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      for (std::uint32_t j = i + 1; j < range.end; ++j) {
        const std::uint32_t a = members_[i];
        const std::uint32_t b = members_[j];
        if (square_of(segments_[a], segments_[b]) == squares_[square]) visit(a, b);
      }
      if (stopped(range.end - i, square, all)) return false;
    }
  }
  std::vector<bool> kept_apart(apart_.empty() ? 0 : segments_.size(), false);
  for (std::size_t i = 0; i < apart_.size(); ++i) {
    kept_apart[apart_[i]] = true;  // those before it have met it
    for (std::uint32_t s = 0; s < segments_.size(); ++s) {
      if (!kept_apart[s]) visit(std::min(s, apart_[i]), std::max(s, apart_[i]));
    }
    if (stopped(segments_.size(), squares_.size() + i, all)) return false;
  }
  return true;
}

}  // namespace wardscope::analysis
