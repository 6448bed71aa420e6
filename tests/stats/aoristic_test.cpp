// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/aoristic.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "core/random.hpp"
#include "core/uk_time.hpp"

namespace wardscope::stats {
namespace {

using core::local_minute;

constexpr core::LocalMinute kDay = core::kMinutesPerDay;
constexpr core::LocalMinute kWeek = 7 * kDay;
constexpr std::size_t kMonday = 0;
constexpr std::size_t kTuesday = 1;
constexpr std::size_t kSunday = 6;

AoristicWeek week_of(const std::vector<TimeRange>& ranges, core::LocalMinute longest = kWeek) {
  return aoristic_week(ranges, longest);
}

double sum_of(const AoristicWeek& week) { return std::accumulate(week.hours.begin(), week.hours.end(), 0.0); }

/// From 22:30 to 01:30 are 180 minutes: 30, 60, 60 and 30 of them in four hours of two days.
TEST(Aoristic, SpreadsARangeOverItsHoursPastMidnight) {
  const AoristicWeek week = week_of({{local_minute({2025, 1, 6}, 22, 30), local_minute({2025, 1, 7}, 1, 30)}});

  EXPECT_DOUBLE_EQ(week.at(kMonday, 22), 30.0 / 180.0);
  EXPECT_DOUBLE_EQ(week.at(kMonday, 23), 60.0 / 180.0);
  EXPECT_DOUBLE_EQ(week.at(kTuesday, 0), 60.0 / 180.0);
  EXPECT_DOUBLE_EQ(week.at(kTuesday, 1), 30.0 / 180.0);
  EXPECT_DOUBLE_EQ(sum_of(week), 1.0);
  EXPECT_EQ(week.used, 1);
}

TEST(Aoristic, CountsAMomentInItsHour) {
  const AoristicWeek week = week_of({{local_minute({2025, 1, 6}, 13, 59), local_minute({2025, 1, 6}, 13, 59)},
                                     {local_minute({2025, 1, 6}, 14, 0), local_minute({2025, 1, 6}, 14, 0)}});
  EXPECT_EQ(week.at(kMonday, 13), 1.0);
  EXPECT_EQ(week.at(kMonday, 14), 1.0);
}

/// A range that ends at 15:00 has no minute of the hour that begins then.
TEST(Aoristic, EndsBeforeTheHourAtWhichARangeEnds) {
  const AoristicWeek week = week_of({{local_minute({2025, 1, 6}, 13), local_minute({2025, 1, 6}, 15)}});
  EXPECT_EQ(week.at(kMonday, 13), 0.5);
  EXPECT_EQ(week.at(kMonday, 14), 0.5);
  EXPECT_EQ(week.at(kMonday, 15), 0.0);
}

TEST(Aoristic, RunsFromSundayIntoMonday) {
  const AoristicWeek week = week_of({{local_minute({2025, 1, 12}, 23), local_minute({2025, 1, 13}, 1)}});
  EXPECT_EQ(week.at(kSunday, 23), 0.5);
  EXPECT_EQ(week.at(kMonday, 0), 0.5);
}

/// Clocks went from 01:00 to 02:00 on 30 March 2025: from 00:30 to 03:30 are 120 minutes.
TEST(Aoristic, LeavesOutTheHourThatTheClocksSkip) {
  const AoristicWeek week = week_of({{local_minute({2025, 3, 30}, 0, 30), local_minute({2025, 3, 30}, 3, 30)}});
  EXPECT_DOUBLE_EQ(week.at(kSunday, 0), 30.0 / 120.0);
  EXPECT_DOUBLE_EQ(week.at(kSunday, 1), 0.0);
  EXPECT_DOUBLE_EQ(week.at(kSunday, 2), 60.0 / 120.0);
  EXPECT_DOUBLE_EQ(week.at(kSunday, 3), 30.0 / 120.0);
}

/// 01:00 to 02:00 was on the clocks twice on 26 October 2025: from 00:30 to 02:30 are 180 minutes.
TEST(Aoristic, CountsTheHourTwiceThatTheClocksShowTwice) {
  const AoristicWeek week = week_of({{local_minute({2025, 10, 26}, 0, 30), local_minute({2025, 10, 26}, 2, 30)}});
  EXPECT_DOUBLE_EQ(week.at(kSunday, 0), 30.0 / 180.0);
  EXPECT_DOUBLE_EQ(week.at(kSunday, 1), 120.0 / 180.0);
  EXPECT_DOUBLE_EQ(week.at(kSunday, 2), 30.0 / 180.0);
}

TEST(Aoristic, KeepsARangeThatIsWrittenInTheHourThatTheClocksSkip) {
  const AoristicWeek week = week_of({{local_minute({2025, 3, 30}, 1, 10), local_minute({2025, 3, 30}, 1, 50)}});
  EXPECT_EQ(week.at(kSunday, 1), 1.0);
}

TEST(Aoristic, SpreadsAWholeWeekEvenly) {
  const AoristicWeek week = week_of({{local_minute({2025, 1, 8}, 5, 17), local_minute({2025, 1, 15}, 5, 17)}});
  for (const double hour : week.hours) EXPECT_NEAR(hour, 1.0 / 168.0, 1e-12);
}

TEST(Aoristic, LeavesOutWhatIsTooLongOrReversed) {
  const core::LocalMinute begin = local_minute({2025, 1, 6}, 8);
  const AoristicWeek week =
      week_of({{begin, begin + kDay}, {begin, begin + kDay + 1}, {begin, begin - 1}, {begin, begin}}, kDay);
  EXPECT_EQ(week.used, 2);
  EXPECT_EQ(week.too_long, 1);
  EXPECT_EQ(week.reversed, 1);
  EXPECT_NEAR(sum_of(week), 2.0, 1e-12);
}

TEST(Aoristic, OfNothingIsNothing) { EXPECT_EQ(sum_of(week_of({})), 0.0); }

/// Minute by minute of universal time: each is on the clock once.
AoristicWeek plain_week(const std::vector<TimeRange>& ranges) {
  AoristicWeek week;
  for (const TimeRange& range : ranges) {
    std::vector<std::size_t> minutes;
    for (core::LocalMinute utc = range.from - 180; utc < range.to + 180; ++utc) {
      const core::LocalMinute clock = core::uk_clock(utc);
      if (clock < range.from || clock >= range.to) continue;
      minutes.push_back(static_cast<std::size_t>(24 * core::weekday_of(clock) + core::hour_of(clock)));
    }
    for (const std::size_t hour : minutes) week.hours[hour] += 1.0 / static_cast<double>(minutes.size());
  }
  return week;
}

TEST(Aoristic, IsWhatMinuteByMinuteGives) {
  std::vector<TimeRange> ranges;
  for (std::uint64_t i = 0; i < 300; ++i) {
    core::CounterRng rng(8, i);
    // Around the two changes of the clocks, and elsewhere.
    const core::CivilDate around = i % 3 == 0   ? core::CivilDate{2025, 3, 29}
                                   : i % 3 == 1 ? core::CivilDate{2025, 10, 25}
                                                : core::CivilDate{1969, 12, 30};
    const auto from = local_minute(around) + static_cast<core::LocalMinute>(rng.below(3 * kDay));
    ranges.push_back({from, from + 200 + static_cast<core::LocalMinute>(rng.below(2 * kDay))});
  }
  const AoristicWeek week = week_of(ranges);
  const AoristicWeek plain = plain_week(ranges);
  for (std::size_t hour = 0; hour < kHoursOfWeek; ++hour)
    EXPECT_NEAR(week.hours[hour], plain.hours[hour], 1e-9) << hour;
  EXPECT_NEAR(sum_of(week), 300.0, 1e-9);
}

}  // namespace
}  // namespace wardscope::stats
