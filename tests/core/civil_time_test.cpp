// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/civil_time.hpp"

#include <gtest/gtest.h>

namespace wardscope::core {
namespace {

TEST(CivilTime, EpochIsAThursdayMidnight) {
  EXPECT_EQ(local_minute({1970, 1, 1}), 0);
  EXPECT_EQ(weekday_of(0), 3);
  EXPECT_EQ(hour_of(0), 0);
}

TEST(CivilTime, DatesBeforeTheEpochKeepHourAndWeekday) {
  const LocalMinute time = local_minute({1969, 12, 31}, 23, 59);

  EXPECT_EQ(time, -1);
  EXPECT_EQ(hour_of(time), 23);
  EXPECT_EQ(weekday_of(time), 2);
  EXPECT_EQ(date_of(time), (CivilDate{1969, 12, 31}));
  EXPECT_EQ(month_index(time), -1);
  EXPECT_EQ(month_name(-1), "December 1969");
}

TEST(CivilTime, EveryDayOfFourCenturiesComesBack) {
  for (std::int32_t day = days_from_civil({1900, 1, 1}); day < days_from_civil({2200, 1, 1}); ++day) {
    ASSERT_EQ(days_from_civil(civil_from_days(day)), day);
  }
}

TEST(CivilTime, ReadsTheFormsThatCouncilsWrite) {
  const LocalMinute midnight = local_minute({2025, 1, 31});
  for (const char* text : {"2025-01-31", "31/01/2025", "31-Jan-2025", "31 January 2025", "31.01.2025"}) {
    const auto parsed = parse_time(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->minute, midnight) << text;
    EXPECT_EQ(parsed->precision, TimePrecision::day) << text;
  }
  for (const char* text :
       {"2025-01-31 23:15", "2025-01-31T23:15:40Z", "31/01/2025 23:15", "31 Jan 2025 23:15:01.000"}) {
    const auto parsed = parse_time(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->minute, midnight + 23 * 60 + 15) << text;
    EXPECT_EQ(parsed->precision, TimePrecision::minute) << text;
  }
  for (const char* text : {"2025-01", "Jan 2025", "January 2025", "01/2025"}) {
    const auto parsed = parse_time(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->precision, TimePrecision::month) << text;
  }
  EXPECT_EQ(parse_time("01/31/2025", DateOrder::month_first)->minute, midnight);
}

TEST(CivilTime, RefusesWhatIsNoDate) {
  for (const char* text : {"", "TBC", "31/02/2025", "2025-13", "01/31/2025", "2025-01-31 24:00", "23:15", "1/1/25",
                           "2025-01-31 ab:cd", "0x10", "2025-01 10:00", "1899-12-31"}) {
    EXPECT_FALSE(parse_time(text)) << text;
  }
}

TEST(CivilTime, WritesWhatItKnowsAndNoMore) {
  const LocalMinute time = local_minute({2025, 3, 9}, 7, 5);
  EXPECT_EQ(format_time(time, TimePrecision::month), "2025-03");
  EXPECT_EQ(format_time(time, TimePrecision::day), "2025-03-09");
  EXPECT_EQ(format_time(time, TimePrecision::minute), "2025-03-09 07:05");
  EXPECT_EQ(format_time(time, TimePrecision::unknown), "not known");
}

}  // namespace
}  // namespace wardscope::core
