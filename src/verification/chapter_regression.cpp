// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/random_shifts.hpp"
#include "analysis/risk_factors.hpp"
#include "stats/penalised_poisson.hpp"
#include "stats/poisson_regression.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

/// The reference cells with what may explain their counts: distance to a place, and how far north they lie.
struct ExplainedCells {
  std::vector<double> counts = reference_counts();
  std::vector<double> km2 = std::vector<double>(counts.size(), 0.01);
  std::vector<std::vector<double>> columns = explain();  ///< distance and row; within 200 m
  [[nodiscard]] stats::PoissonData data(std::size_t use) const {
    return {counts, km2, std::span<const std::vector<double>>(columns).first(use)};
  }

 private:
  static std::vector<std::vector<double>> explain() {
    std::vector<std::vector<double>> made(3);
    for (std::size_t cell = 0; cell < kCellColumns * kCellRows; ++cell) {
      const std::size_t row = cell / kCellColumns;
      const double east = 0.5 + static_cast<double>(cell % kCellColumns) - 4.0;
      const double north = 0.5 + static_cast<double>(row) - 4.0;
      made[0].push_back(std::hypot(east, north));
      made[1].push_back(static_cast<double>(row));
      made[2].push_back(made[0].back() <= 2.0 ? 1.0 : 0.0);
    }
    return made;
  }
};

Check near_r(const char* of, const char* expected, double ours) {
  constexpr double kConverged = 1e-9;  // relative: the deviance has settled to 1e-10
  Check check{of, expected, ours, "R 4.2, glm(family = poisson)"};
  check.tolerance = kConverged * std::fabs(expected_value(check));
  return check;
}

core::Result<Statistic> regression(const ExplainedCells& cells) {
  const auto both = stats::fit_poisson(cells.data(2));
  const auto one = stats::fit_poisson(cells.data(1));
  if (!both) return both.error();
  if (!one) return one.error();
  const auto risk = stats::relative_risk(both->coefficients[1], both->dispersion);
  const auto poisson_risk = stats::relative_risk(both->coefficients[1], 1.0);
  return Statistic{
      .name = "Poisson regression",
      .formula = "ln E(y_i) = ln(a_i) + b_0 + b_1 x_i1 + b_2 x_i2,  RR = exp(b)",
      .symbols =
          "y_i incidents in cell i, a_i its ground in km², x_i1 distance to (407400, 91400) in 100 m, x_i2 its row "
          "from the south, 0 to 7; φ Pearson's dispersion",
      .literature = "McCullagh & Nelder 1989",
      .data = kCellsInWords,
      .headers = {"stats/poisson_regression.hpp"},
      .checks = {near_r("intercept", "5.23991628296942", both->coefficients[0].estimate),
                 near_r("distance", "-0.499436620265782", both->coefficients[1].estimate),
                 near_r("row", "0.177136310486234", both->coefficients[2].estimate),
                 near_r("standard error of the intercept", "0.355901877937145", both->coefficients[0].standard_error),
                 near_r("standard error of distance", "0.0957578358763131", both->coefficients[1].standard_error),
                 near_r("standard error of row", "0.0688312115588766", both->coefficients[2].standard_error),
                 near_r("log likelihood", "-118.152852743392", both->log_likelihood),
                 near_r("deviance", "171.136615250584", both->deviance),
                 near_r("dispersion φ", "3.46000197442762", both->dispersion),
                 near_r("BIC", "249.451785390805", both->bic),
                 near_r("relative risk of 100 m more", "0.606872463067998", risk.value),
                 near_r("its interval, low", "0.428037165489822", risk.interval.low),
                 near_r("its interval, high", "0.860425720296422", risk.interval.high),
                 near_r("p of leaving the row out", "0.00801382995955402",
                        stats::likelihood_ratio_p(*both, *one, 1.0))},
      .conventions = {{"interval as if counts were Poisson", poisson_risk.interval.high, Whose::others,
                       "too narrow: the counts vary 3.5 times more than Poisson's law has it"},
                      {"quasi-Poisson", risk.interval.high, Whose::ours, "wider by √φ"}},
      .convention_question = "Upper 95 % limit of the relative risk of distance"};
}

