// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/cell_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kCellSizes{10.0, 10000.0};
constexpr std::array<core::Choice, 2> kCellShapes{{{"square", "Squares"}, {"hexagon", "Hexagons"}}};

// A hexagon on its corner, with sides `size` apart: rows lie three steps of this apart, its corners one and two.
double step_of(double size) { return size / (2.0 * std::numbers::sqrt3); }
constexpr std::int64_t kStepsARow = 3;

bool is_odd(std::int64_t row) { return row % 2 != 0; }

}  // namespace

void describe(CellOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"cells", "Cells", "Shape of the cells that incidents are counted in"}, kCellShapes,
                      options.shape);
  visitor.metres({"cell-size", "Cell size (m)", "Side of a square, or distance between opposite sides of a hexagon"},
                 kCellSizes, options.size);
}

std::string describe_in_words(const CellOptions& options) {
  return fmt::format("{} of {:g} m", options.shape == CellShape::square ? "squares" : "hexagons", options.size.value());
}

core::Result<CellGrid> CellGrid::covering(const geo::Extent& extent, const CellOptions& options) {
  const double size = options.size.value();
  if (!(size >= kCellSizes.least && size <= kCellSizes.most)) {
    return core::invalid_argument(
        fmt::format("cells of {:g} m: their size must be {:g} to {:g} m; 100 to 300 suits a town", size,
                    kCellSizes.least, kCellSizes.most));
  }
  if (extent.empty()) return core::invalid_argument("there is no ground to lay cells on: import wards or incidents");
  CellGrid grid;
  grid.shape_ = options.shape;
  grid.size_ = size;
  const double row_height = options.shape == CellShape::square ? size : static_cast<double>(kStepsARow) * step_of(size);
  if (extent.width() / size * (extent.height() / row_height) > kMostCells) {
    const double enough = std::ceil(std::sqrt(extent.width() * extent.height() / (0.8 * kMostCells)));
    return core::invalid_argument(fmt::format(
        "cells of {:g} m over {:.1f} km by {:.1f} km would be more than {:.0f} million; use {:.0f} m or more", size,
        extent.width() / 1000.0, extent.height() / 1000.0, kMostCells / 1e6, enough));
  }
  // A ring of cells more than the corners of the extent ask for: hexagons reach past their rows and columns.
  constexpr std::int64_t kRing = 1;
  const Position low = grid.position_of({extent.min_x, extent.min_y});
  const Position high = grid.position_of({extent.max_x, extent.max_y});
  grid.first_column_ = low.column - kRing;
  grid.first_row_ = low.row - kRing;
  grid.columns_ = static_cast<std::size_t>(high.column - low.column + 2 * kRing + 1);
  grid.rows_ = static_cast<std::size_t>(high.row - low.row + 2 * kRing + 1);
  return grid;
}

double CellGrid::cell_km2() const {
  const double area = shape_ == CellShape::square ? size_ * size_ : size_ * size_ * std::numbers::sqrt3 / 2.0;
  return core::from_square_metres(area).value();
}

CellGrid::Position CellGrid::position(std::size_t cell) const {
  return {first_column_ + static_cast<std::int64_t>(cell % columns_),
          first_row_ + static_cast<std::int64_t>(cell / columns_)};
}

std::optional<std::size_t> CellGrid::cell_of(Position position) const {
  const std::int64_t column = position.column - first_column_;
  const std::int64_t row = position.row - first_row_;
  if (column < 0 || row < 0 || column >= static_cast<std::int64_t>(columns_) ||
      row >= static_cast<std::int64_t>(rows_)) {
    return std::nullopt;
  }
  return static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column);
}

