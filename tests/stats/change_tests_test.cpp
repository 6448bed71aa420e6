// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/change_tests.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace wardscope::stats {
namespace {

double choose(std::int64_t n, std::int64_t k) {
  double product = 1.0;
  for (std::int64_t i = 1; i <= k; ++i) product *= static_cast<double>(n - k + i) / static_cast<double>(i);
  return product;
}

TEST(BinomialLowerTail, IsTheSumOfItsTerms) {
  for (const double share : {0.1, 0.5, 0.77}) {
    double sum = 0.0;
    for (std::int64_t k = 0; k <= 20; ++k) {
      sum +=
          choose(20, k) * std::pow(share, static_cast<double>(k)) * std::pow(1.0 - share, static_cast<double>(20 - k));
      EXPECT_NEAR(binomial_lower_tail(k, 20, share), sum, 1e-12) << k;
    }
  }
}

/// Twice a tail, and an interval at whose ends a tail is 2.5 %.
TEST(ChangeTest, IsExact) {
  const ChangeTest test = change_test({20, 35, 12.0, 12.0});
  double tail = 0.0;
  for (std::int64_t k = 35; k <= 55; ++k) tail += choose(55, k) * std::pow(0.5, 55.0);
  EXPECT_NEAR(test.p, 2.0 * tail, 1e-12);
  EXPECT_DOUBLE_EQ(test.ratio, 1.75);
  const auto share_of = [](double ratio) { return ratio / (1.0 + ratio); };
  EXPECT_NEAR(1.0 - binomial_lower_tail(34, 55, share_of(test.interval.low)), 0.025, 1e-9);
  EXPECT_NEAR(binomial_lower_tail(35, 55, share_of(test.interval.high)), 0.025, 1e-9);
}

/// R: binom.test() and pbinom(); tests/reference/change_tests.R. The inverse of GSL aborts at the first pair.
TEST(ChangeTest, HoldsTheReferenceNumbersOfLargeCounts) {
  const ChangeTest year = change_test({17530, 17313, 1.0, 1.0});
  EXPECT_NEAR(year.p, 0.247203818657035, 1e-9);
  EXPECT_NEAR(year.interval.low, 0.967041101822978, 1e-12);
  EXPECT_NEAR(year.interval.high, 1.00863862558819, 1e-12);
  const ChangeTest from_few = change_test({3, 40000, 1.0, 1.0});
  EXPECT_NEAR(from_few.interval.low, 4562.09315740538, 1e-5);
  EXPECT_NEAR(from_few.interval.high, 64657.3349189872, 1e-3);
  const ChangeTest many = change_test({250000, 251000, 1.0, 1.0});
  EXPECT_NEAR(many.p, 0.158129974691978, 1e-9);
  EXPECT_NEAR(many.interval.high, 1.00957970710673, 1e-11);
}

TEST(ChangeTest, RunsOnWhereTheExactDistributionEnds) {
  for (const std::int64_t each : {999000, 1001000, 20000000}) {
    const auto later = each + static_cast<std::int64_t>(3.0 * std::sqrt(2.0 * static_cast<double>(each)));
    const ChangeTest test = change_test({each, later, 1.0, 1.0});
    EXPECT_NEAR(test.p, 0.0027, 0.00005) << each;  // three standard deviations of the difference
    const double reach = 1.959964 * std::sqrt(2.0 / static_cast<double>(each));
    EXPECT_NEAR(std::log(test.interval.high / test.ratio), reach, 0.01 * reach) << each;
  }
}

TEST(ChangeTest, KeepsItsDigitsFarOut) {
  EXPECT_NEAR(change_test({0, 200, 1.0, 1.0}).p / std::pow(0.5, 199.0), 1.0, 1e-10);
  EXPECT_NEAR(change_test({200, 0, 1.0, 1.0}).p / std::pow(0.5, 199.0), 1.0, 1e-10);
}

TEST(ChangeTest, TakesTheLengthOfPeriodsIntoAccount) {
  const ChangeTest twice_as_long = change_test({20, 40, 6.0, 12.0});
  EXPECT_DOUBLE_EQ(twice_as_long.ratio, 1.0);
  EXPECT_GT(twice_as_long.p, 0.9);
  EXPECT_LT(twice_as_long.interval.low, 1.0);
  EXPECT_GT(twice_as_long.interval.high, 1.0);
}

TEST(ChangeTest, MeetsCountsOfNone) {
  const ChangeTest both = change_test({0, 0, 1.0, 1.0});
  EXPECT_EQ(both.p, 1.0);
  EXPECT_TRUE(std::isnan(both.ratio));
  const ChangeTest fresh = change_test({0, 9, 1.0, 1.0});
  EXPECT_TRUE(std::isnan(fresh.ratio));
  EXPECT_NEAR(fresh.p, 2.0 * std::pow(0.5, 9.0), 1e-14);
  EXPECT_GT(fresh.interval.low, 1.0);
  EXPECT_TRUE(std::isinf(fresh.interval.high));
  const ChangeTest gone = change_test({9, 0, 1.0, 1.0});
  EXPECT_EQ(gone.ratio, 0.0);
  EXPECT_NEAR(gone.p, fresh.p, 1e-14);
  EXPECT_EQ(gone.interval.low, 0.0);
}

/// R's Kendall::MannKendall on the Global Land Series of its help is not at hand: by the definition, with ties.
TEST(MannKendall, CountsPairsAndCorrectsItsVarianceForTies) {
  const std::vector<double> values{1, 3, 2, 4, 4, 6, 5, 7};
  const TrendTest test = mann_kendall(values);
  EXPECT_DOUBLE_EQ(test.s, 23.0);  // 28 pairs: 2 fall, 1 is tied
  const double variance = (8.0 * 7.0 * 21.0 - 2.0 * 1.0 * 9.0) / 18.0;
  EXPECT_NEAR(test.z, 22.0 / std::sqrt(variance), 1e-14);
  EXPECT_NEAR(test.tau, 23.0 / std::sqrt(28.0 * 27.0), 1e-14);
  EXPECT_NEAR(test.p, std::erfc(test.z / std::sqrt(2.0)), 1e-15);
}

TEST(MannKendall, FindsNoTrendInEqualValues) {
  const TrendTest test = mann_kendall(std::vector<double>{2, 2, 2, 2, 2});
  EXPECT_EQ(test.s, 0.0);
  EXPECT_EQ(test.p, 1.0);
  EXPECT_EQ(test.tau, 0.0);
}

/// Scores of a place where every slice reads alike, computed from other counts: they differ in their last digits.
TEST(MannKendall, TakesWhatDiffersByRoundingForTies) {
  const double score = 1.0 / 3.0;
  std::vector<double> values;
  for (int i = 0; i < 12; ++i) values.push_back(score * (1.0 + 1e-15 * i));
  EXPECT_EQ(mann_kendall(values).s, 0.0);
  EXPECT_EQ(mann_kendall(values).p, 1.0);
  values.back() *= 1.0 + 1e-6;
  EXPECT_EQ(mann_kendall(values).s, 11.0);
}

}  // namespace
}  // namespace wardscope::stats