/// With a third column: whether the cell's centre lies within 200 m of the place.
core::Result<Statistic> penalised(const ExplainedCells& cells) {
  constexpr const char* kGlmnet = "R glmnet 4.1-6, thresh 1e-16";
  constexpr double kDescended = 2e-6;  // where both have stopped
  const auto near_glmnet = [&](const char* of, const char* expected, double ours) {
    return Check{of, expected, ours, kGlmnet, kDescended};
  };
  const std::vector<double> free = stats::penalised_poisson(cells.data(2), {0.0, 1.0});
  const std::vector<double> lasso = stats::penalised_poisson(cells.data(3), {0.3, 1.0});
  const std::vector<double> weaker = stats::penalised_poisson(cells.data(3), {0.1, 1.0});
  const std::vector<double> elastic = stats::penalised_poisson(cells.data(3), {0.3, 0.5});
  const std::vector<double> tight = stats::penalised_poisson(cells.data(3), {0.78, 1.0});
  return Statistic{
      .name = "Penalised Poisson regression",
      .formula = "min −(1/n) Σ_i (y_i η_i − exp η_i) + λ Σ_j (α |β_j| + ½ (1 − α) β_j²)",
      .symbols =
          "η_i the logarithm of the expected count, β_j the coefficient of a column over its standard deviation, λ the "
          "strength, α 1 for the lasso, 0 for ridge regression; the numbers are of the columns as they are",
      .literature = "Friedman, Hastie & Tibshirani 2010",
      .data =
          "as above, with a third column: 1 in the 12 cells whose centre is within 200 m of (407400, 91400), else 0",
      .headers = {"stats/penalised_poisson.hpp"},
      .checks = {
          {"λ 0: distance, of two columns", "-0.499436620265782", free[1], "R 4.2, glm(family = poisson)", kDescended},
          near_glmnet("lasso, λ 0.3: intercept", "4.11303435685145", lasso[0]),
          near_glmnet("lasso, λ 0.3: distance", "0.00000000000000", lasso[1]),
          near_glmnet("lasso, λ 0.3: row", "0.00000000000000", lasso[2]),
          near_glmnet("lasso, λ 0.3: near", "1.16125863346970", lasso[3]),
          near_glmnet("lasso, λ 0.1: row", "0.0924700602290866", weaker[2]),
          near_glmnet("lasso, λ 0.1: near", "1.54894621704956", weaker[3]),
          near_glmnet("α 0.5, λ 0.3: distance", "-0.00250081893276832", elastic[1]),
          near_glmnet("α 0.5, λ 0.3: row", "0.0403701232760691", elastic[2]),
          near_glmnet("α 0.5, λ 0.3: near", "1.30828527011154", elastic[3]),
          near_glmnet("lasso above λ 0.7789: near", "0.00000000000000", tight[3])}};
}

core::Result<Statistic> choice(const ExplainedCells& cells) {
  const auto both = stats::fit_poisson(cells.data(2));
  const auto one = stats::fit_poisson(cells.data(1));
  if (!both) return both.error();
  if (!one) return one.error();
  const double phi = both->dispersion;
  return Statistic{
      .name = "BIC of over-dispersed counts",
      .formula = "−2 ln L / φ + p ln n",
      .symbols = "L likelihood, φ dispersion of the largest model, p coefficients, n cells",
      .literature = "Schwarz 1978; Burnham & Anderson 2002, 2.5",
      .data = "the regression above, with the row and without it",
      .headers = {"stats/poisson_regression.hpp"},
      .checks = {near_r("with the row", "81.4424876035793", stats::quasi_bic(*both, phi)),
                 near_r("without", "79.0923618440520", stats::quasi_bic(*one, phi))},
      .conventions = {{"BIC as if counts were Poisson", both->bic - one->bic, Whose::others,
                       "below 0: keeps the row, for it takes the scatter of clumped incidents for knowledge"},
                      {"the likelihood over φ", stats::quasi_bic(*both, phi) - stats::quasi_bic(*one, phi), Whose::ours,
                       "above 0: leaves the row out"}},
      .convention_question = "BIC with the row less that without it"};
}

