// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/empirical_bayes.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace wardscope::stats {
namespace {

/// Of all areas together.
struct Prior {
  double mean = 0.0;      ///< m
  double variance = 0.0;  ///< s^2 - m / mean P; below 0 where the rates vary less than Poisson counts do
};

Prior prior_of(std::span<const double> counts, std::span<const double> residents) {
  assert(counts.size() == residents.size() && !counts.empty());
  const double all = std::accumulate(residents.begin(), residents.end(), 0.0);
  const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / all;
  double squares = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double apart = counts[i] / residents[i] - mean;
    squares += residents[i] * apart * apart;
  }
  return {mean, squares / all - mean * static_cast<double>(counts.size()) / all};
}

}  // namespace

std::vector<double> marshall_rates(std::span<const double> counts, std::span<const double> residents) {
  const Prior prior = prior_of(counts, residents);
  const double between = std::max(0.0, prior.variance);
  std::vector<double> rates;
  rates.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double trust = between / (between + prior.mean / residents[i]);
    rates.push_back(prior.mean + trust * (counts[i] / residents[i] - prior.mean));
  }
  return rates;
}

std::vector<double> standardised_rates(std::span<const double> counts, std::span<const double> residents) {
  const Prior prior = prior_of(counts, residents);
  std::vector<double> rates;
  rates.reserve(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double poisson = prior.mean / residents[i];
    const double variance = prior.variance + poisson > 0.0 ? prior.variance + poisson : poisson;
    rates.push_back((counts[i] / residents[i] - prior.mean) / std::sqrt(variance));
  }
  return rates;
}

}  // namespace wardscope::stats
