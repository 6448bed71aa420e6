// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "stats/rate_interval.hpp"

namespace wardscope::stats {

/// Counts with what may explain them, row by row. Borrows everything.
struct PoissonData {
  std::span<const double> counts;    ///< >= 0
  std::span<const double> exposure;  ///< > 0: land, time; enters as the offset log(exposure)
  std::span<const std::vector<double>>
      columns;  ///< explanatory variables, each as long as counts; none: the rate alone
};

struct PoissonCoefficient {
  double estimate = 0.0;        ///< of the logarithm of the rate
  double standard_error = 0.0;  ///< as if the counts varied as Poisson's law has it
};

struct PoissonFit {
  std::vector<PoissonCoefficient> coefficients;  ///< the intercept first, then the columns in order
  double log_likelihood = 0.0;
  double deviance = 0.0;
  /// phi = X^2 / (n - p), Pearson's: how many times more the counts vary than Poisson's law has it. Standard errors
  /// times sqrt(phi) are those of the quasi-Poisson model (McCullagh & Nelder 1989, 4.5).
  double dispersion = 1.0;
  double bic = 0.0;  ///< -2 log L + p log n (Schwarz 1978), p coefficients
  std::size_t rows = 0;
  std::vector<double> fitted;  ///< expected counts, by row
  int iterations = 0;
};

/// log E[y] = log(exposure) + b0 + b1 x1 + …, by iteratively reweighted least squares (McCullagh & Nelder 1989, 2.5),
/// halved where they overshoot, until the deviance moves by less than 1e-10 and each coefficient by less than 1e-7 of
/// itself; as R's glm(family = poisson, offset).
/// @returns invalid_argument where there are no more rows than coefficients, all counts are 0, columns depend on each
/// other, or no finite best fit exists (a column with incidents on one side alone).
/// @pre lengths agree; counts >= 0, exposure > 0, all finite
core::Result<PoissonFit> fit_poisson(const PoissonData& data);

/// -2 log L / phi + p log n: the BIC of counts that vary phi times as much as Poisson's law has it (quasi-likelihood:
/// Burnham & Anderson 2002, 2.5, with Schwarz's penalty). phi is one number for all models that are held against each
/// other, of the largest of them. phi 1: PoissonFit::bic. @pre phi >= 1
double quasi_bic(const PoissonFit& fit, double phi);

/// exp of an estimate with its Wald interval, exp(b +- z se sqrt(phi)). phi 1: as Poisson's law has it.
struct RelativeRisk {
  double value = 1.0;
  Interval interval;
};
/// @pre phi > 0, 0 < confidence < 1
RelativeRisk relative_risk(const PoissonCoefficient& coefficient, double phi, double confidence = 0.95);

/// p of the likelihood ratio test of the larger model against one within it that has `fewer` coefficients less:
///   P(chi^2_fewer >= 2 (log L1 - log L0) / phi)
/// @pre fewer > 0, phi > 0
double likelihood_ratio_p(const PoissonFit& larger, const PoissonFit& smaller, double phi);

}  // namespace wardscope::stats
