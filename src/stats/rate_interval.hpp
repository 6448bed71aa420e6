// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace wardscope::stats {

/// From `low` to `high`, both included.
struct Interval {
  double low = 0.0;
  double high = 0.0;
};

/// Exact interval for the mean of a Poisson count (Garwood 1936):
///   low = chi2(alpha / 2; 2 O) / 2, high = chi2(1 - alpha / 2; 2 O + 2) / 2
///   O the count, chi2(p; v) the p-quantile of chi-squared with v degrees of freedom, alpha = 1 - confidence.
/// low is 0 for a count of 0. @pre count >= 0, 0 < confidence < 1
Interval poisson_interval(std::int64_t count, double confidence = 0.95);

/// The same, divided by the exposure and multiplied: incidents per `per` residents. @pre exposure > 0
struct RateQuestion {
  std::int64_t count = 0;
  double exposure = 1.0;  ///< residents, km2, months …
  double per = 1000.0;
  double confidence = 0.95;
};
struct Rate {
  double value = 0.0;
  Interval interval;
};
Rate poisson_rate(const RateQuestion& question);

/// Interval for a share (Wilson 1927), good for small counts and shares near 0 and 1:
///   (p + z^2/2n -+ z sqrt(p (1 - p) / n + z^2/4n^2)) / (1 + z^2/n)
///   p = successes / trials, n trials, z the normal quantile of 1 - alpha / 2.
/// @pre 0 <= successes <= trials, trials > 0
Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence = 0.95);

/// P(X >= count) for a Poisson mean: how surprising it is to see so many. 1 for a count of 0. @pre mean >= 0
double poisson_upper_tail(std::int64_t count, double mean);

}  // namespace wardscope::stats
