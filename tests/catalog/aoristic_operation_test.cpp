// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;
using Words = std::vector<std::pair<std::string, std::string>>;

constexpr core::CivilDate kAMonday{2025, 1, 6};

class WeekOfIncidents : public testing::Test {
 protected:
  void add(int weekday, int minute_of_day, int count, core::TimePrecision precision = core::TimePrecision::minute) {
    const auto category = borough::category_index(incidents_, type_, borough::Sensitivity::open);
    const core::LocalMinute time = core::local_minute(kAMonday) + weekday * core::kMinutesPerDay + minute_of_day;
    for (int i = 0; i < count; ++i) incidents_.add({1.0 * i, 2.0}, category, time, precision);
  }

  /// Known from so many hours after Monday 00:00 until `width` minutes later.
  void add_between(int hours, core::LocalMinute width, int count) {
    const std::size_t first = incidents_.size();
    add(hours / 24, hours % 24 * 60, count);
    if (incidents_.until.empty()) incidents_.until = incidents_.time;
    for (std::size_t row = first; row < incidents_.size(); ++row) incidents_.until[row] += width;
  }

  core::Result<ops::OperationResult> run(const Words& words = {}, const char* of = "aoristic") {
    const auto operation = builtin_operations().make(of);
    for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
    borough::Dataset dataset;
    dataset.incidents = core::make_snapshot(incidents_);
    return operation->run({dataset, {}, jobs::Progress(), diagnostics_});
  }

  /// As told, "" where it is hidden.
  static std::string told(const ops::OperationResult& result, std::size_t row, const std::string& column) {
    return told_in(result.layers.front(), row, column);
  }
  static std::string told_in(const ops::ResultLayer& layer, std::size_t row, const std::string& column) {
    const auto& features = *std::get<core::Snapshot<table::FeatureTable>>(layer.data);
    return table::to_text(features.at(row, *features.column(column)), 0);
  }

  const char* type_ = "Theft";
  borough::IncidentTable incidents_;
  core::Diagnostics diagnostics_;
};

