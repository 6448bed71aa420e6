// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/dispersion_test.hpp"

#include <gsl/gsl_cdf.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

double pearson_x2(std::span<const double> counts, std::span<const double> expected) {
  double x2 = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double off = counts[i] - expected[i];
    x2 += off * off / expected[i];
  }
  return x2;
}

}  // namespace

double chi_squared_upper_tail(double x, double degrees) {
  assert(x >= 0.0 && degrees > 0.0);
  return gsl_cdf_chisq_Q(x, degrees);
}

double chi_squared_lower_tail(double x, double degrees) {
  assert(x >= 0.0 && degrees > 0.0);
  return gsl_cdf_chisq_P(x, degrees);
}

DispersionTest dispersion_test(std::span<const double> counts, std::span<const double> expected) {
  assert(counts.size() == expected.size() && counts.size() >= 2);
  DispersionTest test;
  test.x2 = pearson_x2(counts, expected);
  test.degrees = counts.size() - 1;
  const auto degrees = static_cast<double>(test.degrees);
  test.ratio = test.x2 / degrees;
  const double tail = std::min(chi_squared_upper_tail(test.x2, degrees), chi_squared_lower_tail(test.x2, degrees));
  test.p = std::min(1.0, 2.0 * tail);
  test.least_expected = *std::min_element(expected.begin(), expected.end());
  return test;
}

double ReplicatedTails::p() const {
  return std::min(1.0, 2.0 * static_cast<double>(1 + std::min(as_high, as_low)) / static_cast<double>(1 + tables));
}

ReplicatedTails replicated_tails(std::span<const double> counts, std::span<const double> expected,
                                 const Replications& replications) {
  assert(counts.size() == expected.size() && counts.size() >= 2);
  std::vector<double> up_to(expected.size());
  std::partial_sum(expected.begin(), expected.end(), up_to.begin());
  const auto incidents = std::llround(std::accumulate(counts.begin(), counts.end(), 0.0));
  // Sums of the same terms in another order differ by rounding alone: such tables tie.
  const double observed = pearson_x2(counts, expected);
  const double same = 1e-9 * (1.0 + observed);
  ReplicatedTails tails;
  std::vector<double> drawn(counts.size());
  for (std::size_t table = 0; table < replications.count; ++table) {
    core::CounterRng rng(replications.seed, replications.first + table);
    std::fill(drawn.begin(), drawn.end(), 0.0);
    for (std::int64_t i = 0; i < incidents; ++i) {
      const auto unit = std::upper_bound(up_to.begin(), up_to.end() - 1, rng.uniform() * up_to.back());
      ++drawn[static_cast<std::size_t>(unit - up_to.begin())];
    }
    const double x2 = pearson_x2(drawn, expected);
    if (x2 >= observed - same) ++tails.as_high;
    if (x2 <= observed + same) ++tails.as_low;
  }
  tails.tables = replications.count;
  return tails;
}

}  // namespace wardscope::stats
