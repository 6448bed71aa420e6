// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/control_chart.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace wardscope::stats {
namespace {

constexpr double kSigmas = 3.0;
constexpr double kMeanRangeOfTwo = 1.128;  // d2 for n = 2: 2 / sqrt(pi)

double mean(std::span<const double> counts) {
  return std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
}

}  // namespace

ControlLimits c_chart(std::span<const double> counts, double dispersion) {
  assert(!counts.empty() && dispersion > 0);
  const double centre = mean(counts);
  const double reach = kSigmas * dispersion * std::sqrt(centre);
  return {centre, std::max(0.0, centre - reach), centre + reach};
}

double count_dispersion(std::span<const double> counts) {
  assert(counts.size() >= 2);
  const double centre = mean(counts);
  if (centre <= 0) return 1.0;
  double ranges = 0.0;
  for (std::size_t i = 1; i < counts.size(); ++i) ranges += std::abs(counts[i] - counts[i - 1]);
  return ranges / static_cast<double>(counts.size() - 1) / std::sqrt(centre) / kMeanRangeOfTwo;
}

}  // namespace wardscope::stats
