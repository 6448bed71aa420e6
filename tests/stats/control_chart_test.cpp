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

}  // namespace
}  // namespace wardscope::stats
