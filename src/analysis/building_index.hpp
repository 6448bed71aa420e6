// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "borough/places.hpp"
#include "core/units.hpp"
#include "geo/isovist.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// Buildings on a uniform grid, for questions about what stands near a point. Built once in O(walls); immutable, so
/// that any number of threads may ask. Buildings without a ring or with a coordinate that is not finite are left out.
class BuildingIndex {
 public:
  using Id = std::uint32_t;  ///< 0 … size() - 1, in the order of the set

  BuildingIndex() = default;
  explicit BuildingIndex(const borough::BuildingSet& buildings);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  /// Footprints that could not be used.
  [[nodiscard]] std::int64_t left_out() const { return left_out_; }

  /// Buildings whose extent comes within `reach` of the point, ascending. @pre reach >= 0
  [[nodiscard]] std::vector<Id> near(geo::Point p, core::Metres reach) const;
  /// The first building whose footprint holds the point, or whose wall is within `margin` of it.
  [[nodiscard]] std::optional<Id> standing_on(geo::Point p, core::Metres margin = core::Metres(0.0)) const;

  /// The footprint, exterior anticlockwise, holes clockwise: the inside is left of every wall.
  [[nodiscard]] const geo::Polygon& footprint(Id id) const { return entries_[id].footprint; }
  [[nodiscard]] const geo::Extent& extent(Id id) const { return entries_[id].extent; }
  [[nodiscard]] std::optional<core::Metres> height(Id id) const { return entries_[id].height; }

 private:
  struct Entry {
    geo::Polygon footprint;
    geo::Extent extent;
    std::optional<core::Metres> height;
  };
  [[nodiscard]] std::size_t column_of(double x) const;
  [[nodiscard]] std::size_t row_of(double y) const;
  void fill_cells();
  template <typename Visit>
  void visit_cells(const geo::Extent& extent, Visit visit) const;

  std::vector<Entry> entries_;
  std::int64_t left_out_ = 0;
  geo::Extent extent_;
  double cell_ = 1.0;  ///< m
  std::size_t columns_ = 0;
  std::size_t rows_ = 0;
  std::vector<std::uint32_t> cell_begin_;  ///< CSR: cell -> first of its ids
  std::vector<Id> cell_ids_;
};

/// Calls `visit(a, b)` for each wall of the footprint, the inside on its left.
template <typename Visit>
void for_each_wall(const geo::Polygon& footprint, Visit visit) {
  const auto walk = [&](const geo::Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) visit(ring[i - 1], ring[i]);
  };
  walk(footprint.exterior);
  for (const geo::Ring& hole : footprint.holes) walk(hole);
}

}  // namespace wardscope::analysis
