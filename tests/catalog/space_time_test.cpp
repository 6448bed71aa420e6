// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/space_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "catalog/catalog.hpp"
#include "catalog/small_borough.hpp"
#include "core/civil_time.hpp"
#include "ops/operation.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::HasSubstr;

/// One incident on each of these days.
borough::IncidentTable incidents_on(const std::vector<core::CivilDate>& days, core::TimePrecision precision) {
  borough::IncidentTable incidents;
  incidents.categories = {{"Theft", borough::Sensitivity::open}};
  for (const core::CivilDate day : days) incidents.add({0.0, 0.0}, 0, core::local_minute(day), precision);
  return incidents;
}

borough::IncidentSelection all_of(const borough::IncidentTable& incidents) {
  borough::IncidentSelection selection;
  selection.rows.resize(incidents.size());
  std::iota(selection.rows.begin(), selection.rows.end(), 0U);
  return selection;
}

TEST(SpaceTime, WeighsByTheEpanechnikovKernelOfTheDaysBetween) {
  const auto incidents =
      incidents_on({{2025, 6, 20}, {2025, 6, 10}, {2025, 6, 30}, {2025, 7, 1}, {2025, 5, 1}}, core::TimePrecision::day);

  const auto found = time_weights(incidents, all_of(incidents), {"2025-06-20", 10.0, false});
  const auto wide = time_weights(incidents, all_of(incidents), {"2025-06-20", 20.0, false});

  ASSERT_TRUE(found && wide);
  EXPECT_EQ(found->selection.rows, (std::vector<std::uint32_t>{0}));  // ten days away is out
  EXPECT_FLOAT_EQ(found->weight[0], 0.075F);
  EXPECT_FLOAT_EQ(wide->weight[1], static_cast<float>(0.75 / 20.0 * (1.0 - 0.25)));
  EXPECT_EQ(wide->weight[4], 0.0F);
}

TEST(SpaceTime, ForwardOnlyTakesNothingFromTheFuture) {
  const auto incidents = incidents_on({{2025, 6, 20}, {2025, 6, 21}, {2025, 6, 10}}, core::TimePrecision::minute);

  const auto found = time_weights(incidents, all_of(incidents), {"2025-06-20", 30.0, true});

  ASSERT_TRUE(found);
  EXPECT_EQ(found->selection.rows, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_FLOAT_EQ(found->weight[2], static_cast<float>(1.5 / 30.0 * (1.0 - 10.5 * 10.5 / 900.0)));
}

TEST(SpaceTime, AddsUpToOneIncidentADayWhereThereIsOneEachDay) {
  std::vector<core::CivilDate> days;
  for (std::int32_t day = core::days_from_civil({2025, 1, 1}); day <= core::days_from_civil({2025, 12, 31}); ++day)
    days.push_back(core::civil_from_days(day));
  const auto incidents = incidents_on(days, core::TimePrecision::day);

  for (const bool forward : {false, true}) {
    const auto found = time_weights(incidents, all_of(incidents), {"2025-07-01", 45.0, forward});
    ASSERT_TRUE(found);
    EXPECT_NEAR(std::accumulate(found->weight.begin(), found->weight.end(), 0.0), 1.0, 2e-4);
  }
}

TEST(SpaceTime, TakesTheMeanOverTheDaysOfAMonth) {
  const auto month = incidents_on({{2025, 6, 1}}, core::TimePrecision::month);
  std::vector<core::CivilDate> days;
  for (int day = 1; day <= 30; ++day) days.push_back({2025, 6, day});
  const auto each = incidents_on(days, core::TimePrecision::day);
  const SpaceTime when{"2025-06-20", 40.0, false};

  const auto of_month = time_weights(month, all_of(month), when);
  const auto of_days = time_weights(each, all_of(each), when);

  ASSERT_TRUE(of_month && of_days);
  EXPECT_NEAR(static_cast<double>(of_month->weight[0]),
              std::accumulate(of_days->weight.begin(), of_days->weight.end(), 0.0) / 30.0, 1e-7);
}

TEST(SpaceTime, AnswersBadQuestionsInSentences) {
  const auto months = incidents_on({{2025, 6, 1}}, core::TimePrecision::month);
  const auto message = [&](const SpaceTime& when) {
    const auto found = time_weights(months, all_of(months), when);
    EXPECT_FALSE(found);
    return found ? std::string() : found.error().message;
  };

  EXPECT_THAT(message({"soon", 60.0, false}), HasSubstr("is no day"));
  EXPECT_THAT(message({"2025-06", 60.0, false}), HasSubstr("is no day"));
  EXPECT_THAT(message({"2025-06-20", 29.0, false}), HasSubstr("use --days 30 or more"));
  EXPECT_THAT(message({"2020-06-20", 60.0, false}), HasSubstr("choose another day"));
}

TEST(SpaceTime, IsADensityPerDay) {
  const auto operation = builtin_operations().make("kernel-density");
  const borough::Dataset dataset = small_borough();
  const std::string day =
      core::format_time(dataset.incidents->time[dataset.incidents->size() / 2], core::TimePrecision::day);
  ASSERT_TRUE(ops::set_parameter(*operation, "as-of", {day}));
  ASSERT_TRUE(ops::set_parameter(*operation, "days", {"365"}));
  core::Diagnostics diagnostics;

  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->layers.front().unit, "per km² and day");
  EXPECT_THAT(result->sentences[1], HasSubstr(" incidents a day."));
  const SpaceTime when{day, 365.0, false};
  EXPECT_THAT(result->sentences[0], HasSubstr("(all types; within 365 days of " + day_in_words(when) + ")"));
  EXPECT_EQ(result->layers.front().title, "Density of incidents as of " + day_in_words(when));
  EXPECT_EQ(result->layers.front().counted.from, "2025-01");
  EXPECT_EQ(result->layers.front().counted.to, "2025-12");
  EXPECT_THAT(result->sentences.back(), HasSubstr("as of " + day));
}

TEST(SpaceTime, SaysItsDayAndDaysInWords) {
  EXPECT_EQ(window_in_words({"2025-10-05", 60.0, false}), "within 60 days of 5 October 2025");
  EXPECT_EQ(window_in_words({"2025-10-05", 60.0, true}), "in the 60 days up to 5 October 2025");
}

TEST(SpaceTime, RefusesDaysWithoutADay) {
  for (const auto& [name, word] : {std::pair("forward-only", "true"), std::pair("days", "30")}) {
    const auto operation = builtin_operations().make("kernel-density");
    ASSERT_TRUE(ops::set_parameter(*operation, name, {word}));
    const borough::Dataset dataset = small_borough();
    core::Diagnostics diagnostics;
    const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});
    ASSERT_FALSE(result) << name;
    EXPECT_THAT(result.error().message, HasSubstr("as in --as-of 2025-06-30"));
  }
}

}  // namespace
}  // namespace wardscope::catalog
