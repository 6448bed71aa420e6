// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/spatial_association.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace wardscope::stats {
namespace {

constexpr double kNotTested = std::numeric_limits<double>::quiet_NaN();

double square(double x) { return x * x; }

/// Sums of the values, about their mean so that large values lose no digits.
struct Centred {
  std::vector<double> z;
  double squares = 0.0;  ///< sum z^2
  double fourth = 0.0;   ///< sum z^4
};

Centred centred(std::span<const double> values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  Centred all;
  for (const double value : values) {
    const double z = value - mean;
    all.z.push_back(z);
    all.squares += z * z;
    all.fourth += square(z * z);
  }
  return all;
}

double sum_over(std::span<const Neighbours::Unit> units, const std::vector<double>& z) {
  double sum = 0.0;
  for (const Neighbours::Unit unit : units) sum += z[unit];
  return sum;
}

double weight_of_link(std::size_t neighbours, WeightStyle style) {
  return style == WeightStyle::binary ? 1.0 : 1.0 / static_cast<double>(neighbours);
}

Association tested(double value, double expected, double variance) {
  const double z = variance > 0.0 ? (value - expected) / std::sqrt(variance) : kNotTested;
  return {value, expected, variance, z, two_sided_p(z)};
}

/// The sums of weights that Cliff and Ord call S0, S1 and S2.
struct WeightSums {
  double s0 = 0.0;
  double s1 = 0.0;
  double s2 = 0.0;
};

WeightSums weight_sums(const Neighbours& neighbours, WeightStyle style) {
  WeightSums sums;
  std::vector<double> out(neighbours.size(), 0.0);
  std::vector<double> in(neighbours.size(), 0.0);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    const auto own = neighbours.of(i);
    const double there = weight_of_link(own.size(), style);
    for (const Neighbours::Unit j : own) {
      out[i] += there;
      in[j] += there;
      sums.s0 += there;
      // Of a mutual link each end adds its half when its turn comes; of another, this end adds both.
      const bool mutual = neighbours.has(j, static_cast<Neighbours::Unit>(i));
      const double back = mutual ? weight_of_link(neighbours.of(j).size(), style) : 0.0;
      sums.s1 += (mutual ? 0.5 : 1.0) * square(there + back);
    }
  }
  for (std::size_t i = 0; i < neighbours.size(); ++i) sums.s2 += square(out[i] + in[i]);
  return sums;
}

}  // namespace

double two_sided_p(double z) { return std::erfc(std::fabs(z) / std::sqrt(2.0)); }

std::vector<double> getis_ord_z(std::span<const double> values, const Neighbours& neighbours, Self self) {
  assert(values.size() == neighbours.size() && values.size() >= 3);
  const Centred all = centred(values);
  const auto n = static_cast<double>(values.size());
  std::vector<double> z(values.size(), kNotTested);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    const bool counts_itself = self == Self::included;
    const double units = static_cast<double>(own.size()) + (counts_itself ? 1.0 : 0.0);
    const double others = counts_itself ? n : n - 1.0;  // that the neighbourhood is drawn from
    // About the mean of all, the mean of all but i is -z_i / (n - 1).
    const double mean = counts_itself ? 0.0 : -all.z[i] / others;
    const double squares = counts_itself ? all.squares : all.squares - square(all.z[i]);
    const double variance = squares / others - square(mean);
    const double spread = variance * (others * units - square(units)) / (others - 1.0);
    if (units == 0.0 || !(spread > 0.0)) continue;
    const double sum = sum_over(own, all.z) + (counts_itself ? all.z[i] : 0.0);
    z[i] = (sum - units * mean) / std::sqrt(spread);
  }
  return z;
}

Association moran_i(std::span<const double> values, const Neighbours& neighbours, WeightStyle style) {
  assert(values.size() == neighbours.size());
  std::vector<double> taking_part;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!neighbours.of(i).empty()) taking_part.push_back(values[i]);
  }
  assert(taking_part.size() >= 4);
  const Centred all = centred(taking_part);
  std::vector<double> z(values.size(), 0.0);
  for (std::size_t i = 0, k = 0; i < values.size(); ++i) {
    if (!neighbours.of(i).empty()) z[i] = all.z[k++];
  }
  double products = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    if (!own.empty()) products += weight_of_link(own.size(), style) * z[i] * sum_over(own, z);
  }
  const auto [s0, s1, s2] = weight_sums(neighbours, style);
  const auto n = static_cast<double>(taking_part.size());
  const double kurtosis = n * all.fourth / square(all.squares);
  const double expected = -1.0 / (n - 1.0);
  const double second = (n * ((n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s0 * s0) -
                         kurtosis * ((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s0 * s0)) /
                        ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0);
  return tested(n / s0 * products / all.squares, expected, second - square(expected));
}

std::vector<Association> local_moran(std::span<const double> values, const Neighbours& neighbours,
                                     const LocalMoranQuestion& question) {
  assert(values.size() == neighbours.size() && values.size() >= 3);
  const Centred all = centred(values);
  const auto n = static_cast<double>(values.size());
  const double m2 = all.squares / n;
  const double kurtosis = n * all.fourth / square(all.squares);
  std::vector<Association> locals;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto own = neighbours.of(i);
    if (own.empty()) {
      locals.push_back({kNotTested, kNotTested, kNotTested, kNotTested, kNotTested});
      continue;
    }
    const double link = weight_of_link(own.size(), question.style);
    const double sum = link * static_cast<double>(own.size());              // of weights
    const double squares = square(link) * static_cast<double>(own.size());  // of weights
    const double z = all.z[i];
    const double value = z / m2 * link * sum_over(own, all.z);
    if (question.moments == LocalMoments::conditional) {
      const double variance =
          square(z / m2) * n / (n - 2.0) * (squares - square(sum) / (n - 1.0)) * (m2 - square(z) / (n - 1.0));
      locals.push_back(tested(value, -square(z) * sum / ((n - 1.0) * m2), variance));
    } else {
      const double pairs = square(sum) - squares;  // 2 W_i(kh)
      const double variance = squares * (n - kurtosis) / (n - 1.0) +
                              pairs * (2.0 * kurtosis - n) / ((n - 1.0) * (n - 2.0)) - square(sum / (n - 1.0));
      locals.push_back(tested(value, -sum / (n - 1.0), variance));
    }
  }
  return locals;
}

}  // namespace wardscope::stats
