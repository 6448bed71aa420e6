// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/rate_interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace wardscope::stats {
namespace {

TEST(PoissonInterval, AgreesWithPublishedLimits) {
  // Exact 95 % limits as tabulated (Garwood 1936; APHO Technical Briefing 3).
  struct Row {
    int count;
    double low;
    double high;
  };
  for (const Row row : {Row{0, 0.0, 3.689}, Row{1, 0.025, 5.572}, Row{5, 1.623, 11.668}, Row{10, 4.795, 18.390},
                        Row{20, 12.217, 30.888}, Row{50, 37.111, 65.919}, Row{100, 81.364, 121.627}}) {
    const Interval interval = poisson_interval(row.count);
    EXPECT_NEAR(interval.low, row.low, 5e-4) << row.count;
    EXPECT_NEAR(interval.high, row.high, 6e-4) << row.count;
  }
}

TEST(PoissonInterval, WiderConfidenceIsWider) {
  EXPECT_LT(poisson_interval(10, 0.998).low, poisson_interval(10, 0.95).low);
  EXPECT_GT(poisson_interval(10, 0.998).high, poisson_interval(10, 0.95).high);
}

/// Byar's approximation, good to 1e-4 of the limit above a count of 100: an independent check of large counts.
Interval byar(double count) {
  const double z = 1.959963984540054;
  const auto limit = [&](double o, double sign) {
    return o * std::pow(1.0 - 1.0 / (9.0 * o) + sign * z / (3.0 * std::sqrt(o)), 3.0);
  };
  return {limit(count, -1.0), limit(count + 1.0, 1.0)};
}

TEST(PoissonInterval, LargeCountsAgreeWithByar) {
  for (const std::int64_t count : {100LL, 1000LL, 12345LL, 100000LL, 999999LL, 1000001LL, 10000000LL}) {
    const Interval exact = poisson_interval(count);
    const Interval check = byar(static_cast<double>(count));
    EXPECT_NEAR(exact.low / check.low, 1.0, 3e-5) << count;
    EXPECT_NEAR(exact.high / check.high, 1.0, 2e-5) << count;
  }
}

TEST(PoissonInterval, ItsLimitsGiveTheTailProbabilitiesTheyStandFor) {
  for (const std::int64_t count : {1LL, 40LL, 99LL, 100LL, 101LL, 5000LL, 200000LL}) {
    const Interval interval = poisson_interval(count);
    EXPECT_NEAR(poisson_upper_tail(count, interval.low), 0.025, 1e-9) << count;
    EXPECT_NEAR(1.0 - poisson_upper_tail(count + 1, interval.high), 0.025, 1e-9) << count;
  }
}

TEST(PoissonInterval, NothingJumpsWhereTheMethodOfCalculationChanges) {
  for (const std::int64_t edge : {99LL, 100LL, 9999LL, 10000LL}) {
    const Interval a = poisson_interval(edge);
    const Interval b = poisson_interval(edge + 1);
    const Interval c = poisson_interval(edge + 2);
    EXPECT_NEAR(b.low - a.low, c.low - b.low, 2e-3) << edge;
    EXPECT_NEAR(b.high - a.high, c.high - b.high, 2e-3) << edge;
  }
}

TEST(PoissonRate, ScalesCountAndInterval) {
  const Rate rate = poisson_rate({.count = 10, .exposure = 2000.0, .per = 1000.0});

  EXPECT_DOUBLE_EQ(rate.value, 5.0);
  EXPECT_NEAR(rate.interval.low, 2.398, 5e-4);
  EXPECT_NEAR(rate.interval.high, 9.195, 5e-4);
}

TEST(WilsonInterval, AgreesWithPublishedExamples) {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  struct Row {
    int successes;
    int trials;
    double low;
    double high;
  };
  for (const Row row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0.0, 0.1611},
                        Row{1, 29, 0.0061, 0.1718}}) {
    const Interval interval = wilson_interval(row.successes, row.trials);
    EXPECT_NEAR(interval.low, row.low, 5e-5);
    EXPECT_NEAR(interval.high, row.high, 5e-5);
  }
}

TEST(WilsonInterval, IsSymmetricUnderExchange) {
  const Interval a = wilson_interval(3, 17);
  const Interval b = wilson_interval(14, 17);
  EXPECT_NEAR(a.low, 1.0 - b.high, 1e-15);
  EXPECT_NEAR(a.high, 1.0 - b.low, 1e-15);
  EXPECT_EQ(wilson_interval(17, 17).high, 1.0);
}

TEST(PoissonUpperTail, AgreesWithTheSum) {
  const double mean = 7.3;
  double term = std::exp(-mean);
  double below = 0.0;
  for (int k = 0; k < 12; ++k) {
    EXPECT_NEAR(poisson_upper_tail(k, mean), 1.0 - below, 1e-12);
    below += term;
    term *= mean / (k + 1);
  }
  EXPECT_EQ(poisson_upper_tail(3, 0.0), 0.0);
}

}  // namespace
}  // namespace wardscope::stats
