// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wardscope::analysis {

/// Places sorted into squares, for questions about pairs within a distance: what lies within `side` of a place lies in
/// its square or in one of the eight around it. Squares without a place take no memory. O(n log n) to build.
class PlaceGrid {
 public:
  /// @pre x.size() == y.size() < 2^32, coordinates finite; side > 0
  PlaceGrid(std::span<const double> x, std::span<const double> y, double side);

  [[nodiscard]] std::size_t squares() const { return first_.size() - 1; }  ///< that hold any place
  /// The places of a square in the order of the input.
  [[nodiscard]] std::span<const std::uint32_t> places(std::size_t square) const {
    return std::span(order_).subspan(first_[square], first_[square + 1] - first_[square]);
  }
  [[nodiscard]] std::uint32_t square_of(std::size_t place) const { return square_of_[place]; }
  /// The square itself and those of the eight around it that hold any place, from the south-west.
  [[nodiscard]] std::span<const std::uint32_t> around(std::size_t square) const {
    return std::span(around_).subspan(first_around_[square], first_around_[square + 1] - first_around_[square]);
  }

 private:
  std::vector<std::uint32_t> order_;  ///< places, square by square
  std::vector<std::uint32_t> first_;  ///< by square, one more at the end
  std::vector<std::uint32_t> square_of_;
  std::vector<std::uint32_t> around_;
  std::vector<std::uint32_t> first_around_;
};

}  // namespace wardscope::analysis