/// How features become a yes or no of each cell, and its score beside chance.
core::Result<Statistic> factors(const ExplainedCells& cells) {
  std::vector<geo::Point> centres;
  for (std::size_t cell = 0; cell < kCellColumns * kCellRows; ++cell) {
    const std::size_t row = cell / kCellColumns;
    centres.push_back(
        {407050.0 + 100.0 * static_cast<double>(cell % kCellColumns), 91050.0 + 100.0 * static_cast<double>(row)});
  }
  const std::vector<borough::FeatureKind> kinds{{"Place", {{407400.0, 91400.0}}}};
  analysis::RiskGround ground;
  ground.centres = centres;
  ground.counts = cells.counts;
  ground.km2 = cells.km2;
  ground.kinds = kinds;
  ground.cell_at = [](geo::Point p) -> std::optional<std::size_t> {
    const double column = std::floor((p.x - 407000.0) / 100.0);
    const double row = std::floor((p.y - 91000.0) / 100.0);
    const bool on = column >= 0.0 && row >= 0.0 && column < double{kCellColumns} && row < double{kCellRows};
    if (!on) return std::nullopt;
    return static_cast<std::size_t>(row) * kCellColumns + static_cast<std::size_t>(column);
  };
  auto found = analysis::risk_factors(ground, {core::Metres(200.0), 1}, jobs::Progress());
  if (!found) return found.error();
  if (auto status = analysis::hold_against_shifts(ground, {99, 1}, jobs::Progress(), *found); !status) {
    return status.error();
  }
  return Statistic{.name = "Factors of a risk terrain",
                   .formula = "z = Σ_i x_i (y_i − r a_i) / √(φ r A_x (1 − A_x / A))",
                   .symbols =
                       "x_i 1 where the factor is: a feature within the reach of the cell's centre, or their quartic "
                       "density by that "
                       "reach above the mean of the cells by two standard deviations; r = Σ y / Σ a, A land of all "
                       "cells in km², A_x "
                       "of those with the factor, φ Pearson's dispersion of y about r a",
                   .literature = "Caplan & Kennedy 2010; McCullagh & Nelder 1989, 9.2",
                   .data = "the reference cells, one feature at (407400, 91400), reach 200 m",
                   .headers = {"analysis/risk_factors.hpp", "analysis/random_shifts.hpp"},
                   .checks = {{"cells near", "12", static_cast<double>((*found)[0].cells), "R 4.2, counted"},
                              {"cells dense", "4", static_cast<double>((*found)[1].cells), "R 4.2, counted"},
                              {"z of near", "3.42854471566817", (*found)[0].score, "R 4.2, by the formula", 1e-12}}};
}

}  // namespace

core::Result<Chapter> regression_chapter(const jobs::Progress& /*progress*/) {
  const ExplainedCells cells;
  auto plain = regression(cells);
  if (!plain) return plain.error();
  auto chosen = choice(cells);
  if (!chosen) return chosen.error();
  auto with_penalty = penalised(cells);
  if (!with_penalty) return with_penalty.error();
  auto of_features = factors(cells);
  if (!of_features) return of_features.error();
  Chapter chapter;
  chapter.intro =
      "Which features of the ground go with more incidents, and how many times as many. It describes places, never "
      "persons.";
  chapter.statistics = {std::move(plain).value(), std::move(chosen).value(), std::move(with_penalty).value(),
                        std::move(of_features).value()};
  return chapter;
}

}  // namespace wardscope::verification
