// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/mapped_ground.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace wardscope::analysis {
namespace {

constexpr double kMappedSquare = 10.0;              // m
constexpr double kMostMappedSquares = 4'000'000.0;  // 50 MB while it is worked out

struct SquareField {
  std::int64_t columns = 0;
  std::int64_t rows = 0;
  std::vector<bool> marked;
};

/// The least of the parabolas (x - q)^2 + f(q) over a row: Felzenszwalb & Huttenlocher 2012, "Distance transforms of
/// sampled functions", algorithm 1. Exact, O(columns).
class EnvelopeOfRow {
 public:
  explicit EnvelopeOfRow(std::int64_t columns)
      : apex_(static_cast<std::size_t>(columns)), from_(apex_.size()), line_(apex_.size()) {}

  void replace(std::span<float> row) {
    const std::size_t count = parabolas_of(row);
    if (count == 0) return;
    std::size_t k = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
      while (k + 1 < count && from_[k + 1] <= static_cast<double>(column)) ++k;
      const double apart = static_cast<double>(column) - static_cast<double>(apex_[k]);
      line_[column] = static_cast<float>(apart * apart) + row[apex_[k]];
    }
    std::copy(line_.begin(), line_.end(), row.begin());
  }

 private:
  /// Fills apex_ and from_ with the parabolas that are somewhere the least, and where each begins to be.
  std::size_t parabolas_of(std::span<const float> row) {
    std::size_t count = 0;
    for (std::size_t q = 0; q < row.size(); ++q) {
      if (!std::isfinite(row[q])) continue;
      double start = -std::numeric_limits<double>::infinity();
      while (count > 0) {
        start = crossing(row, apex_[count - 1], q);
        if (start > from_[count - 1]) break;
        start = -std::numeric_limits<double>::infinity();
        --count;
      }
      apex_[count] = q;
      from_[count++] = start;
    }
    return count;
  }
  static double crossing(std::span<const float> row, std::size_t p, std::size_t q) {
    const auto x = static_cast<double>(p);
    const auto y = static_cast<double>(q);
    return (static_cast<double>(row[q]) - static_cast<double>(row[p]) + y * y - x * x) / (2.0 * (y - x));
  }

  std::vector<std::size_t> apex_;
  std::vector<double> from_;
  std::vector<float> line_;
};

/// For each square the squared distance, in squares, from its centre to that of the nearest marked one; where there is
/// none, infinity. First up and down each column, then along each row. Exact, O(squares).
std::vector<float> squared_distances(const SquareField& field) {
  constexpr float kNever = std::numeric_limits<float>::infinity();
  const auto at = [&](std::int64_t column, std::int64_t row) {
    return static_cast<std::size_t>(row * field.columns + column);
  };
  std::vector<float> distance(field.marked.size(), kNever);
  for (std::int64_t column = 0; column < field.columns; ++column) {
    float since = kNever;
    for (std::int64_t row = 0; row < field.rows; ++row) {
      since = field.marked[at(column, row)] ? 0.0F : since + 1.0F;
      distance[at(column, row)] = since;
    }
    since = kNever;
    for (std::int64_t row = field.rows - 1; row >= 0; --row) {
      since = field.marked[at(column, row)] ? 0.0F : since + 1.0F;
      const float nearer = std::min(distance[at(column, row)], since);
      distance[at(column, row)] = nearer * nearer;
    }
  }
  EnvelopeOfRow envelope(field.columns);
  for (std::int64_t row = 0; row < field.rows; ++row) {
    envelope.replace(std::span(distance).subspan(at(0, row), static_cast<std::size_t>(field.columns)));
  }
  return distance;
}

}  // namespace

MappedGround::MappedGround(const BuildingIndex& buildings) {
  geo::Extent extent;
  for (BuildingIndex::Id id = 0; id < buildings.size(); ++id) extent.add(buildings.extent(id));
  if (extent.empty()) return;
  // Wide enough that empty ground lies all round.
  extent = extent.grown(2.0 * kEmptyAround.value());
  square_ = std::max(kMappedSquare, std::sqrt(extent.width() * extent.height() / kMostMappedSquares));
  x0_ = std::floor(extent.min_x / square_) * square_;
  y0_ = std::floor(extent.min_y / square_) * square_;
  columns_ = static_cast<std::int64_t>((extent.max_x - x0_) / square_) + 1;
  rows_ = static_cast<std::int64_t>((extent.max_y - y0_) / square_) + 1;
  const auto square_of = [&](geo::Point p) {
    return static_cast<std::size_t>(static_cast<std::int64_t>((p.y - y0_) / square_) * columns_ +
                                    static_cast<std::int64_t>((p.x - x0_) / square_));
  };
  SquareField field{columns_, rows_, std::vector<bool>(static_cast<std::size_t>(columns_ * rows_), false)};
  for (BuildingIndex::Id id = 0; id < buildings.size(); ++id) {
    for_each_wall(buildings.footprint(id), [&](geo::Point a, geo::Point b) {
      const int steps = std::max(1, static_cast<int>(std::ceil(geo::distance(a, b) / (square_ / 2.0))));
      for (int i = 0; i <= steps; ++i) {
        field.marked[square_of(a + (b - a) * (static_cast<double>(i) / static_cast<double>(steps)))] = true;
      }
    });
  }
  const auto squared = [&](double metres) { return static_cast<float>((metres / square_) * (metres / square_)); };
  const float empty_from = squared(kEmptyAround.value());
  const std::vector<float> to_wall = squared_distances(field);
  for (std::size_t i = 0; i < to_wall.size(); ++i) field.marked[i] = to_wall[i] >= empty_from;
  const float mapped_from = squared(kEmptyAround.value() - kMappedMargin.value());
  const std::vector<float> to_empty = squared_distances(field);
  mapped_.resize(to_empty.size());
  for (std::size_t i = 0; i < to_empty.size(); ++i) mapped_[i] = to_empty[i] > mapped_from;
}

bool MappedGround::contains(geo::Point p) const {
  if (mapped_.empty()) return false;
  const double column = std::floor((p.x - x0_) / square_);
  const double row = std::floor((p.y - y0_) / square_);
  if (!(column >= 0.0 && row >= 0.0 && column < static_cast<double>(columns_) && row < static_cast<double>(rows_))) {
    return false;
  }
  return mapped_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column)];
}

bool MappedGround::contains_outline(const geo::MultiPolygon& shape) const {
  return std::all_of(shape.begin(), shape.end(), [&](const geo::Polygon& part) {
    return std::all_of(part.exterior.begin(), part.exterior.end(), [&](geo::Point p) { return contains(p); });
  });
}

}  // namespace wardscope::analysis
