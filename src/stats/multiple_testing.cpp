// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/multiple_testing.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace wardscope::stats {
namespace {

std::vector<std::size_t> tested_by_rising_p(std::span<const double> p) {
  std::vector<std::size_t> tested;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) tested.push_back(i);
  }
  std::sort(tested.begin(), tested.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  return tested;
}

double harmonic_sum(std::size_t count) {
  double sum = 0.0;
  for (std::size_t k = count; k > 0; --k) sum += 1.0 / static_cast<double>(k);
  return sum;
}

}  // namespace

std::vector<double> adjusted_p_values(std::span<const double> p, Correction correction) {
  std::vector<double> adjusted(p.begin(), p.end());
  if (correction == Correction::none) return adjusted;
  const std::vector<std::size_t> tested = tested_by_rising_p(p);
  const auto tests = static_cast<double>(tested.size());
  if (correction == Correction::bonferroni) {
    for (const std::size_t i : tested) adjusted[i] = std::min(1.0, tests * p[i]);
    return adjusted;
  }
  const double factor = correction == Correction::benjamini_yekutieli ? tests * harmonic_sum(tested.size()) : tests;
  double least = 1.0;
  for (std::size_t rank = tested.size(); rank > 0; --rank) {
    const std::size_t i = tested[rank - 1];
    least = std::min(least, factor / static_cast<double>(rank) * p[i]);
    adjusted[i] = least;
  }
  return adjusted;
}

}  // namespace wardscope::stats
