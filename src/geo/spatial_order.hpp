// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// The Morton code of a cell: bits of column and row interleaved, so that near cells have near codes. Morton
/// 1966.
std::uint64_t morton_code(std::uint32_t column, std::uint32_t row);

/// Indices of the boxes in Morton order of their centres; empty boxes last. Ties keep their order.
std::vector<std::uint32_t> spatial_order(std::span<const Extent> boxes);

/// Boxes in runs of a spatial order, with the extent of each run: finds the boxes that touch a rectangle without
/// looking at most of the others. O(n / kRun + hits).
class BoxIndex {
 public:
  explicit BoxIndex(std::vector<Extent> boxes);
  /// Adds the indices of boxes that intersect `area`, ascending.
  void find(const Extent& area, std::vector<std::uint32_t>& found) const;

 private:
  static constexpr std::size_t kRun = 64;
  std::vector<Extent> boxes_;
  std::vector<std::uint32_t> order_;
  std::vector<Extent> runs_;
};

}  // namespace wardscope::geo
