// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/risk_factors.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"
#include "stats/poisson_regression.hpp"

namespace wardscope::analysis {

struct RiskTerrainOptions {
  /// The reaches tried are 1, 2 … times this; not said: the size of a cell, half a block. 20 m … 2 km
  std::optional<core::Metres> step;
  std::int64_t steps = 4;     ///< 1 … 10
  std::int64_t shifts = 999;  ///< random shifts that factors are held against; 99 … 99,999
  double mix = 1.0;           ///< of the penalty: 1 the lasso; 0.05 … 1
  std::int64_t folds = 5;     ///< 2 … 20
  std::int64_t seed = 1;      ///< of the shifts, and of dealing cells to folds; >= 0
};

void describe(RiskTerrainOptions& options, core::ParameterVisitor& visitor);

/// The step of reaches on cells of this size.
core::Metres reach_step(const RiskTerrainOptions& options, core::Metres cell);

struct ChosenFactor {
  std::size_t factor = 0;  ///< index into RiskTerrain::factors
  stats::PoissonCoefficient coefficient;
  stats::RelativeRisk risk;  ///< with the interval as over-dispersed as the counts are (quasi-Poisson)
  stats::Interval poisson;   ///< the same as if they were not
  double p = 1.0;            ///< likelihood ratio over phi, of the model without it
};

struct RiskTerrain {
  std::vector<RiskFactor> factors;    ///< all that were tried, each with its fate
  std::size_t usable = 0;             ///< of them, those that could be held against the counts
  std::size_t beyond_chance = 0;      ///< of these, those with more incidents than random shifts have
  std::size_t screened = 0;           ///< of these, those of which the penalty left something above 0
  std::vector<ChosenFactor> chosen;   ///< highest risk first
  stats::PoissonFit fit;              ///< of the chosen
  double dispersion = 1.0;            ///< phi of the fit, 1 at least
  double choice_dispersion = 1.0;     ///< phi that the models were held against each other with, 1 at least
  std::vector<double> relative_risk;  ///< by cell, 1 where none of the chosen is present
  std::vector<bool> thin;             ///< by cell: what is present there together is so in fewer than ten cells
};

/// The level that a factor's p by random shifts must not pass: in at most so many of towns where nothing matters does
/// anything come in.
constexpr double kShiftLevel = 0.05;

/// Risk terrain modelling (Caplan & Kennedy 2010; Caplan, Kennedy, Barnum & Piza 2015). Factors are held against random
/// shifts (random_shifts.hpp) and screened by a cross-validated penalised Poisson regression on the counts with the
/// land as exposure; those that pass both with more incidents are taken, at most one of a kind, step by step forwards
/// and backwards by the BIC of the unpenalised model, over-dispersion counted (stats::quasi_bic, its phi that of the
/// model with the strongest of each kind). No coefficient of a model may be below 0.
/// @returns invalid_argument for too few cells, or no incident in any; cancelled.
core::Result<RiskTerrain> risk_terrain(const RiskGround& ground, const RiskTerrainOptions& options, core::Metres step,
                                       const jobs::Progress& progress);

}  // namespace wardscope::analysis
