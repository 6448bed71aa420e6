// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/neighbours.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

namespace wardscope::stats {

Neighbours::Neighbours(const std::vector<std::vector<Unit>>& lists) {
  start_.reserve(lists.size() + 1);
  start_.push_back(0);
  for (const std::vector<Unit>& list : lists) {
    listed_.insert(listed_.end(), list.begin(), list.end());
    std::sort(listed_.begin() + static_cast<std::ptrdiff_t>(start_.back()), listed_.end());
    start_.push_back(listed_.size());
  }
  assert(std::all_of(listed_.begin(), listed_.end(), [&](Unit unit) { return unit < lists.size(); }));
}

bool Neighbours::has(std::size_t unit, Unit neighbour) const {
  const auto own = of(unit);
  return std::binary_search(own.begin(), own.end(), neighbour);
}

Neighbours lattice_neighbours(const Lattice& lattice, Contiguity contiguity) {
  const std::size_t cells = lattice.columns * lattice.rows;
  assert(lattice.is_unit.empty() || lattice.is_unit.size() == cells);
  std::vector<std::optional<Neighbours::Unit>> unit_of(cells);
  Neighbours::Unit units = 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (lattice.is_unit.empty() || lattice.is_unit[cell]) unit_of[cell] = units++;
  }
  std::vector<std::vector<Neighbours::Unit>> lists(units);
  for (std::size_t row = 0; row < lattice.rows; ++row) {
    for (std::size_t column = 0; column < lattice.columns; ++column) {
      const auto own = unit_of[row * lattice.columns + column];
      if (!own) continue;
      for (std::size_t y = row == 0 ? 0 : row - 1; y <= std::min(row + 1, lattice.rows - 1); ++y) {
        for (std::size_t x = column == 0 ? 0 : column - 1; x <= std::min(column + 1, lattice.columns - 1); ++x) {
          const auto other = unit_of[y * lattice.columns + x];
          const bool diagonal = x != column && y != row;
          if (!other || *other == *own || (diagonal && contiguity == Contiguity::rook)) continue;
          lists[*own].push_back(*other);
        }
      }
    }
  }
  return Neighbours(lists);
}

}  // namespace wardscope::stats
