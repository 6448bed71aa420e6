// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cartography/legend.hpp"
#include "cartography/scene.hpp"
#include "project/project.hpp"

namespace wardscope::cartography {

/// The number of one area, as a choropleth classes it.
struct AreaNumber {
  std::optional<double> value;
  bool suppressed =
      false;  ///< there is a number that must not be shown: grey hatch; else no value is no data: white hatch
};

/// The fill of each area and the key to the fills.
struct Choropleth {
  std::vector<std::uint8_t> fill_of;  ///< one a number
  std::vector<Colour> fills;
  std::vector<Hatch> hatches;
  std::vector<LegendRow> rows;  ///< classes from low to high, then suppressed and no data where they occur
};

/// Classes the numbers by the style's rule and colours them by its palette ("default": yellow to red, or blue-red where
/// numbers lie on both sides of zero, then with classes alike on both sides). Areas with equal numbers share a class,
/// so there may be fewer classes than asked for.
Choropleth classify(const std::vector<AreaNumber>& numbers, const project::Style& style);

}  // namespace wardscope::cartography
