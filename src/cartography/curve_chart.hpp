// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "cartography/text_measure.hpp"

namespace wardscope::cartography {

/// Curves over a number: the share of incidents over the share of land, a function over a distance.
struct CurveChart {
  struct Curve {
    std::string name;
    std::vector<double> y;  ///< one an x, NaN where it is not known or may not be told: the curve breaks there
  };
  std::string x_name;  ///< "Of the land (%)"
  std::vector<double> x;
  std::vector<Curve> curves;                    ///< the first is the one that the chart is about; at most four
  std::vector<std::pair<double, double>> band;  ///< low and high, one an x, NaN where there are none; or empty
  std::string band_name;                        ///< "What chance may do"
};

/// Draws within the box, in page space. Curves are told apart by colour and by the marks on them.
/// @pre every curve has as many values as there are x, which are finite and rise
std::vector<FurnitureItem> draw_chart(const CurveChart& chart, const Box& box, const TextMeasure& measure);

/// Steps of 1, 2 or 5 times a power of ten, from the last at or below `least` to the first at or above `most`; 0 is
/// among them where it lies between.
std::vector<double> ticks_between(double least, double most);

}  // namespace wardscope::cartography
