// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cartography/chart.hpp"

namespace wardscope::cartography {

/// Two parts of a whole over months, one on the other. Both parts of a month are there, or neither is.
struct StackedColumns {
  struct Column {
    std::string label;  ///< every second or fourth is written where they crowd
    ChartNumber lower;
    ChartNumber upper;
  };
  std::vector<Column> columns;
  std::string lower_name;  ///< "Crime"
  std::string upper_name;  ///< "Anti-social behaviour"
};

/// The lower part is full, the upper hatched: they are told apart without colour, on any printer. A suppressed column
/// has a ring in its place, one without numbers nothing.
std::vector<FurnitureItem> draw_chart(const StackedColumns& chart, const Box& box, const TextMeasure& measure);

}  // namespace wardscope::cartography
