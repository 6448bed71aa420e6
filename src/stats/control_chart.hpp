// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wardscope::stats {

/// Centre line and limits of a control chart of counts, in counts a period.
struct ControlLimits {
  double centre = 0.0;
  double low = 0.0;  ///< never below 0
  double high = 0.0;
};

/// Limits of a c-chart (Shewhart; Montgomery, Introduction to Statistical Quality Control, 6th ed., eq. 7.17):
///   c = mean of the counts, low = max(0, c - 3 s sqrt(c)), high = c + 3 s sqrt(c)
///   s `dispersion`: 1 where counts are Poisson; above it for counts that vary more than chance alone would make them.
/// About 3 periods in 1,000 lie outside by chance where nothing changes. For means below about 9 the lower limit is 0
/// and says nothing. @pre counts not empty, each >= 0; dispersion > 0
ControlLimits c_chart(std::span<const double> counts, double dispersion = 1.0);

/// How much more the counts vary from one period to the next than Poisson counts do (Laney 2002, for u-charts with
/// equal exposure): s = mean |z_i - z_(i-1)| / 1.128, z_i = (c_i - c) / sqrt(c); 1.128 = d2, the mean range of two
/// standard normal numbers. Slow trends do not raise it: they show as points outside. 1 where all counts are 0.
/// @pre at least 2 counts, each >= 0
double count_dispersion(std::span<const double> counts);

/// What one period counted, and of how much: residents times days, or all incidents of the period.
struct ChartPoint {
  double count = 0.0;
  double size = 1.0;
};

/// What a chart of periods of unequal size shows.
enum class ChartKind {
  rate,   ///< u: count / size, counts Poisson
  share,  ///< p: count / size, counts binomial; count <= size
};

/// Count over size of all points together, the centre line. @pre points not empty, counts >= 0, sizes > 0, share:
/// count <= size
double chart_centre(std::span<const ChartPoint> points, ChartKind kind);

/// How much more rates or shares vary from one period to the next than chance makes them (Laney 2002, Quality
/// Engineering 14): mean |z_i - z_(i-1)| / 1.128 with z_i = (x_i / n_i - m) / sqrt(v_i), v_i = m / n_i for rates and
/// m (1 - m) / n_i for shares. 1 where that is 0 of all. @pre at least 2 points; as chart_centre()
double chart_dispersion(std::span<const ChartPoint> points, ChartKind kind);

/// Limits of a u- or p-chart (Montgomery, 6th ed., eq. 7.19 and 7.8), one for each point whose limits are asked for:
///   m -+ 3 s sqrt(m / n_i),  m -+ 3 s sqrt(m (1 - m) / n_i)
/// never below 0, and of shares never above 1. s `dispersion`: 1, or chart_dispersion() for Laney's u' and p'.
/// @pre centre >= 0 (share: <= 1), dispersion > 0, size > 0
ControlLimits sigma_limits(double centre, double size, ChartKind kind, double dispersion);

/// Limits from the distribution itself, for counts too few for three sigma: the quantiles of Poisson(m n_i) or
/// Binomial(n_i, m) at 0.00135 and 0.99865, the tails of three sigma, over n_i. A point outside them has a tail below
/// 0.00135. Of shares the size is a whole number. @pre as sigma_limits()
ControlLimits exact_limits(double centre, double size, ChartKind kind);

/// Smallest k with P(X <= k) >= probability, X Poisson. @pre mean >= 0, 0 < probability < 1
std::int64_t poisson_quantile(double probability, double mean);
/// The same of X binomial. @pre trials >= 0, 0 <= share <= 1
std::int64_t binomial_quantile(double probability, std::int64_t trials, double share);

/// Points that lie, with the seven before them at least, on one side of the centre (Western Electric 1956, rule 4): the
/// level has shifted, though no point is outside. A value on the centre ends a run. @pre values.size() == centre.size()
std::vector<bool> long_runs(std::span<const double> values, std::span<const double> centre, std::size_t length = 8);

}  // namespace wardscope::stats
