// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/ward_town.hpp"

namespace wardscope::analysis {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr int kFirst = 12 * 55;  // January 2025

std::vector<MonthCount> months_of(const std::vector<double>& counts) {
  std::vector<MonthCount> months;
  for (const double count : counts) months.push_back({kFirst + static_cast<int>(months.size()), {count, false}, 0.0});
  return months;
}

// Mean 30, mean step 54/11 = 4.9.
const std::vector<double> kYear{28, 30, 34, 28, 32, 26, 30, 36, 28, 32, 26, 30};

TEST(MonthLimits, AreThoseOfACChart) {
  const auto limits = month_limits(months_of(kYear));

  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->first_month, kFirst);
  EXPECT_EQ(limits->last_month, kFirst + 11);
  EXPECT_DOUBLE_EQ(limits->centre, 30.0);
  EXPECT_DOUBLE_EQ(limits->dispersion, 1.0);  // Poisson counts would step by 1.128 sqrt(30) = 6.2
  EXPECT_NEAR(limits->low, 30.0 - 3.0 * std::sqrt(30.0), 1e-12);
  EXPECT_NEAR(limits->high, 46.431677, 1e-6);
}

TEST(MonthLimits, ElevenMonthsAreTooFew) {
  auto months = months_of(kYear);
  months.pop_back();

  EXPECT_FALSE(month_limits(months));
}

TEST(MonthLimits, AHiddenMonthEndsARun) {
  auto months = months_of(kYear);
  months[3].count = {std::nullopt, true};

  EXPECT_FALSE(month_limits(months));
}

TEST(MonthLimits, TheLatestRunCountsAndMonthsBeforeAGapDoNot) {
  auto months = months_of(kYear);
  for (MonthCount& month : months) month.month_index += 24;
  months.insert(months.begin(), {kFirst, {900.0, false}, 0.0});

  const auto limits = month_limits(months);

  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->first_month, kFirst + 24);
  EXPECT_DOUBLE_EQ(limits->centre, 30.0);
  EXPECT_EQ(against_limits(months.front(), limits), AgainstLimits::none);
}

TEST(MonthLimits, CountsThatSwingWidelyHaveWiderLimits) {
  const auto limits = month_limits(months_of({10, 50, 10, 50, 10, 50, 10, 50, 10, 50, 10, 50}));

  ASSERT_TRUE(limits);
  EXPECT_NEAR(limits->dispersion, 40.0 / std::sqrt(30.0) / 1.128, 1e-12);
}

TEST(WardProfile, NamesTheMonthsOutsideTheLimits) {
  Town town;
  for (int ward = 0; ward < 4; ++ward) {
    for (int month = 1; month <= 12; ++month) {
      town.with(ward, theft, ward == 0 && month == 7 ? 90 : 30 + month % 3, {2025, month, 1});
    }
  }

  const WardProfile harbour = profile_of(town, "Harbour");
  const WardProfile moor = profile_of(town, "Moor");

  EXPECT_THAT(harbour.findings, Contains(HasSubstr("More were recorded than expected in July 2025 (90")));
  EXPECT_THAT(harbour.methods, Contains(HasSubstr("c-chart")));
  ASSERT_TRUE(moor.month_limits);
  EXPECT_THAT(moor.findings, Not(Contains(HasSubstr("than expected in"))));
}

}  // namespace
}  // namespace wardscope::analysis
