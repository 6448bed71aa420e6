// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/contour.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>

#include "core/disjoint_sets.hpp"

namespace wardscope::raster {
namespace {

// A crossing keeps this far, in cells, from both centres. Hence no two crossings ever coincide, every ring is simple
// and rings never touch: the polygons are valid by construction.
constexpr double kLeastFraction = 1e-6;
constexpr double kSmallestRing = 1e-6;  // cells; smaller ones come from values that equal the level to the last digit

/// A piece of outline in one square of four centres, the ground above on its left.
struct Segment {
  std::uint64_t from;  ///< id of the pair of neighbours that it starts between
  std::uint64_t to;
  std::uint32_t cell;  ///< a cell above on its left
};

class Tracer {
 public:
  Tracer(const Raster<float>& surface, double level)
      : surface_(surface),
        grid_(surface.grid()),
        level_(level),
        groups_(grid_.size()),
        columns_(static_cast<std::int64_t>(grid_.columns)),
        rows_(static_cast<std::int64_t>(grid_.rows)) {}

  geo::MultiPolygon trace() {
    for (std::int64_t row = 0; row <= rows_; ++row) {
      for (std::int64_t column = 0; column <= columns_; ++column) add_square(column, row);
    }
    std::sort(segments_.begin(), segments_.end(), [](const Segment& a, const Segment& b) { return a.from < b.from; });
    return polygons();
  }

 private:
  [[nodiscard]] double value(std::int64_t column, std::int64_t row) const {
    if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(surface_.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row)));
  }
  [[nodiscard]] std::uint32_t cell(std::int64_t column, std::int64_t row) const {
    return static_cast<std::uint32_t>(row * columns_ + column);
  }
  /// The pair (column, row) – (column + 1, row), column from -1.
  [[nodiscard]] std::uint64_t pair_east(std::int64_t column, std::int64_t row) const {
    return static_cast<std::uint64_t>(row * (columns_ + 1) + column + 1);
  }
  /// The pair (column, row) – (column, row + 1), row from -1.
  [[nodiscard]] std::uint64_t pair_north(std::int64_t column, std::int64_t row) const {
    return static_cast<std::uint64_t>((columns_ + 1) * rows_ + (row + 1) * columns_ + column);
  }

  /// The square whose north-east corner is the centre of (column, row).
  void add_square(std::int64_t column, std::int64_t row) {
    // Corners and sides anticlockwise; side k runs from corner k to corner k + 1.
    const std::array<std::array<std::int64_t, 2>, 4> at = {
        {{column - 1, row - 1}, {column, row - 1}, {column, row}, {column - 1, row}}};
    std::array<double, 4> values{};
    std::array<bool, 4> above{};
    for (std::size_t k = 0; k < 4; ++k) {
      values[k] = value(at[k][0], at[k][1]);
      above[k] = values[k] >= level_;
    }
    const int count = above[0] + above[1] + above[2] + above[3];
    if (count == 0) return;
    const auto cell_of = [&](std::size_t k) { return cell(at[k][0], at[k][1]); };
    for (std::size_t k = 0; k < 4; ++k) {
      if (above[k] && above[(k + 1) % 4]) groups_.join(cell_of(k), cell_of((k + 1) % 4));
    }
    if (count == 4) return;
    const auto side = [&](std::size_t k) {
      switch (k) {
        case 0:
          return pair_east(column - 1, row - 1);
        case 1:
          return pair_north(column, row - 1);
        case 2:
          return pair_east(column - 1, row);
        default:
          return pair_north(column - 1, row - 1);
      }
    };
    const bool saddle = count == 2 && above[0] == above[2];
    const bool joined = saddle && (values[0] + values[1] + values[2] + values[3]) / 4.0 >= level_;
    if (joined) groups_.join(cell_of(above[0] ? 0 : 1), cell_of(above[0] ? 2 : 3));
    for (std::size_t k = 0; k < 4; ++k) {  // a piece starts on each side that leads down
      if (!above[k] || above[(k + 1) % 4]) continue;
      // It ends on the side that leads up again: going back round the ground above, or on round the ground below.
      std::size_t end = joined ? (k + 1) % 4 : (k + 3) % 4;
      while (above[end] || !above[(end + 1) % 4]) end = joined ? (end + 1) % 4 : (end + 3) % 4;
      segments_.push_back({side(k), side(end), cell_of(k)});
    }
  }

