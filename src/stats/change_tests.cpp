// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/change_tests.hpp"

#include <gsl/gsl_cdf.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

#include "stats/gsl_errors.hpp"

namespace wardscope::stats {
namespace {

constexpr double kAlpha = 0.05;

/// Above so many the incomplete beta function of GSL no longer converges near its middle; the normal distribution is
/// off by less than 0.0004 there.
constexpr double kLargestExact = 2e6;

double normal_upper_tail(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

/// P(X >= k) for X binomial, 1 <= k <= n: I(share; k, n - k + 1), which keeps its digits in the far tail.
double at_least(std::int64_t k, std::int64_t n, double share) {
  keep_gsl_from_aborting();
  const auto trials = static_cast<double>(n);
  const auto successes = static_cast<double>(k);
  if (trials <= kLargestExact) return gsl_cdf_beta_P(share, successes, trials - successes + 1.0);
  return normal_upper_tail((successes - 0.5 - trials * share) / std::sqrt(trials * share * (1.0 - share)));
}

/// P(X <= k), 0 <= k < n.
double at_most(std::int64_t k, std::int64_t n, double share) {
  keep_gsl_from_aborting();
  const auto trials = static_cast<double>(n);
  const auto successes = static_cast<double>(k);
  if (trials <= kLargestExact) return gsl_cdf_beta_Q(share, successes + 1.0, trials - successes);
  return normal_upper_tail((trials * share - successes - 0.5) / std::sqrt(trials * share * (1.0 - share)));
}

/// The share at which a tail that rises with it is alpha / 2. By halving: the inverse of GSL fails to converge for some
/// thousands.
template <typename Tail>
double share_at(Tail tail) {
  constexpr int kHalvings = 60;  // to the last digit of shares above 1e-3
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < kHalvings && high - low > 1e-16; ++i) {
    const double middle = 0.5 * (low + high);
    (tail(middle) < kAlpha / 2.0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// Exact interval of a binomial share.
Interval clopper_pearson(std::int64_t k, std::int64_t n) {
  Interval interval{0.0, 1.0};
  if (k > 0) interval.low = share_at([&](double share) { return at_least(k, n, share); });
  if (k < n) interval.high = 1.0 - share_at([&](double rest) { return at_most(k, n, 1.0 - rest); });
  return interval;
}

/// Of a share of all incidents in the later period, the ratio of rates.
double ratio_of(double share, const PeriodCounts& counts) {
  if (share >= 1.0) return std::numeric_limits<double>::infinity();
  return share / (1.0 - share) * counts.earlier_length / counts.later_length;
}

/// Which of the different values, in ascending order, each is.
std::vector<std::size_t> ranks_with_ties(std::span<const double> values) {
  constexpr double kRounding = 1e-9;  // of the greatest
  double greatest = 0.0;
  for (const double value : values) greatest = std::max(greatest, std::fabs(value));
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<std::size_t> ranks(values.size(), 0);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const bool tied = values[order[i]] - values[order[i - 1]] <= kRounding * greatest;
    ranks[order[i]] = ranks[order[i - 1]] + (tied ? 0 : 1);
  }
  return ranks;
}

}  // namespace

double binomial_lower_tail(std::int64_t k, std::int64_t n, double share) {
  assert(0 <= k && k <= n);
  if (k == n) return 1.0;
  return at_most(k, n, share);
}

ChangeTest change_test(const PeriodCounts& counts) {
  assert(counts.earlier >= 0 && counts.later >= 0 && counts.earlier_length > 0.0 && counts.later_length > 0.0);
  const std::int64_t all = counts.earlier + counts.later;
  ChangeTest test;
  test.ratio = std::numeric_limits<double>::quiet_NaN();
  test.interval = {0.0, std::numeric_limits<double>::infinity()};
  if (all == 0) return test;
  const double same = counts.later_length / (counts.earlier_length + counts.later_length);
  const double lower = binomial_lower_tail(counts.later, all, same);
  // Not 1 less the lower tail, of which nothing is left far out.
  const double upper = counts.later == 0 ? 1.0 : at_least(counts.later, all, same);
  test.p = std::min(1.0, 2.0 * std::min(lower, upper));
  const Interval share = clopper_pearson(counts.later, all);
  test.interval = {ratio_of(share.low, counts), ratio_of(share.high, counts)};
  if (counts.earlier > 0) {
    test.ratio = static_cast<double>(counts.later) / counts.later_length /
                 (static_cast<double>(counts.earlier) / counts.earlier_length);
  }
  return test;
}

TrendTest mann_kendall(std::span<const double> values) {
  assert(values.size() >= 4);
  const std::vector<std::size_t> ranks = ranks_with_ties(values);
  TrendTest test;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = i + 1; j < ranks.size(); ++j) {
      test.s += ranks[j] > ranks[i] ? 1.0 : ranks[j] < ranks[i] ? -1.0 : 0.0;
    }
  }
  std::map<std::size_t, double> ties;
  for (const std::size_t rank : ranks) ++ties[rank];
  const auto n = static_cast<double>(values.size());
  double variance = n * (n - 1.0) * (2.0 * n + 5.0);
  double tied_pairs = 0.0;
  for (const auto& [rank, count] : ties) {
    variance -= count * (count - 1.0) * (2.0 * count + 5.0);
    tied_pairs += count * (count - 1.0) / 2.0;
  }
  variance /= 18.0;
  if (!(variance > 0.0)) return test;
  const double pairs = n * (n - 1.0) / 2.0;
  test.tau = test.s / std::sqrt(pairs * (pairs - tied_pairs));
  const double towards_none = test.s > 0.0 ? -1.0 : test.s < 0.0 ? 1.0 : 0.0;
  test.z = (test.s + towards_none) / std::sqrt(variance);
  test.p = std::erfc(std::fabs(test.z) / std::sqrt(2.0));
  return test;
}

}  // namespace wardscope::stats
