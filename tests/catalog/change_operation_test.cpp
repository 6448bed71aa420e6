// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/result_rows.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Words = std::vector<std::pair<std::string, std::string>>;

/// How many incidents each of the wards has in 2024 and in 2025.
using YearCounts = std::vector<std::array<int, 2>>;
const YearCounts kTown{{120, 121}, {60, 130}, {140, 70}, {30, 26}, {7, 2}, {24, 24}};

/// Wards of a square kilometre side by side, their incidents spread over the months of both years alike.
borough::Dataset town(const YearCounts& wards, borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::AreaSet set{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", sensitivity);
  for (std::size_t ward = 0; ward < wards.size(); ++ward) {
    const double x = static_cast<double>(ward) * 1000.0;
    set.areas.push_back({"W" + std::to_string(ward + 1),
                         "Ward " + std::to_string(ward + 1),
                         {geo::to_polygon({x, 0.0, x + 1000.0, 1000.0})},
                         {},
                         {},
                         ""});
    for (int year = 0; year < 2; ++year) {
      for (int i = 0; i < wards[ward][static_cast<std::size_t>(year)]; ++i) {
        core::CounterRng rng(ward + 1, static_cast<std::uint64_t>(1000 * year + i));
        incidents.add({x + rng.uniform(1, 999), rng.uniform(1, 999)}, type,
                      core::local_minute({2024 + year, i % 12 + 1, 1}), core::TimePrecision::month);
      }
    }
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(set)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

struct ChangeRun {
  core::Result<ops::OperationResult> result;
  core::Diagnostics diagnostics;
};

core::Result<ops::OperationResult> change_of(const borough::Dataset& dataset, const Words& words,
                                             core::Diagnostics& diagnostics) {
  const auto operation = builtin_operations().make("change");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}
core::Result<ops::OperationResult> change_of(const borough::Dataset& dataset, const Words& words) {
  core::Diagnostics diagnostics;
  return change_of(dataset, words, diagnostics);
}

std::size_t row_of(const table::FeatureTable& features, const std::string& name) {
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (text_at(features, row, "name") == name) return row;
  }
  ADD_FAILURE() << "no " << name;
  return 0;
}

TEST(ChangeOperation, NamesTheWardsThatRoseAndFell) {
  const auto result = change_of(town(kTown), {});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = table_of(*result);
  EXPECT_EQ(text_at(features, 0, "name"), "Ward 2");
  EXPECT_EQ(text_at(features, 0, "class"), "up");
  EXPECT_EQ(text_at(features, 1, "name"), "Ward 3");
  EXPECT_EQ(text_at(features, 1, "class"), "down");
  EXPECT_EQ(text_at(features, row_of(features, "Ward 1"), "class"), "no clear change");
  EXPECT_EQ(text_at(features, row_of(features, "Ward 5"), "class"), "too few to test");
  EXPECT_THAT(
      result->sentences[0],
      AllOf(HasSubstr(
                "373 recorded incidents (all types) in January 2025 to December 2025, 381 in January 2024 to December"),
            HasSubstr("1 is up: Ward 2"), HasSubstr("1 is down: Ward 3"), HasSubstr("which chance alone may do")));
}

TEST(ChangeOperation, TellsRoundedCountsAndWhatFollowsFromThem) {
  const auto result = change_of(town(kTown), {});
  ASSERT_TRUE(result);
  const table::FeatureTable& features = table_of(*result);
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    for (const char* column : {"earlier_rounded", "later_rounded"}) {
      const auto count = table::to_number(features.at(row, *features.column(column)));
      if (!count) continue;
      EXPECT_EQ(std::fmod(*count, 5.0), 0.0);
    }
  }
  const std::size_t rose = row_of(features, "Ward 2");
  EXPECT_EQ(text_at(features, rose, "later_rounded"), "130");
  // By day: 2024 had one more.
  EXPECT_NEAR(*table::to_number(features.at(rose, *features.column("ratio"))), 130.0 / 60.0 * 366.0 / 365.0, 1e-12);
  const std::size_t small = row_of(features, "Ward 5");
  EXPECT_EQ(text_at(features, small, "earlier_rounded"), "");
  EXPECT_EQ(text_at(features, small, "ratio"), "");
}

/// One small ward alone: a table of exact counts hides the next smallest with it, which then is not told here either.
TEST(ChangeOperation, TellsNoCountThatEitherPeriodsOwnTableHides) {
  const auto result = change_of(town(kTown), {});
  ASSERT_TRUE(result);
  const table::FeatureTable& features = table_of(*result);
  EXPECT_EQ(text_at(features, row_of(features, "Ward 6"), "later_rounded"), "");
  EXPECT_EQ(text_at(features, row_of(features, "Ward 6"), "earlier_rounded"), "");
  EXPECT_EQ(text_at(features, row_of(features, "Ward 4"), "later_rounded"), "25");
}

TEST(ChangeOperation, GivesAPercentageOnlyWhereTheBaseIsLargeEnough) {
  const auto result = change_of(town({{15, 40}, {200, 220}, {90, 95}}), {});
  ASSERT_TRUE(result);
  const table::FeatureTable& features = table_of(*result);
  EXPECT_EQ(text_at(features, row_of(features, "Ward 1"), "change_percent"), "");
  EXPECT_NE(text_at(features, row_of(features, "Ward 1"), "ratio"), "");
  EXPECT_NE(text_at(features, row_of(features, "Ward 2"), "change_percent"), "");
}

TEST(ChangeOperation, WarnsWhereTheMonthsOfTheYearDiffer) {
  core::Diagnostics same;
  ASSERT_TRUE(change_of(town(kTown), {}, same));
  core::Diagnostics other;
  const auto result =
      change_of(town(kTown),
                {{"from", "2025-07"}, {"to", "2025-12"}, {"before-from", "2025-01"}, {"before-to", "2025-06"}}, other);
  ASSERT_TRUE(result);
  const auto warned = [](const core::Diagnostics& diagnostics) {
    std::string text;
    for (const auto& entry : diagnostics.kept()) text += entry.message;
    return text;
  };
  EXPECT_THAT(warned(same), testing::Not(HasSubstr("same months")));
  EXPECT_THAT(warned(other), HasSubstr("Compare the same months of two years"));
  EXPECT_THAT(result->sentences[2], HasSubstr("more than the season changed"));
}

TEST(ChangeOperation, ComparesCells) {
  const auto result = change_of(town(kTown), {{"units", "cells"}, {"cells", "square"}, {"cell-size", "1000"}});
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(text_at(table_of(*result), 0, "class"), "up");
  EXPECT_EQ(table_of(*result).row_count(), 6U);
}

TEST(ChangeOperation, RefusesWithWhatToDo) {
  const auto refusal = [](const borough::Dataset& dataset, const Words& words) {
    const auto result = change_of(dataset, words);
    return result ? std::string() : result.error().message;
  };
  EXPECT_THAT(refusal(town(kTown), {{"from", "2024-05"}}), HasSubstr("import what is missing"));
  EXPECT_THAT(refusal(town(kTown), {{"type", "Arson"}}), HasSubstr("Arson"));
  EXPECT_THAT(refusal(town(kTown), {{"first-hour", "20"}}), HasSubstr("leave weekdays, hours and days out"));
  EXPECT_THAT(refusal(town(kTown, borough::Sensitivity::sensitive), {{"units", "cells"}, {"cell-size", "200"}}),
              HasSubstr("250 m or more"));
}

}  // namespace
}  // namespace wardscope::catalog
