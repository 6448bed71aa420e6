// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/empirical_bayes.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::stats {
namespace {

const std::vector<double> kCounts{3, 12, 40, 0, 9};
const std::vector<double> kResidents{800, 5200, 9100, 400, 6100};

/// spdep 1.2-7, EBest(n, x, family = "poisson").
TEST(MarshallRates, HoldTheReferenceNumbers) {
  const std::vector<double> expected{.00314225366053, .00253228780994, .00406669467421, .00258209256728,
                                     .00193319675811};
  const auto rates = marshall_rates(kCounts, kResidents);
  for (std::size_t i = 0; i < rates.size(); ++i) EXPECT_NEAR(rates[i], expected[i], 5e-15) << i;
}

TEST(MarshallRates, AreTheCommonRateWhereTheAreasDifferNoMoreThanChance) {
  const auto rates = marshall_rates(std::vector<double>{10, 10, 10}, std::vector<double>{1000, 1000, 1000});
  for (const double rate : rates) EXPECT_DOUBLE_EQ(rate, 0.01);
}

TEST(StandardisedRates, HaveTheMomentsOfTheirDefinition) {
  const auto z = standardised_rates(kCounts, kResidents);
  const double m = 64.0 / 21600.0;
  double s2 = 0.0;
  for (std::size_t i = 0; i < kCounts.size(); ++i) {
    s2 += kResidents[i] * std::pow(kCounts[i] / kResidents[i] - m, 2.0) / 21600.0;
  }
  const double a = s2 - m / (21600.0 / 5.0);
  for (std::size_t i = 0; i < z.size(); ++i) {
    EXPECT_NEAR(z[i], (kCounts[i] / kResidents[i] - m) / std::sqrt(a + m / kResidents[i]), 1e-12);
  }
  EXPECT_LT(z[3], 0.0);
  EXPECT_GT(z[2], 0.0);
}

/// No residents to speak of and no incident: the rate is 0, but nothing remarkable.
TEST(StandardisedRates, OfFewResidentsAreNotExtreme) {
  const auto z = standardised_rates(kCounts, kResidents);
  EXPECT_GT(z[3], -2.0);
  EXPECT_LT(std::fabs(z[3]), std::fabs(z[2]) * 2.0);
}

}  // namespace
}  // namespace wardscope::stats
