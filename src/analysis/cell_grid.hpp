// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::analysis {

enum class CellShape { square, hexagon };

struct CellOptions {
  CellShape shape = CellShape::hexagon;
  /// Side of a square; of a hexagon the distance between two opposite sides. 10 m … 10 km
  core::Metres size{150.0};
};

void describe(CellOptions& options, core::ParameterVisitor& visitor);

/// "hexagons of 150 m", "squares of 100 m": for titles and provenance.
std::string describe_in_words(const CellOptions& options);

/// Equal cells that tile an extent, row by row from the south-west. They are anchored at the origin of the National
/// Grid, so that the same ground has the same cells whatever extent, month or type is asked for. Immutable.
///
/// A point on the border of two squares belongs to the eastern or northern one; of hexagons (which stand on a corner,
/// odd rows moved east by half a cell) to the one whose centre is nearest, on an upright side to the eastern one.
class CellGrid {
 public:
  /// Cells that a grid may have.
  static constexpr double kMostCells = 4e6;

  /// @returns invalid_argument where the size is out of its range, the extent is empty or would need too many cells.
  static core::Result<CellGrid> covering(const geo::Extent& extent, const CellOptions& options);

  [[nodiscard]] std::size_t size() const { return columns_ * rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] double cell_km2() const;
  [[nodiscard]] geo::Point centre(std::size_t cell) const;
  /// Anticlockwise; corners that cells share are equal to the last bit.
  [[nodiscard]] geo::Polygon outline(std::size_t cell) const;
  /// Nothing for a point off the grid.
  [[nodiscard]] std::optional<std::size_t> cell_at(geo::Point p) const;
  /// Which of the units (cells, ascending) touch. Hexagons that touch share a side: contiguity is of no matter to them.
  [[nodiscard]] stats::Neighbours neighbours(const std::vector<std::size_t>& units, stats::Contiguity contiguity) const;

 private:
  struct Position {
    std::int64_t column;
    std::int64_t row;
  };
  [[nodiscard]] Position position(std::size_t cell) const;
  [[nodiscard]] std::optional<std::size_t> cell_of(Position position) const;
  [[nodiscard]] Position position_of(geo::Point p) const;
  [[nodiscard]] geo::Point corner(std::int64_t half_widths, std::int64_t steps) const;

  CellShape shape_ = CellShape::square;
  double size_ = 1.0;  ///< m
  std::int64_t first_column_ = 0;
  std::int64_t first_row_ = 0;
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace wardscope::analysis
