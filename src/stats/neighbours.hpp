// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wardscope::stats {

/// For each unit (cell, ward) the units next to it, ascending, itself not among them. Need not be mutual: the eighth
/// nearest of one may have eight nearer ones. A unit may have none (an island). Immutable.
class Neighbours {
 public:
  using Unit = std::uint32_t;

  Neighbours() = default;
  /// @pre each list names units below lists.size(), none twice, none the unit itself
  explicit Neighbours(const std::vector<std::vector<Unit>>& lists);

  [[nodiscard]] std::size_t size() const { return start_.empty() ? 0 : start_.size() - 1; }  ///< units
  [[nodiscard]] std::size_t links() const { return listed_.size(); }
  [[nodiscard]] std::span<const Unit> of(std::size_t unit) const {
    return std::span(listed_).subspan(start_[unit], start_[unit + 1] - start_[unit]);
  }
  [[nodiscard]] bool has(std::size_t unit, Unit neighbour) const;

 private:
  std::vector<std::size_t> start_;  ///< by unit into listed_; one more at the end
  std::vector<Unit> listed_;
};

/// Which cells of a lattice touch: rook those that share a side, queen those that share a corner too.
enum class Contiguity { rook, queen };

/// A lattice of columns x rows cells, row by row, of which some are units.
struct Lattice {
  std::size_t columns = 0;
  std::size_t rows = 0;
  /// One for each cell; false: no unit (the sea). Units are numbered in the order of their cells. Empty: all are.
  std::vector<bool> is_unit = {};
};

Neighbours lattice_neighbours(const Lattice& lattice, Contiguity contiguity);

}  // namespace wardscope::stats
