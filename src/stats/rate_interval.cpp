// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rate_interval.hpp"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include <cassert>
#include <cmath>

#include "stats/gsl_errors.hpp"

namespace wardscope::stats {
namespace {

// GSL's inverse gamma function stops converging at large shapes, and its gamma function at larger ones. Between the two
// limits a cube-root start is polished by Newton's method; above, the start alone is good to 1e-7 of the limit.
constexpr double kLargeShape = 100.0;
constexpr double kVeryLargeShape = 10000.0;
constexpr int kPolishes = 3;  // the start is good to 1e-5 and each step squares the error

/// Wilson & Hilferty 1931: (X / a)^(1/3) of a Gamma(a, 1) variable is nearly normal with mean 1 - 1/(9a) and variance
/// 1/(9a).
double cube_root_quantile(double probability, double shape) {
  const double ninth = 1.0 / (9.0 * shape);
  const double root = 1.0 - ninth + gsl_cdf_ugaussian_Pinv(probability) * std::sqrt(ninth);
  return shape * root * root * root;
}

/// P(X <= x) for a Gamma(shape, 1) variable.
double gamma_distribution(double x, double shape) {
  keep_gsl_from_aborting();
  if (shape <= kVeryLargeShape) return gsl_cdf_gamma_P(x, shape, 1.0);
  const double ninth = 1.0 / (9.0 * shape);
  return gsl_cdf_ugaussian_P((std::cbrt(x / shape) - (1.0 - ninth)) / std::sqrt(ninth));
}

/// Quantile of half a chi-squared variable with 2 * shape degrees of freedom, that is of Gamma(shape, 1).
double gamma_quantile(double probability, double shape) {
  keep_gsl_from_aborting();
  if (shape <= kLargeShape) return gsl_cdf_chisq_Pinv(probability, 2.0 * shape) / 2.0;
  double x = cube_root_quantile(probability, shape);
  for (int i = 0; i < kPolishes && shape <= kVeryLargeShape; ++i) {
    x -= (gamma_distribution(x, shape) - probability) / gsl_ran_gamma_pdf(x, shape, 1.0);
  }
  return x;
}

}  // namespace

Interval poisson_interval(std::int64_t count, double confidence) {
  assert(count >= 0 && confidence > 0.0 && confidence < 1.0);
  const double tail = (1.0 - confidence) / 2.0;
  const auto observed = static_cast<double>(count);
  return {count == 0 ? 0.0 : gamma_quantile(tail, observed), gamma_quantile(1.0 - tail, observed + 1.0)};
}

Rate poisson_rate(const RateQuestion& question) {
  assert(question.exposure > 0.0);
  const double factor = question.per / question.exposure;
  const Interval count = poisson_interval(question.count, question.confidence);
  return {static_cast<double>(question.count) * factor, {count.low * factor, count.high * factor}};
}

Interval wilson_interval(std::int64_t successes, std::int64_t trials, double confidence) {
  assert(successes >= 0 && successes <= trials && trials > 0);
  const auto n = static_cast<double>(trials);
  const double p = static_cast<double>(successes) / n;
  const double z = gsl_cdf_ugaussian_Pinv(1.0 - (1.0 - confidence) / 2.0);
  const double middle = p + z * z / (2.0 * n);
  const double half = z * std::sqrt(p * (1.0 - p) / n + z * z / (4.0 * n * n));
  const double scale = 1.0 + z * z / n;
  // At the ends the formula gives 0 and 1 but for rounding.
  return {successes == 0 ? 0.0 : (middle - half) / scale, successes == trials ? 1.0 : (middle + half) / scale};
}

double poisson_upper_tail(std::int64_t count, double mean) {
  assert(mean >= 0.0);
  if (count <= 0) return 1.0;
  if (mean == 0.0) return 0.0;
  // P(X >= k) = P(Gamma(k) <= mean)
  return gamma_distribution(mean, static_cast<double>(count));
}

}  // namespace wardscope::stats
