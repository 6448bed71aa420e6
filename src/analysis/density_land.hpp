// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// The border of the land as directed edges (land on the left), ready for the questions that density asks: is a point
/// on the land, which edges are near it, where does a raster row cross the land.
///
/// Borders that two polygons share with the same vertices cancel, so the wards of a borough may be given as they are;
/// only the coast and the outer border remain. Polygons may touch but must not overlap otherwise.
class LandBoundary {
 public:
  struct Edge {
    geo::Point a;
    geo::Point b;
  };
  /// Part of a raster row, from <= x < to.
  using Span = std::pair<double, double>;

  explicit LandBoundary(const geo::MultiPolygon& land);

  [[nodiscard]] bool empty() const { return edges_.empty(); }
  [[nodiscard]] const geo::Extent& extent() const { return extent_; }
  [[nodiscard]] double area() const { return area_; }  ///< m^2
  [[nodiscard]] const std::vector<Edge>& edges() const { return edges_; }

  /// Points on the southern and western border are in, on the northern and eastern one out, as in a raster.
  [[nodiscard]] bool contains(geo::Point p) const { return winding(p) > 0; }
  /// How often the border runs round the point, anticlockwise: 1 on the land, 0 off it.
  [[nodiscard]] int winding(geo::Point p) const;
  /// The land along the line of constant northing, from west to east.
  [[nodiscard]] std::vector<Span> row_spans(double y) const;

  /// Calls visit(edge) once for each edge that may come within `reach` of p (and for some that do not).
  template <typename Visit>
  void for_edges_near(geo::Point p, double reach, Visit visit) const;

 private:
  /// Cells that the edge's bounding rectangle touches, inclusive.
  struct CellRange {
    std::int32_t first_column, last_column, first_row, last_row;
  };
  [[nodiscard]] std::int32_t column_of(double x) const;
  [[nodiscard]] std::int32_t row_of(double y) const;
  [[nodiscard]] CellRange cells_of(const geo::Extent& extent) const;
  [[nodiscard]] std::size_t cell_index(std::int32_t column, std::int32_t row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }
  void collect_edges(const geo::MultiPolygon& land);
  void build_index();
  void fill_empty_cells();
  [[nodiscard]] int winding_from(geo::Point p, std::int32_t column, std::int32_t row) const;

  std::vector<Edge> edges_;
  geo::Extent extent_;
  double area_ = 0.0;

  // A grid of square cells, each with the edges whose bounding rectangle touches it; an empty one knows its winding.
  double cell_ = 1.0;
  std::int32_t columns_ = 0;
  std::int32_t rows_ = 0;
  std::vector<std::uint32_t> start_;   ///< by cell, into listed_; one more at the end
  std::vector<std::uint32_t> listed_;  ///< edges, ascending in each cell
  std::vector<CellRange> range_;       ///< by edge
  std::vector<std::int8_t> solid_;     ///< by cell: winding where no edge is listed
};

/// Which side of the directed line ab the point is on: +1 left, -1 right, never 0. A point on the line counts as moved
/// north by a hair and east by a hair's hair, so that every test on the same point agrees with the others.
int side_of(geo::Point p, geo::Point a, geo::Point b);

template <typename Visit>
void LandBoundary::for_edges_near(geo::Point p, double reach, Visit visit) const {
  if (edges_.empty()) return;
  const geo::Extent box = geo::Extent{p.x, p.y, p.x, p.y}.grown(reach);
  if (!box.intersects(extent_)) return;
  const CellRange near = cells_of(box);
  for (std::int32_t row = near.first_row; row <= near.last_row; ++row) {
    for (std::int32_t column = near.first_column; column <= near.last_column; ++column) {
      const std::size_t cell = cell_index(column, row);
      for (std::uint32_t i = start_[cell]; i < start_[cell + 1]; ++i) {
        const CellRange& own = range_[listed_[i]];
        // An edge is listed in several cells: the first of them in this rectangle reports it.
        if (column != std::max(own.first_column, near.first_column)) continue;
        if (row != std::max(own.first_row, near.first_row)) continue;
        visit(edges_[listed_[i]]);
      }
    }
  }
}

}  // namespace wardscope::analysis
