// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/result.hpp"
#include "stats/poisson_regression.hpp"

namespace wardscope::stats {

/// How coefficients are drawn to 0.
struct Penalty {
  double strength = 0.0;  ///< lambda >= 0
  double mix = 1.0;       ///< alpha, 0 .. 1: 1 the lasso, 0 ridge regression
};

/// Minimises, by cyclic coordinate descent on reweighted least squares (Friedman, Hastie & Tibshirani 2010, glmnet),
///   -1/n sum (y_i eta_i - exp eta_i) + lambda sum_j (alpha |b_j| + (1 - alpha) / 2 b_j^2)
///   eta_i = log(exposure_i) + b0 + sum_j b_j x_ij / s_j,   s_j the standard deviation of column j (over n)
/// @returns the coefficients of the columns as they are (b_j / s_j), the intercept first; 0 for a column that is the
/// same in every row. @pre as PoissonData says, some count above 0; strength >= 0, 0 <= mix <= 1
std::vector<double> penalised_poisson(const PoissonData& data, const Penalty& penalty);

struct ScreeningOptions {
  double mix = 1.0;         ///< of the penalty, above 0
  std::int64_t folds = 10;  ///< 2 or more
  std::int64_t seed = 1;    ///< deals rows to folds
};

struct Screening {
  double strength = 0.0;             ///< lambda with the least cross-validated deviance
  std::vector<double> coefficients;  ///< at it, the intercept first
};

/// Sixty strengths from that at which every coefficient is 0 to a thousandth of it; of these the one with the least
/// deviance of rows left out in turn (k folds, dealt by the seed). @returns as fit_poisson() for rows and counts;
/// cancelled where go_on, asked some hundred times with how much is done (0 .. 1), says false.
core::Result<Screening> screen(const PoissonData& data, const ScreeningOptions& options,
                               const std::function<bool(double)>& go_on = {});

}  // namespace wardscope::stats
