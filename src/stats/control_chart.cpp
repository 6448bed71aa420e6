// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/control_chart.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "stats/change_tests.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::stats {
namespace {

constexpr double kSigmas = 3.0;
constexpr double kMeanRangeOfTwo = 1.128;  // d2 for n = 2: 2 / sqrt(pi)

double mean(std::span<const double> counts) {
  return std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
}

/// Of one incident over its size.
double unit_variance(double centre, ChartKind kind) {
  return kind == ChartKind::share ? centre * (1.0 - centre) : centre;
}

constexpr double kTail = 0.00135;  // beyond three sigma, on one side

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

double chart_centre(std::span<const ChartPoint> points, [[maybe_unused]] ChartKind kind) {
  assert(!points.empty());
  double counts = 0.0;
  double sizes = 0.0;
  for (const ChartPoint& point : points) {
    assert(point.count >= 0.0 && point.size > 0.0);
    assert(kind == ChartKind::rate || point.count <= point.size);
    counts += point.count;
    sizes += point.size;
  }
  return counts / sizes;
}

double chart_dispersion(std::span<const ChartPoint> points, ChartKind kind) {
  assert(points.size() >= 2);
  const double centre = chart_centre(points, kind);
  const double variance = unit_variance(centre, kind);
  if (!(variance > 0.0)) return 1.0;
  const auto z = [&](const ChartPoint& point) {
    return (point.count / point.size - centre) / std::sqrt(variance / point.size);
  };
  double ranges = 0.0;
  for (std::size_t i = 1; i < points.size(); ++i) ranges += std::abs(z(points[i]) - z(points[i - 1]));
  return ranges > 0.0 ? ranges / static_cast<double>(points.size() - 1) / kMeanRangeOfTwo : 1.0;
}

ControlLimits sigma_limits(double centre, double size, ChartKind kind, double dispersion) {
  assert(centre >= 0.0 && size > 0.0 && dispersion > 0.0);
  const double reach = kSigmas * dispersion * std::sqrt(unit_variance(centre, kind) / size);
  const double most = kind == ChartKind::share ? 1.0 : centre + reach;
  return {centre, std::max(0.0, centre - reach), std::min(most, centre + reach)};
}

ControlLimits exact_limits(double centre, double size, ChartKind kind) {
  assert(centre >= 0.0 && size > 0.0);
  if (kind == ChartKind::rate) {
    return {centre, static_cast<double>(poisson_quantile(kTail, centre * size)) / size,
            static_cast<double>(poisson_quantile(1.0 - kTail, centre * size)) / size};
  }
  const auto trials = static_cast<std::int64_t>(std::llround(size));
  return {centre, static_cast<double>(binomial_quantile(kTail, trials, centre)) / size,
          static_cast<double>(binomial_quantile(1.0 - kTail, trials, centre)) / size};
}

namespace {

/// The least k at which `at_most` reaches the probability: by doubling, then halving.
template <typename AtMost>
std::int64_t least_reaching(double probability, AtMost at_most) {
  std::int64_t high = 1;
  while (at_most(high) < probability) high *= 2;
  std::int64_t low = -1;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (at_most(middle) >= probability ? high : low) = middle;
  }
  return high;
}

}  // namespace

std::int64_t poisson_quantile(double probability, double mean) {
  assert(mean >= 0.0 && 0.0 < probability && probability < 1.0);
  if (mean == 0.0) return 0;
  return least_reaching(probability, [&](std::int64_t k) { return 1.0 - poisson_upper_tail(k + 1, mean); });
}

std::int64_t binomial_quantile(double probability, std::int64_t trials, double share) {
  assert(trials >= 0 && 0.0 <= share && share <= 1.0 && 0.0 < probability && probability < 1.0);
  return least_reaching(probability,
                        [&](std::int64_t k) { return k >= trials ? 1.0 : binomial_lower_tail(k, trials, share); });
}

std::vector<bool> long_runs(std::span<const double> values, std::span<const double> centre, std::size_t length) {
  assert(values.size() == centre.size());
  std::vector<bool> in_run(values.size(), false);
  std::size_t run = 0;
  int side_before = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int side = values[i] > centre[i] ? 1 : values[i] < centre[i] ? -1 : 0;
    run = side == 0 ? 0 : side == side_before ? run + 1 : 1;
    side_before = side;
    in_run[i] = run >= length;
  }
  return in_run;
}

}  // namespace wardscope::stats
