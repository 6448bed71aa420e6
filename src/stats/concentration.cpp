// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/concentration.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

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

double location_quotient(const QuotientCounts& counts) {
  const double denominator = counts.all_here * counts.kind_everywhere;
  return denominator > 0.0 ? counts.kind_here * counts.all_everywhere / denominator : 0.0;
}

}  // namespace wardscope::stats