/// Of 120 known to the Friday each of its eight blocks of three hours has 15 more.
TEST_F(WeekOfIncidents, SpreadsDaysOverTheirHours) {
  add(4, 22 * 60 + 5, 200);
  add(4, 0, 120, core::TimePrecision::day);
  add(0, 9 * 60, 30);
  const auto result = run({{"hours-together", "3"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 7, "hours"), "21:00 to 23:59");
  EXPECT_EQ(told(*result, 7, "friday"), "215");
  EXPECT_EQ(told(*result, 0, "friday"), "15");
  EXPECT_EQ(told(*result, 3, "monday"), "30");
  EXPECT_EQ(told(*result, 8, "hours"), "All hours");
  EXPECT_EQ(told(*result, 8, "friday"), "320");
  EXPECT_EQ(told(*result, 8, "all_days"), "350");
  ASSERT_EQ(result->sentences.size(), 4U);
  EXPECT_THAT(result->sentences[0], AllOf(StartsWith("350 recorded incidents"),
                                          HasSubstr("on Friday from 21:00 to 23:59, about 215 or 61.4 % of them"),
                                          HasSubstr("34.4 times as many")));
  EXPECT_THAT(result->sentences[1], AllOf(HasSubstr("Of 66 % of the incidents"), HasSubstr("34 % are known to the day"),
                                          HasSubstr("0 % are known less exactly"), HasSubstr("under 0.001")));
  EXPECT_THAT(result->sentences[3], HasSubstr("Ratcliffe 2000"));
}

TEST_F(WeekOfIncidents, LeavesOutMonthsAndOnRequestDays) {
  add(4, 22 * 60, 100);
  add(2, 0, 100, core::TimePrecision::day);
  add(0, 0, 50, core::TimePrecision::month);
  const auto with_days = run({{"hours-together", "6"}});
  const auto without = run({{"hours-together", "6"}, {"longest", "23"}});

  ASSERT_TRUE(with_days && without);
  EXPECT_EQ(told(*with_days, 4, "all_days"), "200");
  EXPECT_EQ(told(*with_days, 0, "wednesday"), "25");
  EXPECT_EQ(told(*without, 4, "all_days"), "100");
  EXPECT_THAT(without->sentences[1], HasSubstr("60 % are known less exactly"));
}

TEST_F(WeekOfIncidents, TakesMidnightForADayUnlessToldOtherwise) {
  add(3, 0, 80);
  const auto as_day = run({{"hours-together", "12"}});
  ASSERT_TRUE(as_day) << as_day.error().message;
  EXPECT_EQ(told(*as_day, 0, "thursday"), "40");
  EXPECT_EQ(diagnostics_.count("midnight-stamps"), 1);
  const auto as_moment = run({{"hours-together", "12"}, {"midnight", "moment"}});
  ASSERT_TRUE(as_moment) << as_moment.error().message;
  EXPECT_EQ(told(*as_moment, 0, "thursday"), "80");
  EXPECT_EQ(diagnostics_.count("midnight-stamps"), 1);
}

/// 25 known to the Friday are 25/24 in each hour: whole numbers of them make 25 again.
TEST_F(WeekOfIncidents, AddsUpToItsIncidents) {
  add(4, 0, 25, core::TimePrecision::day);
  add(4, 9 * 60, 400);
  const auto result = run({{"hours-together", "1"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 24, "friday"), "425");
  EXPECT_EQ(told(*result, 24, "all_days"), "425");
  EXPECT_EQ(told(*result, 9, "all_days"), "401");
}

TEST_F(WeekOfIncidents, HidesSmallCountsAndWhatWouldTellThem) {
  add(4, 22 * 60, 100);
  add(4, 4 * 60, 60);
  add(4, 13 * 60, 3);
  const auto result = run({{"hours-together", "6"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 2, "friday"), "");  // three
  EXPECT_EQ(told(*result, 4, "all_days"), "163");
  int hidden = 0;
  for (std::size_t block = 0; block < 4; ++block) hidden += told(*result, block, "friday").empty() ? 1 : 0;
  EXPECT_GT(hidden, 1);
}

TEST_F(WeekOfIncidents, CountsMoreHoursTogetherWhereIncidentsAreFew) {
  add(4, 22 * 60, 100);
  const auto few = run();
  ASSERT_TRUE(few);
  EXPECT_EQ(told(*few, 0, "hours"), "00:00 to 05:59");
  add(4, 22 * 60, 5000);
  const auto many = run();
  ASSERT_TRUE(many);
  EXPECT_EQ(told(*many, 0, "hours"), "00:00 to 00:59");
}

TEST_F(WeekOfIncidents, OfSensitiveTypesHidesZerosToo) {
  type_ = "Domestic abuse";
  add(4, 22 * 60, 100);
  const auto result = run({{"hours-together", "12"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 0, "monday"), "");
}

/// 120 between Monday 18:00 and Tuesday 06:00: 30 in each of four blocks of three hours.
TEST_F(WeekOfIncidents, SpreadsIncidentsBetweenTwoTimesOverTheirRange) {
  add(0, 13 * 60, 80);
  add_between(18, 12 * 60, 120);
  const auto result = run({{"hours-together", "3"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 6, "monday"), "30");
  EXPECT_EQ(told(*result, 7, "monday"), "30");
  EXPECT_EQ(told(*result, 0, "tuesday"), "30");
  EXPECT_EQ(told(*result, 1, "tuesday"), "30");
  EXPECT_EQ(told(*result, 2, "tuesday"), "0");
  EXPECT_EQ(told(*result, 4, "monday"), "80");
  EXPECT_EQ(told(*result, 8, "all_days"), "200");
  EXPECT_THAT(result->sentences[1],
              AllOf(HasSubstr("Of 40 % of the incidents the time is known to the minute"),
                    HasSubstr("60 % lie between two recorded times, half of them at most 12 h apart"),
                    HasSubstr("counted when their range begins it would be 0 %, in its middle 100 %")));
  EXPECT_THAT(result->sentences[3], HasSubstr("a range is that between the two times recorded"));
}

/// The same incidents by the three conventions: all at 18:00, all at midnight, or a quarter in each block.
TEST_F(WeekOfIncidents, HoldsThemAgainstTheOtherConventions) {
  add(0, 13 * 60, 80);
  add_between(18, 12 * 60, 120);
  const auto result = run({{"hours-together", "3"}});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->layers.size(), 2U);
  const ops::ResultLayer& conventions = result->layers[1];
  EXPECT_EQ(conventions.name, "aoristic-conventions");
  EXPECT_EQ(told_in(conventions, 6, "hours"), "18:00 to 20:59");
  EXPECT_EQ(told_in(conventions, 6, "aoristic_percent"), "25");
  EXPECT_EQ(told_in(conventions, 6, "beginning_percent"), "100");
  EXPECT_EQ(told_in(conventions, 6, "middle_percent"), "0");
  EXPECT_EQ(told_in(conventions, 0, "middle_percent"), "100");
  EXPECT_EQ(told_in(conventions, 0, "beginning_percent"), "0");
  EXPECT_EQ(told_in(conventions, 4, "aoristic_percent"), "0");  // those of 13:00 are known to the minute
}

TEST_F(WeekOfIncidents, LeavesOutRangesLongerThanAskedForAndCountsThem) {
  add(0, 13 * 60, 50);
  add_between(18, 12 * 60, 30);
  add_between(89, 63 * 60, 20);  // Thursday 17:00 to Sunday 08:00
  const auto day = run({{"hours-together", "6"}});
  const auto three_days = run({{"hours-together", "6"}, {"longest", "72"}});

  ASSERT_TRUE(day && three_days);
  EXPECT_EQ(told(*day, 4, "all_days"), "80");
  EXPECT_THAT(day->sentences[1],
              HasSubstr("20 % are known less exactly, or between times more than 24 hours apart, and left out"));
  EXPECT_EQ(told(*three_days, 4, "all_days"), "100");
}

/// 120 known from one day to the next: midnight to midnight as a system writes days, two days of 48 hours.
TEST_F(WeekOfIncidents, TakesTwoMidnightsForTwoDaysUnlessToldOtherwise) {
  add_between(24, 24 * 60, 120);
  const auto as_days = run({{"hours-together", "12"}, {"longest", "48"}});
  const auto as_moments = run({{"hours-together", "12"}, {"longest", "48"}, {"midnight", "moment"}});

  ASSERT_TRUE(as_days && as_moments);
  EXPECT_EQ(told(*as_days, 0, "tuesday"), "30");
  EXPECT_EQ(told(*as_days, 1, "wednesday"), "30");
  EXPECT_EQ(told(*as_moments, 0, "tuesday"), "60");
  EXPECT_EQ(told(*as_moments, 0, "wednesday"), "0");
}

TEST_F(WeekOfIncidents, HasNoTableOfConventionsOfTooFew) {
  add(0, 13 * 60, 100);
  add_between(18, 12 * 60, 3);
  const auto result = run({{"hours-together", "12"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->layers.size(), 1U);
  EXPECT_THAT(result->sentences[1], testing::Not(HasSubstr("when their range begins")));
}

/// Of 97 in one block and 3 in another the three are not told, nor anything as fine as they are.
TEST_F(WeekOfIncidents, TellsNoSmallCountsOfConventions) {
  add_between(18, 60, 97);
  add_between(9, 60, 3);
  const auto result = run({{"hours-together", "3"}});
  ASSERT_TRUE(result) << result.error().message;
  const ops::ResultLayer& conventions = result->layers.at(1);
  EXPECT_EQ(told_in(conventions, 3, "beginning_percent"), "");
  EXPECT_EQ(told_in(conventions, 3, "aoristic_percent"), "");
  EXPECT_EQ(told_in(conventions, 6, "beginning_percent"), "95");
}

TEST_F(WeekOfIncidents, SaysHowAFilterForHoursTookRanges) {
  add(0, 23 * 60, 40);
  add_between(18, 12 * 60, 30);
  add_between(22, 5 * 60, 20);
  const auto night = run({{"first-hour", "22"}, {"last-hour", "23"}}, "repeat-places");
  ASSERT_TRUE(night) << night.error().message;
  EXPECT_EQ(diagnostics_.count("time-ranges"), 1);
  const auto any = run();
  EXPECT_EQ(diagnostics_.count("time-ranges"), 1);
}

/// Fourteen incidents, eleven in one part of the week: with the number of all of them three would follow for the other.
TEST_F(WeekOfIncidents, DoesNotTellHowManyWhereAHiddenPartWouldFollow) {
  add(0, 20 * 60, 11);
  add(1, 2 * 60, 3);
  const auto result = run({{"hours-together", "6"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(told(*result, 3, "monday"), "11");
  EXPECT_EQ(told(*result, 0, "tuesday"), "");
  EXPECT_EQ(told(*result, 4, "all_days"), "");
  for (const std::string& sentence : result->sentences) {
    EXPECT_THAT(sentence, testing::Not(HasSubstr("14"))) << sentence;
    EXPECT_THAT(sentence, testing::Not(HasSubstr("79"))) << sentence;  // 11 of 14 in per cent
  }
  EXPECT_THAT(result->sentences[0], HasSubstr("how many would tell a small count"));
}

/// Held against the hours that the filter leaves out, any hour would be busy.
TEST_F(WeekOfIncidents, RefusesAFilterForHoursOrWeekdays) {
  add(0, 23 * 60, 40);
  for (const auto& word : {Words{{"first-hour", "22"}}, Words{{"last-hour", "3"}}, Words{{"weekday", "Monday"}}}) {
    const auto result = run(word);
    ASSERT_FALSE(result);
    EXPECT_THAT(result.error().message, HasSubstr("leave weekdays and hours out of the filter"));
  }
}

TEST_F(WeekOfIncidents, RefusesAnHourOfMonths) {
  add(0, 0, 50, core::TimePrecision::month);
  const auto night = run({{"first-hour", "22"}, {"last-hour", "23"}}, "repeat-places");
  ASSERT_FALSE(night);
  EXPECT_THAT(night.error().message, AllOf(HasSubstr("of 50 of its incidents the time is not known exactly enough"),
                                           HasSubstr("leave weekdays, hours and days out of the filter")));
}

TEST_F(WeekOfIncidents, RefusesRangesThatAreAllTooLong) {
  add_between(18, 63 * 60, 50);
  const auto result = run();
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("further for those between two times (168 hours, a week, at most)"));
}

TEST_F(WeekOfIncidents, RefusesWithWhatToDo) {
  add(0, 0, 50, core::TimePrecision::month);
  const auto months = run();
  ASSERT_FALSE(months);
  EXPECT_THAT(months.error().message, HasSubstr("import incidents with their dates and times"));
  incidents_ = {};
  add(0, 0, 50, core::TimePrecision::day);
  const auto days = run({{"longest", "5"}});
  ASSERT_FALSE(days);
  EXPECT_THAT(days.error().message, HasSubstr("raise --longest to 24"));
  const auto blocks = run({{"hours-together", "5"}});
  ASSERT_FALSE(blocks);
  EXPECT_THAT(blocks.error().message, HasSubstr("take 1, 2, 3, 4, 6, 8 or 12"));
}

}  // namespace
}  // namespace wardscope::catalog
