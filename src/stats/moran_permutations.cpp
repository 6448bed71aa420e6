// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/moran_permutations.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/random.hpp"

namespace wardscope::stats {

MoranPermutations::MoranPermutations(std::span<const double> values, const Neighbours& neighbours, std::uint64_t seed)
    : neighbours_(neighbours), seed_(seed), z_(values.size(), 0.0) {
  assert(values.size() == neighbours.size());
  double sum = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (neighbours.of(i).empty()) continue;
    units_.push_back(static_cast<std::uint32_t>(i));
    sum += values[i];
  }
  assert(units_.size() >= 4);
  const double mean = sum / static_cast<double>(units_.size());
  for (const std::uint32_t unit : units_) {
    z_[unit] = values[unit] - mean;
    squares_ += z_[unit] * z_[unit];
  }
  assert(squares_ > 0.0);
}

double MoranPermutations::permuted(std::size_t b) const {
  core::CounterRng rng(seed_, b);
  std::vector<double> z = z_;
  for (std::size_t left = units_.size(); left > 1; --left) {
    std::swap(z[units_[left - 1]], z[units_[rng.below(left)]]);
  }
  return moran(z);
}

double MoranPermutations::moran(const std::vector<double>& z) const {
  // n / S0 = 1: the weights of each unit add up to 1.
  double products = 0.0;
  for (const std::uint32_t unit : units_) {
    const auto own = neighbours_.of(unit);
    double sum = 0.0;
    for (const auto other : own) sum += z[other];
    products += z[unit] * sum / static_cast<double>(own.size());
  }
  return products / squares_;
}

PermutationP p_among(double observed, std::span<const double> permuted) {
  constexpr double kRounding = 1e-12;  // Moran's I is of the order of 1
  double high = 1.0;
  double low = 1.0;
  for (const double value : permuted) {
    high += value >= observed - kRounding ? 1.0 : 0.0;
    low += value <= observed + kRounding ? 1.0 : 0.0;
  }
  const double all = static_cast<double>(permuted.size()) + 1.0;
  return {high / all, low / all, std::min(1.0, 2.0 * std::min(high, low) / all)};
}

}  // namespace wardscope::stats
