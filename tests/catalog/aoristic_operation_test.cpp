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

  core::Result<ops::OperationResult> run(const Words& words = {}) {
    const auto operation = builtin_operations().make("aoristic");
    for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
    borough::Dataset dataset;
    dataset.incidents = core::make_snapshot(incidents_);
    return operation->run({dataset, {}, jobs::Progress(), diagnostics_});
  }

  /// As told, "" where it is hidden.
  static std::string told(const ops::OperationResult& result, std::size_t row, const std::string& column) {
    const auto& features = *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
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
