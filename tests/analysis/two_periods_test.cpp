// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/two_periods.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "core/civil_time.hpp"

namespace wardscope::analysis {
namespace {

using testing::AllOf;
using testing::HasSubstr;

int month_of(int year, int month) { return core::month_index(core::local_minute({year, month, 1})); }

/// A record in each of these months.
borough::IncidentTable recorded_in(int first, int last) {
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (int month = first; month <= last; ++month) {
    const auto time = core::parse_time(month_text(month));
    incidents.add({0, 0}, type, time->minute, core::TimePrecision::month);
  }
  return incidents;
}

std::string refusal(const borough::IncidentTable& incidents, const PeriodWords& words,
                    EarlierRule rule = EarlierRule::a_year_before) {
  const auto periods = two_periods(incidents, words, rule);
  return periods ? std::string() : periods.error().message;
}

TEST(TwoPeriods, AreAYearApartWhereOneIsNamed) {
  const auto periods = two_periods(recorded_in(month_of(2023, 1), month_of(2025, 12)), {"2025-02", "2025-04", "", ""},
                                   EarlierRule::a_year_before);

  ASSERT_TRUE(periods) << periods.error().message;
  EXPECT_EQ(periods->later, (MonthSpan{month_of(2025, 2), month_of(2025, 4)}));
  EXPECT_EQ(periods->earlier, (MonthSpan{month_of(2024, 2), month_of(2024, 4)}));
  EXPECT_TRUE(periods->same_months);
  EXPECT_EQ(periods->later.days(), 28 + 31 + 30);
  EXPECT_EQ(periods->earlier.days(), 29 + 31 + 30);
}

TEST(TwoPeriods, AreTheLastMonthsThatTwoYearsShare) {
  const auto periods = two_periods(recorded_in(month_of(2023, 10), month_of(2025, 3)), {}, EarlierRule::a_year_before);

  ASSERT_TRUE(periods);
  EXPECT_EQ(in_words(periods->later), "October 2024 to March 2025");
  EXPECT_EQ(in_words(periods->earlier), "October 2023 to March 2024");
}

TEST(TwoPeriods, OfLessThanAYearAreItsHalvesAndSayThatSeasonsDiffer) {
  const auto periods = two_periods(recorded_in(month_of(2025, 1), month_of(2025, 12)), {}, EarlierRule::a_year_before);

  ASSERT_TRUE(periods);
  EXPECT_EQ(in_words(periods->later), "July 2025 to December 2025");
  EXPECT_EQ(in_words(periods->earlier), "January 2025 to June 2025");
  EXPECT_FALSE(periods->same_months);
}

TEST(TwoPeriods, OfWhichOneComesJustBeforeTakeAYearAtMost) {
  const auto records = recorded_in(month_of(2022, 1), month_of(2025, 12));
  const auto usual = two_periods(records, {}, EarlierRule::just_before);
  const auto named = two_periods(records, {"2022-03", "", "", ""}, EarlierRule::just_before);

  ASSERT_TRUE(usual && named);
  EXPECT_EQ(in_words(usual->later), "January 2025 to December 2025");
  EXPECT_EQ(in_words(usual->earlier), "January 2024 to December 2024");
  EXPECT_EQ(in_words(named->later), "March 2022");
  EXPECT_EQ(in_words(named->earlier), "January 2022 to February 2022");
}

TEST(TwoPeriods, AreRefusedWithWhatToDo) {
  const auto records = recorded_in(month_of(2024, 1), month_of(2025, 12));
  EXPECT_THAT(refusal(records, {"2025-01-15", "", "", ""}), HasSubstr("whole months"));
  EXPECT_THAT(refusal(records, {"2025-05", "2025-03", "", ""}), HasSubstr("exchange them"));
  EXPECT_THAT(refusal(records, {"2025-01", "2025-06", "2024-10", "2025-02"}), HasSubstr("must end before"));
  EXPECT_THAT(refusal(records, {"2024-01", "2024-06", "2025-01", "2025-06"}), HasSubstr("must end before"));
  EXPECT_THAT(
      refusal(records, {"2024-03", "", "", ""}),
      AllOf(HasSubstr("of March 2023 no incident of any type is recorded"), HasSubstr("import what is missing")));
  EXPECT_THAT(refusal(recorded_in(month_of(2025, 1), month_of(2025, 1)), {}), HasSubstr("two complete months"));
  EXPECT_THAT(refusal({}, {}), HasSubstr("import more months"));
}

TEST(TwoPeriods, BeginAfterAGapInTheRecords) {
  borough::IncidentTable records = recorded_in(month_of(2018, 10), month_of(2019, 2));
  const borough::IncidentTable later = recorded_in(month_of(2025, 1), month_of(2025, 12));
  for (std::size_t row = 0; row < later.size(); ++row) {
    records.add({0, 0}, 0, later.time[row], core::TimePrecision::month);
  }

  EXPECT_EQ(recorded_run(records).span, (MonthSpan{month_of(2025, 1), month_of(2025, 12)}));
  const auto years_apart =
      two_periods(records, {"2025-01", "2025-02", "2019-01", "2019-02"}, EarlierRule::a_year_before);
  ASSERT_TRUE(years_apart);
  EXPECT_TRUE(years_apart->same_months);
}

}  // namespace
}  // namespace wardscope::analysis
