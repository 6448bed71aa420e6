// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "sample/building_lots.hpp"
#include "sample/ground.hpp"
#include "sample/street_network.hpp"

namespace wardscope::sample {

/// Every cell of the ground by the small area that it belongs to; small areas nest in wards.
struct AreaLabels {
  static constexpr std::int32_t kOutside = -1;

  raster::GridSpec grid;
  std::vector<std::int32_t> small_area;     ///< one a cell, or kOutside
  std::vector<std::int32_t> ward_of_small;  ///< one a small area

  [[nodiscard]] std::int32_t ward(std::size_t cell) const {
    return small_area[cell] == kOutside ? kOutside : ward_of_small[static_cast<std::size_t>(small_area[cell])];
  }
};

/// Wards grow from their middles until they meet, small areas likewise within them; main roads, the railway and rough
/// ground are slow to cross, so that borders tend to follow them. Small areas are sized by the dwellings they hold.
/// No label touches itself at a corner only, so every traced border is a simple ring.
AreaLabels label_areas(const Recipe& recipe, const Ground& ground, const StreetNetwork& streets,
                       const std::vector<SketchBuilding>& buildings);

}  // namespace wardscope::sample
