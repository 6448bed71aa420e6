// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/near_repeat_question.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Words = std::vector<std::pair<std::string, std::string>>;

struct Kind {
  const char* type = "Burglary";
  borough::Sensitivity sensitivity = borough::Sensitivity::open;
  core::TimePrecision precision = core::TimePrecision::minute;
};

/// A year of 700 incidents over 36 km², and for every one of the first `followed` another within 50 m and four days.
borough::Dataset followed_town(int followed, const Kind& kind = {}) {
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, kind.type, kind.sensitivity);
  const auto add = [&](geo::Point p, core::LocalMinute minute) {
    if (kind.precision == core::TimePrecision::month)
      minute = core::local_minute({2025, core::date_of(minute).month, 1});
    incidents.add(p, type, minute, kind.precision);
  };
  for (int i = 0; i < 700; ++i) {
    core::CounterRng rng(21, static_cast<std::uint64_t>(i));
    const geo::Point p{rng.uniform(0, 6000), rng.uniform(0, 6000)};
    const auto minute =
        core::local_minute({2025, 1, 1}) + static_cast<core::LocalMinute>(rng.below(360 * core::kMinutesPerDay));
    add(p, minute);
    if (i >= followed) continue;
    add({p.x + rng.uniform(-30, 30), p.y + rng.uniform(-30, 30)},
        minute + static_cast<core::LocalMinute>(rng.below(4 * core::kMinutesPerDay)));
  }
  borough::Dataset dataset;
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

struct Answer {
  core::Result<ops::OperationResult> result;
  core::Diagnostics diagnostics;
};

Answer near_repeats_of(const borough::Dataset& dataset, const Words& words = {}) {
  const auto operation = builtin_operations().make("near-repeats");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});
  return {std::move(result), std::move(diagnostics)};
}

const table::FeatureTable& bands_in(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
}

std::string cell(const table::FeatureTable& features, std::size_t row, const std::string& column) {
  return table::to_text(features.at(row, *features.column(column)), 2);
}

/// Half of the town is a ward: what lies in the other half is told and not counted.
TEST(NearRepeatOperation, IsOfTheIncidentsOnTheWards) {
  borough::Dataset dataset = followed_town(200);
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "2025", true, {}};
  wards.areas.push_back({"W1", "Harbour", {geo::to_polygon({-100, -100, 3000, 6100})}, {}, {}, ""});
  dataset.area_sets = {core::make_snapshot(wards)};
  std::int64_t inside = 0;
  for (const double x : dataset.incidents->x) inside += x < 3000.0 ? 1 : 0;

  const Answer answer = near_repeats_of(dataset);

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  EXPECT_THAT(answer.result->sentences[0], StartsWith(std::to_string(inside) + " recorded incidents"));
  ASSERT_EQ(answer.diagnostics.count("off-the-land"), 1);
  EXPECT_THAT(answer.diagnostics.kept().front().message, HasSubstr(std::to_string(900 - inside)));
}

TEST(NearRepeatOperation, SaysWhatFollowsWhatAndHowSureThatIs) {
  const Answer answer = near_repeats_of(followed_town(200));

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  const auto& sentences = answer.result->sentences;
  ASSERT_EQ(sentences.size(), 4U);
  EXPECT_THAT(
      sentences[0],
      AllOf(StartsWith("900 recorded incidents"), HasSubstr("more than expected in 1 of 16 bands"),
            HasSubstr("at a distance of up to 100 m and 0 to 7 days ("), HasSubstr("times as many as expected")));
  EXPECT_THAT(sentences[1],
              AllOf(StartsWith("How sure: "), HasSubstr("999 times"), HasSubstr("about 0.8"), HasSubstr("(p 0.001)")));
  EXPECT_THAT(sentences[2],
              AllOf(StartsWith("What it does not show: "), HasSubstr("caused the second"),
                    HasSubstr("before or after the period"), Not(HasSubstr("Street level not supported"))));
  EXPECT_THAT(sentences[3],
              AllOf(StartsWith("Method: Knox"), HasSubstr("4 bands of 100 m by 4 bands of 7 days"),
                    HasSubstr("limits included"), HasSubstr("seed 1"), HasSubstr("one-sided"),
                    HasSubstr("404,550 pairs"), HasSubstr("Benjamini-Hochberg correction over 16 bands at 0.05")));
  const table::FeatureTable& bands = bands_in(*answer.result);
  ASSERT_EQ(bands.row_count(), 20U);
  EXPECT_EQ(cell(bands, 0, "distance"), "the same place");
  EXPECT_EQ(cell(bands, 4, "distance"), "up to 100 m");
  EXPECT_EQ(cell(bands, 4, "time"), "0 to 7 days");
  EXPECT_EQ(cell(bands, 4, "result"), "more than expected");
  EXPECT_EQ(cell(bands, 4, "p"), "0.001");
  EXPECT_EQ(cell(bands, 4, "p_corrected"), "0.016");
  EXPECT_EQ(cell(bands, 0, "result"), "none so near");
  EXPECT_EQ(cell(bands, 0, "p"), "not tested");
  EXPECT_GT(*table::to_number(bands.at(4, *bands.column("pairs"))), 200.0);
}

