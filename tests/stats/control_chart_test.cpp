// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/control_chart.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace wardscope::stats {
namespace {

// Montgomery, Introduction to Statistical Quality Control, 6th ed., table 7.7: flaws in 26 samples of circuit boards.
constexpr std::array kFlaws{21.0, 24.0, 16.0, 12.0, 15.0, 5.0,  28.0, 20.0, 31.0, 25.0, 20.0, 24.0, 16.0,
                            19.0, 10.0, 17.0, 13.0, 22.0, 18.0, 39.0, 30.0, 24.0, 16.0, 19.0, 17.0, 15.0};

TEST(CChart, AgreesWithMontgomerysExample) {
  const ControlLimits limits = c_chart(kFlaws);

  EXPECT_NEAR(limits.centre, 516.0 / 26.0, 1e-12);
  EXPECT_NEAR(limits.high, 33.21, 0.005);  // the book, from a centre rounded to 19.85: 33.22
  EXPECT_NEAR(limits.low, 6.48, 0.005);
}

TEST(CChart, TheLowerLimitIsNeverBelowZero) {
  const std::vector<double> few{1, 3, 2, 0, 4};

  EXPECT_EQ(c_chart(few).low, 0.0);
}

TEST(CChart, DispersionWidensTheLimits) {
  // By hand: mean absolute step 180/25 = 7.2, over the root of the mean and d2 = 1.128.
  EXPECT_NEAR(count_dispersion(kFlaws), 1.432799, 1e-6);
  EXPECT_NEAR(c_chart(kFlaws, count_dispersion(kFlaws)).high, 38.995090, 1e-6);
  EXPECT_NEAR(c_chart(kFlaws, count_dispersion(kFlaws)).low, 0.697218, 1e-6);
}

TEST(CChart, EmptyMonthsHaveAFlatLine) {
  const std::vector<double> none(12, 0.0);

  EXPECT_EQ(count_dispersion(none), 1.0);
  EXPECT_EQ(c_chart(none).high, 0.0);
}

/// The ten months of tests/reference/control_chart.R, from which the numbers come.
const std::vector<ChartPoint> kMonths{{31, 310}, {28, 280}, {45, 305}, {39, 350}, {22, 290},
                                      {61, 410}, {35, 333}, {30, 301}, {44, 322}, {27, 299}};

TEST(UChart, HoldsTheReferenceNumbers) {
  const double centre = chart_centre(kMonths, ChartKind::rate);
  const ControlLimits limits = sigma_limits(centre, 310.0, ChartKind::rate, 1.0);

  EXPECT_NEAR(centre, 0.113125, 1e-15);
  EXPECT_NEAR(chart_dispersion(kMonths, ChartKind::rate), 1.71385362864475, 1e-13);
  EXPECT_NEAR(limits.low, 0.055816412567152, 1e-14);
  EXPECT_NEAR(limits.high, 0.170433587432848, 1e-14);
}

TEST(PChart, HoldsTheReferenceNumbers) {
  const double centre = chart_centre(kMonths, ChartKind::share);
  const ControlLimits limits = sigma_limits(centre, 310.0, ChartKind::share, 1.0);

  EXPECT_NEAR(chart_dispersion(kMonths, ChartKind::share), 1.81987903490046, 1e-13);
  EXPECT_NEAR(limits.low, 0.059155187369204, 1e-14);
  EXPECT_NEAR(limits.high, 0.167094812630796, 1e-14);
}

TEST(ExactLimits, AreTheQuantilesOfPoissonAndBinomial) {
  const ControlLimits rate = exact_limits(0.113125, 310.0, ChartKind::rate);
  const ControlLimits share = exact_limits(0.113125, 310.0, ChartKind::share);

  EXPECT_DOUBLE_EQ(rate.low, 19.0 / 310.0);
  EXPECT_DOUBLE_EQ(rate.high, 54.0 / 310.0);
  EXPECT_DOUBLE_EQ(share.low, 19.0 / 310.0);
  EXPECT_DOUBLE_EQ(share.high, 53.0 / 310.0);
}

TEST(Quantiles, HoldTheReferenceNumbers) {
  constexpr double kTail = 0.00135;
  EXPECT_EQ(poisson_quantile(1 - kTail, 0.3), 3);
  EXPECT_EQ(poisson_quantile(kTail, 4.0), 0);
  EXPECT_EQ(poisson_quantile(1 - kTail, 4.0), 11);
  EXPECT_EQ(poisson_quantile(kTail, 36.2), 20);
  EXPECT_EQ(poisson_quantile(1 - kTail, 36.2), 56);
  EXPECT_EQ(poisson_quantile(kTail, 5000.0), 4789);
  EXPECT_EQ(poisson_quantile(1 - kTail, 5000.0), 5213);
  EXPECT_EQ(poisson_quantile(1 - kTail, 0.0), 0);
  EXPECT_EQ(binomial_quantile(1 - kTail, 120, 0.001), 2);
  EXPECT_EQ(binomial_quantile(kTail, 120, 0.2), 12);
  EXPECT_EQ(binomial_quantile(1 - kTail, 120, 0.2), 38);
  EXPECT_EQ(binomial_quantile(kTail, 120, 0.97), 110);
  EXPECT_EQ(binomial_quantile(1 - kTail, 120, 0.97), 120);
  EXPECT_EQ(binomial_quantile(kTail, 120, 1.0), 120);
  EXPECT_EQ(binomial_quantile(kTail, 0, 0.5), 0);
}

TEST(ChartDispersion, OfEqualSizesIsThatOfCounts) {
  std::vector<ChartPoint> points;
  for (const double count : kFlaws) points.push_back({count, 1.0});
  EXPECT_NEAR(chart_dispersion(points, ChartKind::rate), count_dispersion(kFlaws), 1e-14);
  EXPECT_EQ(chart_dispersion(std::vector<ChartPoint>{{0, 1}, {0, 2}}, ChartKind::rate), 1.0);
  EXPECT_EQ(chart_dispersion(std::vector<ChartPoint>{{1, 1}, {2, 2}}, ChartKind::share), 1.0);
}

TEST(LongRuns, BeginWithTheEighthPointOnOneSide) {
  std::vector<double> values(9, 6.0);
  values.insert(values.end(), {5.0, 4.0, 4.0, 7.0});
  const auto in_run = long_runs(values, std::vector<double>(values.size(), 5.0));
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(in_run[i], i == 7 || i == 8) << i;
}

TEST(LongRuns, AValueOnTheCentreEndsARun) {
  std::vector<double> values(16, 4.0);
  values[7] = 5.0;
  const auto in_run = long_runs(values, std::vector<double>(16, 5.0));
  for (std::size_t i = 0; i < 15; ++i) EXPECT_FALSE(in_run[i]) << i;
  EXPECT_TRUE(in_run[15]);
}

}  // namespace
}  // namespace wardscope::stats
