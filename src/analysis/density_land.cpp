// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/density_land.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace wardscope::analysis {
namespace {

constexpr double kLargestSide = 512.0;  // cells of the index along one side
constexpr double kLongestEdge = 8.0;  // in cells: longer ones are cut, so that a slanting one is not listed everywhere

bool before(geo::Point a, geo::Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

/// An edge of a ring in a form in which both directions compare equal.
struct UndirectedEdge {
  geo::Point low;
  geo::Point high;
  int direction = 0;  ///< +1 low to high, -1 high to low
};

bool operator<(const UndirectedEdge& a, const UndirectedEdge& b) {
  if (!(a.low == b.low)) return before(a.low, b.low);
  return before(a.high, b.high);
}

void append_ring(const geo::Ring& ring, bool anticlockwise, std::vector<UndirectedEdge>& edges) {
  const int turn = (geo::signed_area(ring) > 0.0) == anticlockwise ? 1 : -1;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const geo::Point a = ring[i - 1];
    const geo::Point b = ring[i];
    if (a == b) continue;
    edges.push_back(before(a, b) ? UndirectedEdge{a, b, turn} : UndirectedEdge{b, a, -turn});
  }
}

int sign(double value) { return (value > 0.0) - (value < 0.0); }

}  // namespace

int side_of(geo::Point p, geo::Point a, geo::Point b) {
  if (const int side = sign(geo::cross(a - p, b - p)); side != 0) return side;
  if (const int north = sign(b.x - a.x); north != 0) return north;  // moving p north changes the cross product by this
  return a.y > b.y ? 1 : -1;                                        // and moving it east by this
}

LandBoundary::LandBoundary(const geo::MultiPolygon& land) {
  collect_edges(land);
  if (edges_.empty()) return;
  build_index();
  fill_empty_cells();
}

void LandBoundary::collect_edges(const geo::MultiPolygon& land) {
  std::vector<UndirectedEdge> all;
  for (const geo::Polygon& polygon : land) {
    append_ring(polygon.exterior, true, all);
    for (const geo::Ring& hole : polygon.holes) append_ring(hole, false, all);
  }
  std::sort(all.begin(), all.end());
  for (std::size_t i = 0; i < all.size();) {
    int net = 0;
    std::size_t end = i;
    for (; end < all.size() && !(all[i] < all[end]); ++end) net += all[end].direction;
    // A polygon given twice counts once: its edges run twice in one direction.
    if (net > 0) edges_.push_back({all[i].low, all[i].high});
    if (net < 0) edges_.push_back({all[i].high, all[i].low});
    i = end;
  }
  if (edges_.empty()) return;
  const geo::Point origin = edges_.front().a;
  for (const Edge& edge : edges_) {
    extent_.add(edge.a);
    extent_.add(edge.b);
    area_ += geo::cross(edge.a - origin, edge.b - origin) / 2.0;
  }
  area_ = std::max(0.0, area_);
}

std::int32_t LandBoundary::column_of(double x) const {
  return std::clamp(static_cast<std::int32_t>(std::floor((x - extent_.min_x) / cell_)), 0, columns_ - 1);
}

std::int32_t LandBoundary::row_of(double y) const {
  return std::clamp(static_cast<std::int32_t>(std::floor((y - extent_.min_y) / cell_)), 0, rows_ - 1);
}

LandBoundary::CellRange LandBoundary::cells_of(const geo::Extent& box) const {
  const geo::Extent inside{std::max(box.min_x, extent_.min_x), std::max(box.min_y, extent_.min_y),
                           std::min(box.max_x, extent_.max_x), std::min(box.max_y, extent_.max_y)};
  return {column_of(inside.min_x), column_of(inside.max_x), row_of(inside.min_y), row_of(inside.max_y)};
}

