// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/null_counts.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace wardscope::stats {
namespace {

TEST(DrawMultinomial, KeepsTheSumAndMeetsMeanAndVariance) {
  const std::vector<double> weights{1.0, 0.0, 5.0, 4.0};
  constexpr std::uint32_t kCases = 200;
  constexpr int kDraws = 4000;
  std::vector<double> sum(4, 0.0);
  std::vector<double> squares(4, 0.0);
  for (int draw = 0; draw < kDraws; ++draw) {
    std::vector<std::uint32_t> counts(4);
    draw_multinomial(kCases, weights, {7, static_cast<std::uint64_t>(draw)}, counts);
    ASSERT_EQ(std::accumulate(counts.begin(), counts.end(), 0U), kCases);
    for (std::size_t k = 0; k < 4; ++k) {
      sum[k] += counts[k];
      squares[k] += static_cast<double>(counts[k]) * counts[k];
    }
  }
  for (std::size_t k = 0; k < 4; ++k) {
    const double share = weights[k] / 10.0;
    const double variance = kCases * share * (1.0 - share);
    const double mean = sum[k] / kDraws;
    EXPECT_NEAR(mean, kCases * share, 5.0 * std::sqrt(variance / kDraws)) << k;
    EXPECT_NEAR(squares[k] / kDraws - mean * mean, variance, 0.12 * variance) << k;
  }
}

TEST(DrawMultinomial, IsAFunctionOfSeedAndNumber) {
  const std::vector<double> weights(50, 1.0);
  std::vector<std::uint32_t> one(50);
  std::vector<std::uint32_t> again(50);
  std::vector<std::uint32_t> other(50);
  draw_multinomial(300, weights, {1, 4}, one);
  draw_multinomial(300, weights, {1, 4}, again);
  draw_multinomial(300, weights, {1, 5}, other);
  EXPECT_EQ(one, again);
  EXPECT_NE(one, other);
}

TEST(DrawWithSameMargins, KeepsTheSumsOfUnitsAndPeriods) {
  const std::vector<std::uint32_t> table{3, 0, 5, 1, 1, 1, 0, 0, 0, 9, 2, 0};
  std::vector<std::uint32_t> counts(table.size());
  for (std::uint64_t number = 0; number < 50; ++number) {
    draw_with_same_margins(table, 3, {2, number}, counts);
    for (std::size_t unit = 0; unit < 4; ++unit) {
      EXPECT_EQ(counts[unit * 3] + counts[unit * 3 + 1] + counts[unit * 3 + 2],
                table[unit * 3] + table[unit * 3 + 1] + table[unit * 3 + 2]);
    }
    for (std::size_t period = 0; period < 3; ++period) {
      EXPECT_EQ(counts[period] + counts[3 + period] + counts[6 + period] + counts[9 + period],
                table[period] + table[3 + period] + table[6 + period] + table[9 + period]);
    }
  }
}

/// Of a hypergeometric count: unit 0 has 8 of 22 cases, period 0 has 13.
TEST(DrawWithSameMargins, MeetsTheMeanAndVarianceOfRandomOrder) {
  const std::vector<std::uint32_t> table{3, 0, 5, 1, 1, 1, 0, 0, 0, 9, 2, 0};
  std::vector<std::uint32_t> counts(table.size());
  constexpr int kDraws = 5000;
  double sum = 0.0;
  double squares = 0.0;
  for (int draw = 0; draw < kDraws; ++draw) {
    draw_with_same_margins(table, 3, {3, static_cast<std::uint64_t>(draw)}, counts);
    sum += counts[0];
    squares += static_cast<double>(counts[0]) * counts[0];
  }
  const double share = 13.0 / 22.0;
  const double variance = 8.0 * share * (1.0 - share) * (22.0 - 8.0) / 21.0;
  const double mean = sum / kDraws;
  EXPECT_NEAR(mean, 8.0 * share, 5.0 * std::sqrt(variance / kDraws));
  EXPECT_NEAR(squares / kDraws - mean * mean, variance, 0.1 * variance);
}

}  // namespace
}  // namespace wardscope::stats
