// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"

namespace wardscope::cartography {

/// A number of a chart. Suppressed numbers are marked, never drawn as zero.
struct ChartNumber {
  std::optional<double> value;
  bool suppressed = false;
};

/// A series over months or years, with a reference to hold it against.
struct LineChart {
  std::vector<std::string> labels;  ///< one a point; every second or fourth is written where they crowd
  std::vector<ChartNumber> values;
  std::vector<double> reference;                  ///< one a point, NaN where it is not known; or empty
  std::vector<std::pair<double, double>> limits;  ///< lower and upper, one a point, NaN where there are none; or empty
  std::vector<double> centre;                     ///< of the limits, one a point, NaN where there is none; or empty
  std::string value_name;                         ///< "This ward"
  std::string reference_name;                     ///< "Mean of all wards"
};

/// Shares or counts by name, longest first as given.
struct BarChart {
  struct Bar {
    std::string label;
    ChartNumber number;
    std::string text;                 ///< the number as it is written beside the bar
    std::optional<double> reference;  ///< a tick to hold it against
  };
  std::vector<Bar> bars;
  std::string reference_name;
};

/// Weekday (row, Monday first) by hour (column).
struct HourMatrix {
  std::array<std::array<ChartNumber, 24>, 7> cells;
};

// Each draws within the box in page space. Both painters and the web edition draw the items.
std::vector<FurnitureItem> draw_chart(const LineChart& chart, const Box& box, const TextMeasure& measure);
std::vector<FurnitureItem> draw_chart(const BarChart& chart, const Box& box, const TextMeasure& measure);
std::vector<FurnitureItem> draw_chart(const HourMatrix& matrix, const Box& box, const TextMeasure& measure);

/// Ends of the axis steps from 0 to the first at or above `most`: steps of 1, 2 or 5 times a power of ten, three to
/// six.
std::vector<double> axis_ticks(double most);

}  // namespace wardscope::cartography
