// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/dbscan.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// Places sorted into square cells, row by row from the south-west, so that those near a place lie in a few runs, one a
/// row of cells. For questions on all pairs within a distance. Places of a cell keep the order of the input, so that
/// sums over pairs have one order. O(n) time and memory. Immutable.
class PairGrid {
 public:
  /// @pre at least one place, coordinates finite, reach > 0
  PairGrid(const PlacedCounts& places, double reach);

  [[nodiscard]] std::size_t size() const { return x_.size(); }
  [[nodiscard]] std::size_t cell_count() const { return columns_ * rows_; }
  [[nodiscard]] double reach() const { return reach_; }
  [[nodiscard]] double side() const { return side_; }  ///< of a cell, m

  // By position in the grid's order.
  [[nodiscard]] std::span<const double> x() const { return x_; }
  [[nodiscard]] std::span<const double> y() const { return y_; }
  [[nodiscard]] std::span<const std::uint32_t> incidents() const { return incidents_; }  ///< 1 each where none given
  [[nodiscard]] std::span<const std::uint32_t> given() const { return given_; }  ///< which place it was given as
  [[nodiscard]] bool single() const { return single_; }                          ///< one incident at each place
  [[nodiscard]] geo::Point at(std::size_t position) const { return {x_[position], y_[position]}; }

  /// Positions begin to end - 1.
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// Consecutive positions of one cell.
  struct Piece {
    std::size_t cell = 0;
    Run run;
    Run rest_of_cell;  ///< behind it
  };
  /// All positions in pieces of one cell and at most `most` positions each, ascending.
  [[nodiscard]] std::vector<Piece> pieces(std::size_t most) const;

  /// Runs that hold every place within reach of any place of the cell that comes after the cell's own: with them each
  /// pair is met once.
  template <typename Visit>
  void for_runs_after(std::size_t cell, Visit visit) const;
  /// Runs that hold every place within reach of any place of the cell, its own among them.
  template <typename Visit>
  void for_runs_around(std::size_t cell, Visit visit) const;

 private:
  [[nodiscard]] Run run_of(std::size_t row, std::size_t first_column, std::size_t last_column) const {
    return {start_[row * columns_ + first_column], start_[row * columns_ + last_column + 1]};
  }
  [[nodiscard]] std::size_t cell_of(double x, double y) const;

  double reach_ = 0.0;
  double side_ = 1.0;
  double west_ = 0.0;
  double south_ = 0.0;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  bool single_ = true;
  std::vector<std::size_t> beside_;   ///< by rows apart: columns to either side that may hold a place in reach
  std::vector<std::uint32_t> start_;  ///< first position of a cell; one more at the end
  std::vector<double> x_;
  std::vector<double> y_;
  std::vector<std::uint32_t> incidents_;
  std::vector<std::uint32_t> given_;
};

template <typename Visit>
void PairGrid::for_runs_after(std::size_t cell, Visit visit) const {
  const std::size_t row = cell / columns_;
  const std::size_t column = cell % columns_;
  if (const std::size_t last = std::min(columns_ - 1, column + beside_[0]); last > column) {
    visit(run_of(row, column + 1, last));
  }
  for (std::size_t apart = 1; apart < beside_.size() && row + apart < rows_; ++apart) {
    visit(run_of(row + apart, column - std::min(column, beside_[apart]),
                 std::min(columns_ - 1, column + beside_[apart])));
  }
}

template <typename Visit>
void PairGrid::for_runs_around(std::size_t cell, Visit visit) const {
  const std::size_t row = cell / columns_;
  const std::size_t column = cell % columns_;
  const std::size_t most = beside_.size() - 1;
  for (std::size_t other = row - std::min(row, most); other <= std::min(rows_ - 1, row + most); ++other) {
    const std::size_t apart = other > row ? other - row : row - other;
    visit(run_of(other, column - std::min(column, beside_[apart]), std::min(columns_ - 1, column + beside_[apart])));
  }
}

}  // namespace wardscope::analysis
