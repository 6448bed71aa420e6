// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::sample {

/// A rectangle that stands at any angle.
struct TurnedBox {
  geo::Point centre;
  geo::Point along;  ///< length 1
  double half_length = 0.0;
  double half_width = 0.0;

  [[nodiscard]] std::array<geo::Point, 4> corners() const;  ///< anticlockwise
  [[nodiscard]] TurnedBox grown(double margin) const {
    return {centre, along, half_length + margin, half_width + margin};
  }
  /// True where the segment touches the box (slab test in the box's own frame).
  [[nodiscard]] bool meets(geo::Point a, geo::Point b) const;
  /// True where the boxes overlap (separating axes).
  [[nodiscard]] bool overlaps(const TurnedBox& other) const;
};

/// Boxes by place.
class BoxIndex {
 public:
  explicit BoxIndex(const geo::Extent& extent);
  void add(const TurnedBox& box);
  /// True where a stored box overlaps this one.
  [[nodiscard]] bool any_overlap(const TurnedBox& box) const;

 private:
  static constexpr double kCell = 40.0;
  template <typename Visit>
  void for_cells(const TurnedBox& box, Visit visit) const;

  geo::Extent extent_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<std::vector<std::uint32_t>> cells_;
  std::vector<TurnedBox> boxes_;
};

}  // namespace wardscope::sample