  [[nodiscard]] geo::Point crossing(std::uint64_t pair) const {
    const auto east_pairs = static_cast<std::uint64_t>((columns_ + 1) * rows_);
    const bool east = pair < east_pairs;
    const auto index = static_cast<std::int64_t>(east ? pair : pair - east_pairs);
    const std::int64_t column = east ? index % (columns_ + 1) - 1 : index % columns_;
    const std::int64_t row = east ? index / (columns_ + 1) : index / columns_ - 1;
    const double a = value(column, row);
    const double b = east ? value(column + 1, row) : value(column, row + 1);
    double t = 0.5;
    if (std::isfinite(a) && std::isfinite(b))
      t = std::clamp((level_ - a) / (b - a), kLeastFraction, 1.0 - kLeastFraction);
    return {grid_.x0 + (static_cast<double>(column) + 0.5 + (east ? t : 0.0)) * grid_.cell,
            grid_.y0 + (static_cast<double>(row) + 0.5 + (east ? 0.0 : t)) * grid_.cell};
  }

  /// Follows the pieces from `first` until they close; marks them used.
  geo::Ring follow(std::size_t first, std::vector<bool>& used) const {
    geo::Ring ring;
    for (std::size_t i = first; !used[i];) {
      used[i] = true;
      ring.push_back(crossing(segments_[i].from));
      const auto next = std::lower_bound(segments_.begin(), segments_.end(), segments_[i].to,
                                         [](const Segment& segment, std::uint64_t id) { return segment.from < id; });
      assert(next != segments_.end() && next->from == segments_[i].to);
      i = static_cast<std::size_t>(next - segments_.begin());
    }
    return ring;
  }

  geo::MultiPolygon polygons() {
    struct Outline {
      std::uint32_t group;
      geo::Ring ring;
    };
    std::vector<Outline> outlines;
    std::vector<bool> used(segments_.size(), false);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      if (used[i]) continue;
      geo::Ring ring = without_straight_corners(follow(i, used));
      if (std::abs(geo::signed_area(ring)) < kSmallestRing * grid_.cell * grid_.cell) continue;
      outlines.push_back({groups_.find(segments_[i].cell), std::move(ring)});
    }
    // A group of cells has one outline round it and one for each hole: the outer one comes first.
    std::stable_sort(outlines.begin(), outlines.end(), [](const Outline& a, const Outline& b) {
      if (a.group != b.group) return a.group < b.group;
      return geo::signed_area(a.ring) > 0.0 && geo::signed_area(b.ring) < 0.0;
    });
    geo::MultiPolygon areas;
    std::uint32_t group = 0;
    for (Outline& outline : outlines) {
      if (geo::signed_area(outline.ring) > 0.0) {
        areas.push_back({std::move(outline.ring), {}});
        group = outline.group;
      } else if (!areas.empty() && group == outline.group) {
        areas.back().holes.push_back(std::move(outline.ring));
      }
    }
    return areas;
  }

  /// Closes the ring and drops the points along straight runs beside NaN and the edge of the grid.
  static geo::Ring without_straight_corners(const geo::Ring& open) {
    geo::Ring ring;
    const std::size_t size = open.size();
    for (std::size_t i = 0; i < size; ++i) {
      const geo::Point before = open[(i + size - 1) % size];
      const geo::Point here = open[i];
      const geo::Point after = open[(i + 1) % size];
      const bool straight = (before.x == here.x && here.x == after.x) || (before.y == here.y && here.y == after.y);
      if (!straight) ring.push_back(here);
    }
    if (!ring.empty()) ring.push_back(ring.front());
    return ring;
  }

  const Raster<float>& surface_;
  GridSpec grid_;
  double level_;
  core::DisjointSets groups_;
  std::int64_t columns_;
  std::int64_t rows_;
  std::vector<Segment> segments_;
};

}  // namespace

geo::MultiPolygon areas_above(const Raster<float>& surface, double level) {
  assert(std::isfinite(level));
  return Tracer(surface, level).trace();
}

}  // namespace wardscope::raster