CellGrid::Position CellGrid::position_of(geo::Point p) const {
  if (shape_ == CellShape::square) {
    return {static_cast<std::int64_t>(std::floor(p.x / size_)), static_cast<std::int64_t>(std::floor(p.y / size_))};
  }
  // A hexagon holds what is nearest to its centre: of the rows below and above, the nearest centre of each.
  const double row_height = static_cast<double>(kStepsARow) * step_of(size_);
  const auto below = static_cast<std::int64_t>(std::floor(p.y / row_height));
  Position best{0, 0};
  double least = std::numeric_limits<double>::infinity();
  for (const std::int64_t row : {below, below + 1}) {
    const double shift = is_odd(row) ? 0.5 : 0.0;
    const auto column = static_cast<std::int64_t>(std::floor(p.x / size_ - shift + 0.5));
    const double across = p.x - (static_cast<double>(column) + shift) * size_;
    const double up = p.y - static_cast<double>(row) * row_height;
    const double squared = across * across + up * up;
    if (squared < least) {
      least = squared;
      best = {column, row};
    }
  }
  return best;
}

geo::Point CellGrid::corner(std::int64_t half_widths, std::int64_t steps) const {
  return {static_cast<double>(half_widths) * (size_ / 2.0), static_cast<double>(steps) * step_of(size_)};
}

geo::Point CellGrid::centre(std::size_t cell) const {
  const auto [column, row] = position(cell);
  if (shape_ == CellShape::hexagon) return corner(2 * column + (is_odd(row) ? 1 : 0), kStepsARow * row);
  return {(static_cast<double>(column) + 0.5) * size_, (static_cast<double>(row) + 0.5) * size_};
}

geo::Polygon CellGrid::outline(std::size_t cell) const {
  const auto [column, row] = position(cell);
  if (shape_ == CellShape::square) {
    return geo::to_polygon({static_cast<double>(column) * size_, static_cast<double>(row) * size_,
                            static_cast<double>(column + 1) * size_, static_cast<double>(row + 1) * size_});
  }
  const std::int64_t x = 2 * column + (is_odd(row) ? 1 : 0);
  const std::int64_t y = kStepsARow * row;
  geo::Polygon hexagon;
  hexagon.exterior = {corner(x, y - 2),     corner(x + 1, y - 1), corner(x + 1, y + 1), corner(x, y + 2),
                      corner(x - 1, y + 1), corner(x - 1, y - 1), corner(x, y - 2)};
  return hexagon;
}

std::optional<std::size_t> CellGrid::cell_at(geo::Point p) const { return cell_of(position_of(p)); }

stats::Neighbours CellGrid::neighbours(const std::vector<std::size_t>& units, stats::Contiguity contiguity) const {
  constexpr std::array<Position, 8> kAroundSquare{
      {{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}}};
  constexpr std::size_t kSides = 4;
  constexpr std::array<Position, 6> kAroundEven{{{-1, 0}, {1, 0}, {-1, -1}, {0, -1}, {-1, 1}, {0, 1}}};
  constexpr std::array<Position, 6> kAroundOdd{{{-1, 0}, {1, 0}, {0, -1}, {1, -1}, {0, 1}, {1, 1}}};
  std::vector<stats::Neighbours::Unit> unit_of(size(), static_cast<stats::Neighbours::Unit>(units.size()));
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    unit_of[units[unit]] = static_cast<stats::Neighbours::Unit>(unit);
  }
  std::vector<std::vector<stats::Neighbours::Unit>> lists(units.size());
  for (std::size_t unit = 0; unit < units.size(); ++unit) {
    const auto [column, row] = position(units[unit]);
    std::span<const Position> around = kAroundSquare;
    if (contiguity == stats::Contiguity::rook) around = around.first(kSides);
    if (shape_ == CellShape::hexagon) around = is_odd(row) ? std::span<const Position>(kAroundOdd) : kAroundEven;
    for (const Position& step : around) {
      const auto other = cell_of({column + step.column, row + step.row});
      if (other && unit_of[*other] < units.size()) lists[unit].push_back(unit_of[*other]);
    }
  }
  return stats::Neighbours(lists);
}

}  // namespace wardscope::analysis
