// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/dispersion_test.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace wardscope::stats {
namespace {

TEST(ChiSquared, TailsAreThoseOfR) {
  EXPECT_NEAR(chi_squared_upper_tail(3.841458820694124, 1.0), 0.05, 1e-12);
  EXPECT_NEAR(chi_squared_upper_tail(89.7692307692308, 19.0), 7.28910944960387e-11 / 2.0, 1e-20);
  EXPECT_NEAR(chi_squared_lower_tail(5.0, 3.0), 0.828202855703267, 1e-12);
}

// The 5 x 4 quadrats of methods.md E.5 (tests/reference/point_pattern.R).
TEST(DispersionTest, IsThatOfSpatstatOnTheReferenceQuadrats) {
  const std::vector<double> counts{1, 1, 1, 10, 7, 1, 9, 4, 1, 2, 0, 14, 6, 1, 2, 1, 3, 0, 0, 1};
  const std::vector<double> expected(20, 65.0 / 20.0);

  const DispersionTest test = dispersion_test(counts, expected);

  EXPECT_NEAR(test.x2, 89.7692307692308, 1e-12);
  EXPECT_EQ(test.degrees, 19U);
  EXPECT_NEAR(test.ratio, 4.72469635627530, 1e-12);  // variance over mean
  EXPECT_NEAR(test.p, 7.28910944960387e-11, 1e-22);
  EXPECT_NEAR(test.least_expected, 3.25, 1e-12);
}

TEST(DispersionTest, IsTwoSided) {
  const std::vector<double> even(16, 12.0);

  const DispersionTest test = dispersion_test(even, even);

  EXPECT_EQ(test.x2, 0.0);
  EXPECT_EQ(test.p, 0.0);  // no table is as even by chance
}

/// Three incidents in two units with chances 1/3 and 2/3: 3:0 in 1 of 27 tables, 2:1 in 6, 1:2 in 12, 0:3 in 8.
TEST(ReplicatedTails, AreThoseOfTheExactDistribution) {
  const std::vector<double> expected{1.0, 2.0};
  const ReplicatedTails tails = replicated_tails(std::vector<double>{0.0, 3.0}, expected, {0, 20000, 7});

  // X2 of 0:3 and of 2:1 is 1.5, of 3:0 it is 6, of 1:2 it is 0.
  EXPECT_NEAR(static_cast<double>(tails.as_high) / 20000.0, 15.0 / 27.0, 0.015);
  EXPECT_NEAR(static_cast<double>(tails.as_low) / 20000.0, 26.0 / 27.0, 0.015);
}

TEST(ReplicatedTails, OfRangesAddUpToThoseOfAll) {
  const std::vector<double> counts{5.0, 1.0, 0.0, 6.0};
  const std::vector<double> expected(4, 3.0);

  const ReplicatedTails all = replicated_tails(counts, expected, {0, 500, 3});
  const ReplicatedTails first = replicated_tails(counts, expected, {0, 200, 3});
  const ReplicatedTails rest = replicated_tails(counts, expected, {200, 300, 3});

  EXPECT_EQ(all.as_high, first.as_high + rest.as_high);
  EXPECT_EQ(all.as_low, first.as_low + rest.as_low);
  EXPECT_DOUBLE_EQ((ReplicatedTails{4, 99, 99}.p()), 0.1);
  EXPECT_DOUBLE_EQ((ReplicatedTails{60, 60, 99}.p()), 1.0);
}

}  // namespace
}  // namespace wardscope::stats
