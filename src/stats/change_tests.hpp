// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "stats/rate_interval.hpp"

namespace wardscope::stats {

/// Counts of two periods of a place.
struct PeriodCounts {
  std::int64_t earlier = 0;
  std::int64_t later = 0;
  double earlier_length = 1.0;  ///< in any unit, > 0
  double later_length = 1.0;
};

struct ChangeTest {
  double ratio = 0.0;  ///< of rates, later over earlier; NaN where the earlier count is 0
  Interval interval;   ///< of the ratio, 95 %, exact (Clopper & Pearson 1934 of the share); 0 and infinity at the ends
  double p = 1.0;      ///< two-sided: twice the smaller tail, 1 at most
};

/// Whether the rate of a place changed: given the sum of two Poisson counts, the later one is binomial with share
/// T2 / (T1 + T2) where the rates are the same (Przyborowski & Wilenski 1940). Exact; p 1 where both counts are 0.
/// The periods must be of the same months, else it tests the season. @pre counts >= 0, lengths > 0
ChangeTest change_test(const PeriodCounts& counts);

/// P(X <= k) for X binomial. @pre 0 <= k <= n, 0 <= share <= 1
double binomial_lower_tail(std::int64_t k, std::int64_t n, double share);

struct TrendTest {
  double s = 0.0;    ///< pairs that rise less pairs that fall
  double tau = 0.0;  ///< Kendall's tau-b; 0 where all values are equal
  double z = 0.0;    ///< with continuity correction
  double p = 1.0;    ///< two-sided, normal
};

/// Mann-Kendall: do values rise or fall over time, whatever the shape? (Mann 1945; Kendall 1975; variance with ties.)
/// Values that lie no further apart than a thousand-millionth of the greatest are ties: computed scores that are equal
/// differ in their last digits. O(n^2). @pre at least 4 values, finite
TrendTest mann_kendall(std::span<const double> values);

}  // namespace wardscope::stats