TEST(NearRepeatOperation, SaysSoWhereNothingFollows) {
  const Answer answer = near_repeats_of(followed_town(0));

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  EXPECT_THAT(answer.result->sentences[0], HasSubstr("in none of 16 bands"));
}

/// Eight incidents follow: of bands with few pairs neither pairs nor ratio are told.
TEST(NearRepeatOperation, TellsNoSmallNumberOfPairs) {
  const Answer answer = near_repeats_of(followed_town(8), {{"distance-band", "40"}, {"time-band", "3"}});

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  const table::FeatureTable& bands = bands_in(*answer.result);
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < bands.row_count(); ++row) {
    const auto pairs = table::to_number(bands.at(row, *bands.column("pairs")));
    EXPECT_TRUE(!pairs || *pairs == 0.0 || *pairs >= 5.0) << row;
    if (pairs) continue;
    ++hidden;
    EXPECT_EQ(cell(bands, row, "ratio"), "");
    EXPECT_EQ(cell(bands, row, "p"), "not told");
    EXPECT_EQ(cell(bands, row, "result"), "too few to be told");
  }
  EXPECT_GT(hidden, 0U);
}

TEST(NearRepeatOperation, TellsPairsOfSensitiveTypesToTheNearestTen) {
  const Answer answer = near_repeats_of(followed_town(200, {.type = "Domestic abuse"}));

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  const table::FeatureTable& bands = bands_in(*answer.result);
  std::size_t told = 0;
  for (std::size_t row = 0; row < bands.row_count(); ++row) {
    const auto pairs = table::to_number(bands.at(row, *bands.column("pairs")));
    const auto expected = table::to_number(bands.at(row, *bands.column("expected")));
    if (expected) {
      EXPECT_EQ(std::fmod(*expected, 1.0), 0.0);
    }
    if (!pairs) continue;
    ++told;
    EXPECT_EQ(std::fmod(*pairs, 10.0), 0.0);
    EXPECT_GE(*pairs, 20.0);
    const auto ratio = table::to_number(bands.at(row, *bands.column("ratio")));
    if (ratio) {
      EXPECT_NEAR(*ratio, *pairs / *expected, 0.0051);  // of what is told, so that it tells no more
    }
  }
  EXPECT_GT(told, 0U);
}

/// The total of bands of which one is hidden would be that one.
TEST(NearRepeatOperation, RoundsTheTotalWhereABandIsHidden) {
  analysis::NearRepeats found;
  found.counts.time_bands = 2;
  found.counts.near_in_space = {300};
  found.bands.resize(2);
  found.bands[0].pairs = 33;
  found.bands[1].pairs = 4;
  found.whole.pairs = 37;
  found.whole.expected = 20.0;
  EXPECT_EQ(told_whole(found, borough::Sensitivity::open).pairs, 35);
  found.bands[1].pairs = 5;
  found.whole.pairs = 38;
  EXPECT_EQ(told_whole(found, borough::Sensitivity::open).pairs, 38);
}

