// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/concentration.hpp"

#include <gsl/gsl_sf_bessel.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <numeric>

#include "stats/rate_interval.hpp"

namespace wardscope::stats {
namespace {

double sum_of(std::span<const double> counts) { return std::accumulate(counts.begin(), counts.end(), 0.0); }

}  // namespace

double gini(std::span<const double> counts) {
  assert(!counts.empty() && sum_of(counts) > 0.0);
  std::vector<double> ascending(counts.begin(), counts.end());
  std::sort(ascending.begin(), ascending.end());
  const auto n = static_cast<double>(ascending.size());
  double weighed = 0.0;
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    weighed += (2.0 * static_cast<double>(i + 1) - n - 1.0) * ascending[i];
  }
  return weighed / (n * sum_of(counts));
}

double adjusted_gini(std::span<const double> counts) {
  const double units_an_incident = static_cast<double>(counts.size()) / sum_of(counts);
  return std::max(units_an_incident, 1.0) * (gini(counts) - 1.0) + 1.0;
}

std::vector<RankedUnit> ranked_units(std::span<const double> counts) {
  std::vector<RankedUnit> ranked;
  ranked.reserve(counts.size());
  for (std::size_t unit = 0; unit < counts.size(); ++unit) ranked.push_back({unit, counts[unit], 0.0, 0.0});
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const RankedUnit& a, const RankedUnit& b) { return a.count > b.count; });
  const double all = sum_of(counts);
  double so_far = 0.0;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    so_far += ranked[i].count;
    ranked[i].units_share = static_cast<double>(i + 1) / static_cast<double>(ranked.size());
    ranked[i].counts_share = all > 0.0 ? so_far / all : 0.0;
  }
  return ranked;
}

double share_of_units_holding(std::span<const double> counts, double share) {
  assert(share > 0.0 && share <= 1.0 && sum_of(counts) > 0.0);
  const std::vector<RankedUnit> ranked = ranked_units(counts);
  // Sums of shares end a rounding error beside the share that they reach.
  constexpr double kRounding = 1e-12;
  const auto reached = std::find_if(ranked.begin(), ranked.end(),
                                    [share](const RankedUnit& unit) { return unit.counts_share >= share - kRounding; });
  return reached == ranked.end() ? 1.0 : reached->units_share;
}

double gini_by_chance(double mean) {
  assert(mean > 0.0 && std::isfinite(mean));
  return gsl_sf_bessel_I0_scaled(2.0 * mean) + gsl_sf_bessel_I1_scaled(2.0 * mean);
}

double share_held_by_chance(double mean, double units_share) {
  assert(mean > 0.0 && 0.0 <= units_share && units_share <= 1.0);
  if (units_share == 0.0) return 0.0;
  const auto at_least = [mean](std::int64_t k) { return poisson_upper_tail(k, mean); };
  // The least k of which the units that hold k or more are no more than the share, by doubling, then halving; all units
  // hold 0 or more.
  if (units_share >= 1.0) return 1.0;
  std::int64_t k = 1;
  while (at_least(k) > units_share) k *= 2;
  for (std::int64_t below = k / 2; k - below > 1;) {
    const std::int64_t middle = below + (k - below) / 2;
    (at_least(middle) > units_share ? below : k) = middle;
  }
  // What follows them are units with k - 1 incidents each.
  const double held_above = at_least(k - 1);
  return std::min(1.0, held_above + (units_share - at_least(k)) * static_cast<double>(k - 1) / mean);
}

double share_held(std::span<const RankedUnit> ranked, double units_share) {
  assert(!ranked.empty() && 0.0 <= units_share && units_share <= 1.0);
  const double at = units_share * static_cast<double>(ranked.size());
  const auto whole = std::min(static_cast<std::size_t>(at), ranked.size());
  const double before = whole == 0 ? 0.0 : ranked[whole - 1].counts_share;
  if (whole == ranked.size()) return before;
  return before + (at - static_cast<double>(whole)) * (ranked[whole].counts_share - before);
}

double location_quotient(const QuotientCounts& counts) {
  const double denominator = counts.all_here * counts.kind_everywhere;
  return denominator > 0.0 ? counts.kind_here * counts.all_everywhere / denominator : 0.0;
}

}  // namespace wardscope::stats
