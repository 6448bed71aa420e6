// SPDX-License-Identifier: GPL-3.0-or-later
// Reference numbers by tests/reference/poisson_regression.R (R 4.2's glm and optim).
#include "stats/poisson_regression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/random.hpp"
#include "stats/penalised_poisson.hpp"

namespace wardscope::stats {
namespace {

using testing::HasSubstr;

struct Sixty {
  std::vector<double> counts;
  std::vector<double> exposure;
  std::vector<std::vector<double>> columns{2};
  Sixty() {
    for (int i = 1; i <= 60; ++i) {
      counts.push_back((17 * i) % 7 + (i % 4 == 0 ? 3 : 0));
      exposure.push_back(1 + i % 3);
      columns[0].push_back(i % 4 == 0 ? 1.0 : 0.0);
      columns[1].push_back((11 * i) % 13 / 13.0);
    }
  }
  [[nodiscard]] PoissonData data() const { return {counts, exposure, columns}; }
};

TEST(PoissonRegression, HasTheNumbersOfRsGlm) {
  const Sixty sixty;

  const auto fit = fit_poisson(sixty.data());

  ASSERT_TRUE(fit) << fit.error().message;
  ASSERT_EQ(fit->coefficients.size(), 3U);
  EXPECT_NEAR(fit->coefficients[0].estimate, 0.602624840646192, 1e-11);
  EXPECT_NEAR(fit->coefficients[1].estimate, 0.698115749167897, 1e-11);
  EXPECT_NEAR(fit->coefficients[2].estimate, -0.389548952618841, 1e-11);
  EXPECT_NEAR(fit->coefficients[0].standard_error, 0.133515088619238, 1e-8);
  EXPECT_NEAR(fit->coefficients[1].standard_error, 0.134800336009857, 1e-8);
  EXPECT_NEAR(fit->coefficients[2].standard_error, 0.226929627010128, 1e-8);
  EXPECT_NEAR(fit->deviance, 129.512236624497, 1e-9);
  EXPECT_NEAR(fit->log_likelihood, -150.579474490345, 1e-9);
  EXPECT_NEAR(fit->bic, 313.441982667357, 1e-9);
  EXPECT_NEAR(fit->dispersion, 2.37232618240649, 1e-9);
}

TEST(PoissonRegression, HasTheRelativeRisksAndTheLikelihoodRatioTestOfR) {
  const Sixty sixty;
  const auto fit = fit_poisson(sixty.data());
  const auto none = fit_poisson({sixty.counts, sixty.exposure, {}});
  ASSERT_TRUE(fit && none);

  const RelativeRisk near = relative_risk(fit->coefficients[1], fit->dispersion);

  EXPECT_NEAR(near.value, 2.00996186482656, 1e-10);
  EXPECT_NEAR(near.interval.low, 1.338004873405818, 1e-7);
  EXPECT_NEAR(near.interval.high, 3.01938115350328, 1e-7);
  EXPECT_NEAR(likelihood_ratio_p(*fit, *none, 1.0), 7.17544479500357e-07, 1e-14);
}

TEST(PoissonRegression, BicOfOverDispersedCountsHasTheLikelihoodOverPhi) {
  const Sixty sixty;
  const auto fit = fit_poisson(sixty.data());
  ASSERT_TRUE(fit) << fit.error().message;

  EXPECT_NEAR(quasi_bic(*fit, fit->dispersion), 139.2297205352657, 1e-9);
  EXPECT_DOUBLE_EQ(quasi_bic(*fit, 1.0), fit->bic);
}

TEST(PoissonRegression, FittedCountsAddUpToThoseObserved) {
  const Sixty sixty;
  const auto fit = fit_poisson(sixty.data());
  ASSERT_TRUE(fit) << fit.error().message;

  EXPECT_NEAR(std::accumulate(fit->fitted.begin(), fit->fitted.end(), 0.0),
              std::accumulate(sixty.counts.begin(), sixty.counts.end(), 0.0), 1e-7);
}

/// Of ten cells in sixty that have the factor one holds an incident: a small risk, and no separation.
TEST(PoissonRegression, OneIncidentOnASideIsEnoughForAnEstimate) {
  Sixty sixty;
  sixty.columns = {std::vector<double>(60, 0.0)};
  for (std::size_t i = 0; i < 10; ++i) {
    sixty.columns[0][i] = 1.0;
    sixty.counts[i] = i == 0 ? 1.0 : 0.0;
  }
  double with = 0.0;
  double land_with = 0.0;
  double without = 0.0;
  double land_without = 0.0;
  for (std::size_t i = 0; i < 60; ++i) {
    (i < 10 ? with : without) += sixty.counts[i];
    (i < 10 ? land_with : land_without) += sixty.exposure[i];
  }

  const auto fit = fit_poisson(sixty.data());

  ASSERT_TRUE(fit) << fit.error().message;
  EXPECT_NEAR(fit->coefficients[1].estimate, std::log(with / land_with / (without / land_without)), 1e-9);
  // Of the weights of the last step, as R's glm has it: a step before the coefficients.
  EXPECT_NEAR(fit->coefficients[1].standard_error, std::sqrt(1.0 / with + 1.0 / without), 1e-6);
}

TEST(PoissonRegression, SaysWhichFactorsCannotBeFitted) {
  Sixty sixty;
  sixty.columns.push_back(sixty.columns[0]);
  const auto twice = fit_poisson(sixty.data());
  sixty.columns = {std::vector<double>(60, 1.0)};
  const auto same = fit_poisson(sixty.data());
  sixty.columns = {std::vector<double>(60, 0.0)};
  for (int i = 0; i < 10; ++i) {
    sixty.columns[0][static_cast<std::size_t>(i)] = 1.0;
    sixty.counts[static_cast<std::size_t>(i)] = 0.0;
  }
  const auto apart = fit_poisson(sixty.data());
  const std::vector<double> zeros(60, 0.0);
  const auto nothing = fit_poisson({zeros, sixty.exposure, sixty.columns});
  const auto few = fit_poisson({std::span(sixty.counts).first(2), std::span(sixty.exposure).first(2), {}});
  const std::vector<std::vector<double>> short_columns{{0.0, 1.0}};
  const auto no_more =
      fit_poisson({std::span(sixty.exposure).first(2), std::span(sixty.exposure).first(2), short_columns});

  ASSERT_FALSE(twice);
  EXPECT_THAT(twice.error().message, HasSubstr("say the same of every cell"));
  EXPECT_FALSE(same);
  ASSERT_FALSE(apart);
  EXPECT_THAT(apart.error().message, HasSubstr("on one side alone"));
  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().message, HasSubstr("no incident lies in any cell"));
  EXPECT_FALSE(few);
  ASSERT_FALSE(no_more);
  EXPECT_THAT(no_more.error().message, HasSubstr("no more cells than factors"));
}

TEST(PenalisedPoisson, HasTheMinimumThatAGeneralOptimiserFinds) {
  const Sixty sixty;

  const std::vector<double> b = penalised_poisson(sixty.data(), {0.2, 0.7});

  EXPECT_NEAR(b[0], 0.573398288885289, 1e-6);
  EXPECT_NEAR(b[1], 0.624618933875846, 1e-6);
  EXPECT_NEAR(b[2], -0.261833754252190, 1e-6);
}

TEST(PenalisedPoisson, WithoutPenaltyIsTheOrdinaryFit) {
  const Sixty sixty;
  const auto fit = fit_poisson(sixty.data());

  const std::vector<double> b = penalised_poisson(sixty.data(), {0.0, 1.0});

  for (std::size_t j = 0; j < 3; ++j) EXPECT_NEAR(b[j], fit->coefficients[j].estimate, 1e-6);
}

/// Twenty factors of 400 cells; the first two matter: twice and 1.6 times the rate.
struct Planted {
  std::vector<double> counts;
  std::vector<double> exposure = std::vector<double>(400, 1.0);
  std::vector<std::vector<double>> columns{20, std::vector<double>(400)};
  Planted() {
    for (std::size_t i = 0; i < 400; ++i) {
      core::CounterRng rng(11, i);
      for (auto& column : columns) column[i] = rng.chance(0.3) ? 1.0 : 0.0;
      const double mean = 2.0 * std::pow(2.0, columns[0][i]) * std::pow(1.6, columns[1][i]);
      double left = std::exp(-mean);  // Knuth's product of uniforms
      double product = rng.uniform();
      double count = 0.0;
      while (product > left) {
        product *= rng.uniform();
        ++count;
      }
      counts.push_back(count);
    }
  }
  [[nodiscard]] PoissonData data() const { return {counts, exposure, columns}; }
};

/// The conditions of the minimum (Karush, Kuhn and Tucker): at 0 no slope is steeper than the penalty, elsewhere it is
/// the penalty's.
TEST(PenalisedPoisson, StandsAtTheMinimumOfAConvexFunction) {
  const Planted planted;
  for (const Penalty penalty : {Penalty{0.05, 1.0}, Penalty{0.2, 0.5}, Penalty{0.01, 0.9}}) {
    const std::vector<double> b = penalised_poisson(planted.data(), penalty);

    for (std::size_t j = 0; j < 20; ++j) {
      const std::vector<double>& x = planted.columns[j];
      double mean = 0.0;
      for (const double value : x) mean += value / 400.0;
      const double deviation = std::sqrt(mean * (1.0 - mean));
      double slope = 0.0;
      for (std::size_t i = 0; i < 400; ++i) {
        double eta = b[0];
        for (std::size_t k = 0; k < 20; ++k) eta += b[k + 1] * planted.columns[k][i];
        slope += (planted.counts[i] - std::exp(eta)) * x[i] / deviation / 400.0;
      }
      const double own = b[j + 1] * deviation;
      if (own == 0.0) {
        EXPECT_LE(std::fabs(slope), penalty.strength * penalty.mix + 1e-6) << j;
      } else {
        const double wanted = penalty.strength * (penalty.mix * (own > 0.0 ? 1.0 : -1.0) + (1.0 - penalty.mix) * own);
        EXPECT_NEAR(slope, wanted, 1e-6) << j;
      }
    }
  }
}

TEST(Screening, KeepsWhatWasPlantedAndIsTheSameForASeed) {
  const Planted planted;

  const auto first = screen(planted.data(), {});
  const auto again = screen(planted.data(), {});

  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->coefficients, again->coefficients);
  EXPECT_GT(first->coefficients[1], 0.4);
  EXPECT_GT(first->coefficients[2], 0.2);
  for (std::size_t j = 3; j <= 20; ++j) EXPECT_LT(std::fabs(first->coefficients[j]), 0.15) << j;
}

TEST(Screening, SaysWhereThereIsNothingToChoose) {
  const std::vector<double> counts{1, 2, 3, 4, 5, 6};
  const std::vector<double> exposure(6, 1.0);
  const std::vector<std::vector<double>> same{std::vector<double>(6, 1.0)};
  const std::vector<double> zeros(6, 0.0);

  EXPECT_FALSE(screen({counts, exposure, same}, {.folds = 2}));
  EXPECT_FALSE(screen({counts, exposure, same}, {.folds = 10}));
  EXPECT_FALSE(screen({zeros, exposure, same}, {.folds = 2}));
}

}  // namespace
}  // namespace wardscope::stats
