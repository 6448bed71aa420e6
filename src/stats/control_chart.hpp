// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace wardscope::stats {

/// Centre line and limits of a control chart of counts, in counts a period.
struct ControlLimits {
  double centre = 0.0;
  double low = 0.0;  ///< never below 0
  double high = 0.0;
};

/// Limits of a c-chart (Shewhart; Montgomery, Introduction to Statistical Quality Control, 6th ed., eq. 7.17):
///   c = mean of the counts, low = max(0, c - 3 s sqrt(c)), high = c + 3 s sqrt(c)
///   s `dispersion`: 1 where counts are Poisson; above it for counts that vary more than chance alone would make them.
/// About 3 periods in 1,000 lie outside by chance where nothing changes. For means below about 9 the lower limit is 0
/// and says nothing. @pre counts not empty, each >= 0; dispersion > 0
ControlLimits c_chart(std::span<const double> counts, double dispersion = 1.0);

/// How much more the counts vary from one period to the next than Poisson counts do (Laney 2002, for u-charts with
/// equal exposure): s = mean |z_i - z_(i-1)| / 1.128, z_i = (c_i - c) / sqrt(c); 1.128 = d2, the mean range of two
/// standard normal numbers. Slow trends do not raise it: they show as points outside. 1 where all counts are 0.
/// @pre at least 2 counts, each >= 0
double count_dispersion(std::span<const double> counts);

}  // namespace wardscope::stats
