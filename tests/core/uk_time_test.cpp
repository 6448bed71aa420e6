// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uk_time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wardscope::core {
namespace {

std::string on_the_clock(const char* text) {
  const auto parsed = parse_time(text);
  return parsed ? format_time(parsed->minute, parsed->precision) : "no date";
}

TEST(UkTime, ChangesAtOneInTheMorningOfUtcOnBothSundays) {
  struct Year {
    int year;
    int march;
    int october;
  };
  // The Sundays as gov.uk lists them, and as the tz database has those before.
  for (const Year& year :
       {Year{1985, 31, 27}, Year{1989, 26, 29}, Year{1992, 29, 25}, Year{1995, 26, 22}, Year{1996, 31, 27},
        Year{2023, 26, 29}, Year{2024, 31, 27}, Year{2025, 30, 26}, Year{2026, 29, 25}, Year{2030, 31, 27}}) {
    const LocalMinute spring = local_minute({year.year, 3, year.march}, 1);
    const LocalMinute autumn = local_minute({year.year, 10, year.october}, 1);
    EXPECT_EQ(uk_clock_ahead(spring - 1), 0) << year.year;
    EXPECT_EQ(uk_clock_ahead(spring), 60) << year.year;
    EXPECT_EQ(uk_clock_ahead(autumn - 1), 60) << year.year;
    EXPECT_EQ(uk_clock_ahead(autumn), 0) << year.year;
  }
}

TEST(UkTime, UtcBecomesTheTimeOnTheClock) {
  EXPECT_EQ(on_the_clock("2025-07-01T23:30:00Z"), "2025-07-02 00:30");
  EXPECT_EQ(on_the_clock("2025-01-31T23:15:40Z"), "2025-01-31 23:15");
  EXPECT_EQ(on_the_clock("2025-03-30T00:59:00Z"), "2025-03-30 00:59");
  EXPECT_EQ(on_the_clock("2025-03-30T01:00:00Z"), "2025-03-30 02:00");
  EXPECT_EQ(on_the_clock("2025-10-26T00:59:59.999Z"), "2025-10-26 01:59");
  EXPECT_EQ(on_the_clock("2025-10-26T01:00:00Z"), "2025-10-26 01:00");
  EXPECT_EQ(on_the_clock("2025-12-31 23:30 UTC"), "2025-12-31 23:30");
  EXPECT_EQ(on_the_clock("1 Jul 2025 11:30 PM GMT"), "2025-07-02 00:30");
}

TEST(UkTime, OffsetsBecomeTheTimeOnTheClock) {
  EXPECT_EQ(on_the_clock("2025-07-01T23:30:00+01:00"), "2025-07-01 23:30");
  EXPECT_EQ(on_the_clock("2025-07-01T23:30:00+0100"), "2025-07-01 23:30");
  EXPECT_EQ(on_the_clock("2025-07-01 23:30 +01"), "2025-07-01 23:30");
  EXPECT_EQ(on_the_clock("2025-07-01T23:30:00-05:00"), "2025-07-02 05:30");
  EXPECT_EQ(on_the_clock("2025-01-01T00:30:00+01:00"), "2024-12-31 23:30");
  EXPECT_EQ(on_the_clock("01/07/2025 23:30 BST"), "2025-07-01 23:30");
}

TEST(UkTime, WhatIsNoZoneIsNoTime) {
  for (const char* text : {"2025-07-01T23:30:00+25:00", "2025-07-01T23:30:00+01:75", "2025-07-01T23:30:00+1",
                           "2025-07-01T23:30:00ZZ", "2025-07-01T23:30:00+ab:cd", "2025-07-01T23:30:00 CET"}) {
    EXPECT_EQ(on_the_clock(text), "no date") << text;
  }
}

TEST(UkTime, ATimeWithoutAZoneHasNone) {
  for (const char* text : {"2025-07-01 23:30", "2025-07-01", "01-07-2025 23:30", "Jul 2025", ""}) {
    EXPECT_FALSE(zone_of(text)) << text;
  }
  EXPECT_TRUE(zone_of("2025-07-01T23:30:00Z"));
}

TEST(CivilTime, ReadsHoursOfTheMorningAndOfTheAfternoon) {
  EXPECT_EQ(on_the_clock("1 Feb 2025 11:30 PM"), "2025-02-01 23:30");
  EXPECT_EQ(on_the_clock("01/02/2025 11:30am"), "2025-02-01 11:30");
  EXPECT_EQ(on_the_clock("01/02/2025 12:05:00 AM"), "2025-02-01 00:05");
  EXPECT_EQ(on_the_clock("01/02/2025 12:05 PM"), "2025-02-01 12:05");
  EXPECT_EQ(on_the_clock("01/02/2025 13:05 PM"), "no date");
  EXPECT_EQ(on_the_clock("01/02/2025 0:05 AM"), "no date");
}

}  // namespace
}  // namespace wardscope::core
