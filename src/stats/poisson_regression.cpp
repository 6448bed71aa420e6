// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/poisson_regression.hpp"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>  // GSL_SUCCESS
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <numeric>

#include "stats/gsl_errors.hpp"

namespace wardscope::stats {
namespace {

constexpr int kMostIterations = 60;
constexpr double kSettled = 1e-10;          // relative change of the deviance
constexpr double kStillCoefficient = 1e-7;  // relative change of a coefficient
constexpr double kLeastPivot = 1e-10;       // of a column, what the columns before it leave

using Matrix = std::unique_ptr<gsl_matrix, decltype(&gsl_matrix_free)>;
using Vector = std::unique_ptr<gsl_vector, decltype(&gsl_vector_free)>;

Matrix matrix(std::size_t n) { return {gsl_matrix_calloc(n, n), &gsl_matrix_free}; }
Vector vector(std::size_t n) { return {gsl_vector_calloc(n), &gsl_vector_free}; }

/// Column 0 is the intercept.
double cell_of(const PoissonData& data, std::size_t row, std::size_t column) {
  return column == 0 ? 1.0 : data.columns[column - 1][row];
}

double half_deviance(double y, double mu) { return (y > 0.0 ? y * std::log(y / mu) : 0.0) - (y - mu); }

double deviance_of(const PoissonData& data, const std::vector<double>& mu) {
  double sum = 0.0;
  for (std::size_t i = 0; i < mu.size(); ++i) sum += half_deviance(data.counts[i], mu[i]);
  return 2.0 * sum;
}

double log_likelihood_of(const PoissonData& data, const std::vector<double>& mu) {
  double sum = 0.0;
  for (std::size_t i = 0; i < mu.size(); ++i) {
    const double y = data.counts[i];
    sum += (y > 0.0 ? y * std::log(mu[i]) : 0.0) - mu[i] - std::lgamma(y + 1.0);
  }
  return sum;
}

/// The weighted normal equations X'WX b = X'Wz.
void add_up(const PoissonData& data, const std::vector<double>& mu, gsl_matrix* squares, gsl_vector* right) {
  const std::size_t p = data.columns.size() + 1;
  std::vector<double> x(p);
  for (std::size_t i = 0; i < mu.size(); ++i) {
    const double z = std::log(mu[i] / data.exposure[i]) + (data.counts[i] - mu[i]) / mu[i];
    for (std::size_t j = 0; j < p; ++j) x[j] = cell_of(data, i, j);
    for (std::size_t j = 0; j < p; ++j) {
      const double weighted = mu[i] * x[j];
      if (weighted == 0.0) continue;
      *gsl_vector_ptr(right, j) += weighted * z;
      for (std::size_t k = 0; k <= j; ++k) *gsl_matrix_ptr(squares, j, k) += weighted * x[k];
    }
  }
  for (std::size_t j = 0; j < p; ++j) {
    for (std::size_t k = 0; k < j; ++k) gsl_matrix_set(squares, k, j, gsl_matrix_get(squares, j, k));
  }
}

/// Whether the columns stand apart: no pivot of the decomposition is nothing beside its column.
bool decompose(gsl_matrix* squares) {
  const std::size_t p = squares->size1;
  std::vector<double> before(p);
  for (std::size_t j = 0; j < p; ++j) before[j] = gsl_matrix_get(squares, j, j);
  if (gsl_linalg_cholesky_decomp1(squares) != GSL_SUCCESS) return false;
  for (std::size_t j = 0; j < p; ++j) {
    const double pivot = gsl_matrix_get(squares, j, j);
    if (!(pivot * pivot > kLeastPivot * before[j])) return false;
  }
  return true;
}

core::Error dependent() {
  return core::invalid_argument(
      "two of the factors say the same of every cell (or one the same of all): leave one of them out");
}

core::Error runs_away() {
  return core::invalid_argument(
      "a factor has incidents on one side alone, so that its risk has no finite estimate: leave it out, or choose more "
      "incidents or larger distances");
}

std::vector<double> means_by(const PoissonData& data, const std::vector<double>& b) {
  std::vector<double> mu(data.counts.size());
  for (std::size_t i = 0; i < mu.size(); ++i) {
    double eta = std::log(data.exposure[i]);
    for (std::size_t j = 0; j < b.size(); ++j) eta += b[j] * cell_of(data, i, j);
    mu[i] = std::exp(eta);
  }
  return mu;
}

core::Status check(const PoissonData& data) {
  const std::size_t p = data.columns.size() + 1;
  assert(data.exposure.size() == data.counts.size());
  for ([[maybe_unused]] const auto& column : data.columns) assert(column.size() == data.counts.size());
  if (data.counts.size() <= p) {
    return core::invalid_argument("there are no more cells than factors: choose smaller cells or fewer factors");
  }
  if (std::all_of(data.counts.begin(), data.counts.end(), [](double y) { return y == 0.0; })) {
    return core::invalid_argument("no incident lies in any cell: there is nothing to explain");
  }
  return {};
}

/// Where the iteration stands. No coefficients yet in the first round, which begins at the counts themselves.
struct Iterate {
  std::vector<double> b;
  std::vector<double> mu;
  double deviance = 0.0;
};

/// The weighted least squares' answer, drawn back to the coefficients before it by halves where it overshoots: the
/// deviance may not rise, nor run out of numbers.
void step_to(const PoissonData& data, std::vector<double> b, Iterate& now) {
  constexpr int kMostHalvings = 30;
  constexpr double kRounding = 1e-9;
  for (int halving = 0;; ++halving) {
    std::vector<double> mu = means_by(data, b);
    const double deviance = deviance_of(data, mu);
    const bool risen = !now.b.empty() && deviance > now.deviance + kRounding * (now.deviance + 1.0);
    if ((std::isfinite(deviance) && !risen) || now.b.empty() || halving == kMostHalvings) {
      now = {std::move(b), std::move(mu), deviance};
      return;
    }
    for (std::size_t j = 0; j < b.size(); ++j) b[j] = (b[j] + now.b[j]) / 2.0;
  }
}

/// Neither the deviance nor any coefficient moves. Of a factor with incidents on one side alone the deviance settles,
/// but its coefficient goes on by about 1 a round for ever.
bool is_settled(const Iterate& before, const Iterate& now) {
  if (before.b.empty()) return false;
  if (std::fabs(now.deviance - before.deviance) > kSettled * (std::fabs(now.deviance) + 0.1)) return false;
  for (std::size_t j = 0; j < now.b.size(); ++j) {
    if (std::fabs(now.b[j] - before.b[j]) > kStillCoefficient * (std::fabs(now.b[j]) + 0.1)) return false;
  }
  return true;
}

}  // namespace

core::Result<PoissonFit> fit_poisson(const PoissonData& data) {
  if (auto status = check(data); !status) return status.error();
  keep_gsl_from_aborting();
  const std::size_t p = data.columns.size() + 1;
  PoissonFit fit;
  fit.rows = data.counts.size();
  Iterate now;
  now.mu.resize(fit.rows);
  for (std::size_t i = 0; i < fit.rows; ++i) now.mu[i] = data.counts[i] + 0.1;  // as R starts
  Matrix squares = matrix(p);
  for (bool settled = false; !settled;) {
    if (++fit.iterations > kMostIterations) return runs_away();
    const Vector right = vector(p);
    const Vector b = vector(p);
    squares = matrix(p);
    add_up(data, now.mu, squares.get(), right.get());
    if (!decompose(squares.get())) return fit.iterations == 1 ? dependent() : runs_away();
    gsl_linalg_cholesky_solve(squares.get(), right.get(), b.get());
    const Iterate before = now;
    step_to(data, std::vector<double>(b->data, b->data + p), now);
    if (!std::isfinite(now.deviance)) return runs_away();
    settled = is_settled(before, now);
  }
  gsl_linalg_cholesky_invert(squares.get());
  double pearson = 0.0;
  for (std::size_t i = 0; i < fit.rows; ++i) {
    pearson += (data.counts[i] - now.mu[i]) * (data.counts[i] - now.mu[i]) / now.mu[i];
  }
  for (std::size_t j = 0; j < p; ++j) {
    fit.coefficients.push_back({now.b[j], std::sqrt(gsl_matrix_get(squares.get(), j, j))});
  }
  fit.deviance = now.deviance;
  fit.log_likelihood = log_likelihood_of(data, now.mu);
  fit.dispersion = pearson / static_cast<double>(fit.rows - p);
  fit.bic = -2.0 * fit.log_likelihood + static_cast<double>(p) * std::log(static_cast<double>(fit.rows));
  fit.fitted = std::move(now.mu);
  return fit;
}

double quasi_bic(const PoissonFit& fit, double phi) {
  assert(phi >= 1.0);
  const auto p = static_cast<double>(fit.coefficients.size());
  return -2.0 * fit.log_likelihood / phi + p * std::log(static_cast<double>(fit.rows));
}

RelativeRisk relative_risk(const PoissonCoefficient& coefficient, double phi, double confidence) {
  assert(phi > 0.0 && confidence > 0.0 && confidence < 1.0);
  const double z = gsl_cdf_ugaussian_Pinv(1.0 - (1.0 - confidence) / 2.0);
  const double half = z * coefficient.standard_error * std::sqrt(phi);
  return {std::exp(coefficient.estimate),
          {std::exp(coefficient.estimate - half), std::exp(coefficient.estimate + half)}};
}

double likelihood_ratio_p(const PoissonFit& larger, const PoissonFit& smaller, double phi) {
  assert(phi > 0.0 && larger.coefficients.size() > smaller.coefficients.size());
  const double ratio = std::max(0.0, 2.0 * (larger.log_likelihood - smaller.log_likelihood) / phi);
  return gsl_cdf_chisq_Q(ratio, static_cast<double>(larger.coefficients.size() - smaller.coefficients.size()));
}

}  // namespace wardscope::stats