TEST(NearRepeatOperation, WantsMonthsWhereDatesAreKnownToTheMonth) {
  const borough::Dataset months = followed_town(200, {.precision = core::TimePrecision::month});
  const Answer refused = near_repeats_of(months);
  ASSERT_FALSE(refused.result);
  EXPECT_THAT(refused.result.error().message,
              AllOf(HasSubstr("known to the month alone"), HasSubstr("--time-unit months")));

  const Answer answer = near_repeats_of(months, {{"time-unit", "months"}});
  ASSERT_TRUE(answer.result) << answer.result.error().message;
  EXPECT_EQ(cell(bands_in(*answer.result), 4, "time"), "the same month");
  EXPECT_EQ(cell(bands_in(*answer.result), 4, "result"), "more than expected");
  EXPECT_THAT(answer.result->sentences[3], HasSubstr("4 bands of 1 calendar month,"));
}

TEST(NearRepeatOperation, TellsWhatIsLeftOutAndWhereMonthsAreMissing) {
  borough::Dataset dataset = followed_town(100);
  borough::IncidentTable incidents = *dataset.incidents;
  for (std::size_t row = 0; row < 40; ++row) incidents.precision[row] = core::TimePrecision::month;
  incidents.add({10, 10}, 0, core::local_minute({2026, 6, 1}), core::TimePrecision::day);
  dataset.incidents = core::make_snapshot(incidents);

  const Answer answer = near_repeats_of(dataset);

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  std::string remarks;
  for (const core::Diagnostic& remark : answer.diagnostics.kept()) remarks += remark.message + "\n";
  EXPECT_THAT(remarks, HasSubstr("40 of the selected incidents are left out: their date is not known to the day"));
  EXPECT_THAT(remarks, HasSubstr("in 5 of the 18 months from January 2025 to June 2026"));
}

TEST(NearRepeatOperation, SaysWhereAPlaceIsAPointOfAMap) {
  borough::Dataset dataset = followed_town(100);
  borough::IncidentTable incidents = *dataset.incidents;
  for (std::size_t row = 0; row < 200; ++row) {
    incidents.x[row] = 100.0 * static_cast<double>(row % 4);
    incidents.y[row] = 50.0;
  }
  dataset.incidents = core::make_snapshot(incidents);

  const Answer answer = near_repeats_of(dataset);

  ASSERT_TRUE(answer.result) << answer.result.error().message;
  EXPECT_THAT(answer.result->sentences[2], HasSubstr("a point of the publisher's map"));
}

TEST(NearRepeatOperation, WritesPWithTheDecimalsThatThePermutationsHave) {
  EXPECT_EQ(p_in_words(0.01, 99), "0.01");
  EXPECT_EQ(p_in_words(0.001, 999), "0.001");
  EXPECT_EQ(p_in_words(0.0125, 9999), "0.0125");
  EXPECT_EQ(p_in_words(1.0, 999), "1.000");
}

TEST(NearRepeatOperation, RefusesWithWhatToDo) {
  const auto refusal = [](const borough::Dataset& dataset, const Words& words) {
    const Answer answer = near_repeats_of(dataset, words);
    return answer.result ? std::string() : answer.result.error().message;
  };
  EXPECT_THAT(refusal(borough::Dataset(), {}), HasSubstr("import some"));
  const borough::Dataset town = followed_town(5);
  EXPECT_THAT(refusal(town, {{"from", "2031-01"}}), HasSubstr("no incident is left by the filter"));
  EXPECT_THAT(refusal(town, {{"from", "2025-03-03"}, {"to", "2025-03-03"}}),
              AnyOf(HasSubstr("the same date"), HasSubstr("fewer than 5")));
  EXPECT_THAT(refusal(town, {{"distance-band", "1"}, {"distance-bands", "1"}}), HasSubstr("no two incidents"));
  const borough::Dataset undated = followed_town(5, {.precision = core::TimePrecision::unknown});
  EXPECT_THAT(refusal(undated, {{"time-unit", "months"}}), HasSubstr("no selected incident has a date"));
}

}  // namespace
}  // namespace wardscope::catalog