void LandBoundary::build_index() {
  const double width = std::max(extent_.width(), 1e-3);
  const double height = std::max(extent_.height(), 1e-3);
  // About one cell an edge.
  cell_ = std::sqrt(width * height / static_cast<double>(edges_.size() + 64));
  cell_ = std::max(cell_, std::max(width, height) / kLargestSide);
  columns_ = static_cast<std::int32_t>(width / cell_) + 1;
  rows_ = static_cast<std::int32_t>(height / cell_) + 1;

  std::vector<Edge> cut;
  cut.reserve(edges_.size());
  for (const Edge& edge : edges_) {
    const auto pieces = static_cast<int>(std::ceil(geo::distance(edge.a, edge.b) / (kLongestEdge * cell_)));
    geo::Point from = edge.a;
    for (int piece = 1; piece < pieces; ++piece) {
      const geo::Point to = edge.a + (edge.b - edge.a) * (static_cast<double>(piece) / pieces);
      cut.push_back({from, to});
      from = to;
    }
    cut.push_back({from, edge.b});
  }
  edges_ = std::move(cut);

  range_.reserve(edges_.size());
  start_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1, 0);
  const auto for_cells = [&](const CellRange& range, auto visit) {
    for (std::int32_t row = range.first_row; row <= range.last_row; ++row) {
      for (std::int32_t column = range.first_column; column <= range.last_column; ++column)
        visit(cell_index(column, row));
    }
  };
  for (const Edge& edge : edges_) {
    geo::Extent box;
    box.add(edge.a);
    box.add(edge.b);
    range_.push_back(cells_of(box));
    for_cells(range_.back(), [&](std::size_t cell) { ++start_[cell + 1]; });
  }
  for (std::size_t cell = 1; cell < start_.size(); ++cell) start_[cell] += start_[cell - 1];
  listed_.resize(start_.back());
  std::vector<std::uint32_t> next(start_.begin(), start_.end() - 1);
  for (std::size_t edge = 0; edge < edges_.size(); ++edge) {
    for_cells(range_[edge], [&](std::size_t cell) { listed_[next[cell]++] = static_cast<std::uint32_t>(edge); });
  }
}

void LandBoundary::fill_empty_cells() {
  solid_.assign(start_.size() - 1, 0);
  for (std::int32_t row = 0; row < rows_; ++row) {
    // From the east, so that the walk of an empty cell ends at the next empty one.
    for (std::int32_t column = columns_ - 1; column >= 0; --column) {
      const std::size_t cell = cell_index(column, row);
      if (start_[cell] != start_[cell + 1]) continue;
      const geo::Point centre{extent_.min_x + (column + 0.5) * cell_, extent_.min_y + (row + 0.5) * cell_};
      solid_[cell] = static_cast<std::int8_t>(winding_from(centre, column + 1, row));
    }
  }
}

int LandBoundary::winding_from(geo::Point p, std::int32_t column, std::int32_t row) const {
  // Crossings of the ray that runs east from p, up to an empty cell, whose winding is known.
  const std::int32_t first = column;
  int turns = 0;
  for (; column < columns_; ++column) {
    const std::size_t cell = cell_index(column, row);
    if (start_[cell] == start_[cell + 1]) return turns + solid_[cell];
    for (std::uint32_t i = start_[cell]; i < start_[cell + 1]; ++i) {
      const Edge& edge = edges_[listed_[i]];
      if ((edge.a.y > p.y) == (edge.b.y > p.y)) continue;
      if (column != std::max(range_[listed_[i]].first_column, first)) continue;
      const int upward = edge.b.y > edge.a.y ? 1 : -1;
      if (side_of(p, edge.a, edge.b) == upward) turns += upward;
    }
  }
  return turns;
}

int LandBoundary::winding(geo::Point p) const {
  if (edges_.empty() || !extent_.contains(p)) return 0;
  return winding_from(p, column_of(p.x), row_of(p.y));
}

std::vector<LandBoundary::Span> LandBoundary::row_spans(double y) const {
  std::vector<Span> spans;
  if (edges_.empty() || y < extent_.min_y || y > extent_.max_y) return spans;
  std::vector<std::pair<double, int>> crossings;  // from the west: +1 enters, -1 leaves the land
  const std::int32_t row = row_of(y);
  for (std::int32_t column = 0; column < columns_; ++column) {
    const std::size_t cell = cell_index(column, row);
    for (std::uint32_t i = start_[cell]; i < start_[cell + 1]; ++i) {
      const Edge& edge = edges_[listed_[i]];
      if ((edge.a.y > y) == (edge.b.y > y) || column != range_[listed_[i]].first_column) continue;
      const double x = edge.a.x + (y - edge.a.y) / (edge.b.y - edge.a.y) * (edge.b.x - edge.a.x);
      crossings.emplace_back(x, edge.b.y < edge.a.y ? 1 : -1);
    }
  }
  std::sort(crossings.begin(), crossings.end());
  int turns = 0;
  double from = 0.0;
  for (const auto& [x, step] : crossings) {
    if (turns <= 0 && turns + step > 0) from = x;
    if (turns > 0 && turns + step <= 0 && x > from) spans.emplace_back(from, x);
    turns += step;
  }
  return spans;
}

}  // namespace wardscope::analysis
