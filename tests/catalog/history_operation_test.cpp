// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Words = std::vector<std::pair<std::string, std::string>>;

/// Two square kilometres of 25 wards a side of 400 m with a few incidents a month everywhere, from January to December
/// 2025; more all the year in the west, and from October in the east.
borough::Dataset town() {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  for (int i = 0; i < 25; ++i) {
    const double x = i % 5 * 400.0;
    const double y = i / 5 * 400.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 400.0, y + 400.0})},
                           3000.0,
                           {},
                           ""});
  }
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (int month = 1; month <= 12; ++month) {
    core::CounterRng rng(3, static_cast<std::uint64_t>(month));
    const auto add = [&](double x, double y) {
      incidents.add({x, y}, type, core::local_minute({2025, month, 1}), core::TimePrecision::month);
    };
    for (int k = 0; k < 300; ++k) add(rng.uniform(1.0, 1999.0), rng.uniform(1.0, 1999.0));
    for (int k = 0; k < 200; ++k) add(rng.uniform(300.0, 900.0), rng.uniform(700.0, 1300.0));  // about Ward 12
    for (int k = 0; month >= 10 && k < 200; ++k) add(rng.uniform(1100.0, 1700.0), rng.uniform(700.0, 1300.0));
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> histories_of(const Words& words) {
  const auto operation = builtin_operations().make("emerging");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({town(), {}, jobs::Progress(), diagnostics});
}

TEST(EmergingOperation, NamesTheLastMonthThatItLeavesOut) {
  borough::Dataset dataset = town();
  borough::IncidentTable dated = *dataset.incidents;
  dated.precision.assign(dated.size(), core::TimePrecision::day);  // the last one is of the first of December
  dataset.incidents = core::make_snapshot(dated);
  const auto operation = builtin_operations().make("emerging");
  ASSERT_TRUE(ops::set_parameter(*operation, "units", {"wards"}));
  core::Diagnostics diagnostics;

  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});

  ASSERT_TRUE(result) << result.error().message;
  std::string notes;
  for (const auto& entry : diagnostics.kept()) notes += entry.message + "\n";
  EXPECT_THAT(notes, AllOf(HasSubstr("December 2025 is left out"), HasSubstr("--to 2025-12")));
  EXPECT_THAT(result->sentences[0], HasSubstr("to November 2025"));
}

const Words kCells{{"cells", "square"}, {"cell-size", "200"}, {"permutations", "9999"}};

TEST(EmergingOperation, TellsWhatLastsAndWhatIsNew) {
  const auto result = histories_of(kCells);

  ASSERT_TRUE(result) << result.error().message;
  const auto& features = *std::get<core::Snapshot<table::FeatureTable>>(result->layers.front().data);
  ASSERT_EQ(features.row_count(), 100U);
  std::map<std::string, std::map<std::string, int>> wards_by_class;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto text = [&](const char* column) { return table::to_text(features.at(row, *features.column(column)), 0); };
    ++wards_by_class[text("class")][text("name")];
  }
  EXPECT_EQ(wards_by_class["persistent hotspot"]["Ward 12"], 4);
  EXPECT_EQ(wards_by_class["emerging hotspot"]["Ward 14"], 4);
  EXPECT_THAT(result->sentences[0], AllOf(HasSubstr("12 slices of a month from January 2025 to December 2025"),
                                          HasSubstr("persistent: Ward 12"), HasSubstr("emerging: Ward 14")));
  EXPECT_THAT(result->sentences[3], HasSubstr("Of 12 slices the last 3 are recent"));
}

TEST(EmergingOperation, LeavesOutMonthsThatFillNoSlice) {
  const auto result =
      histories_of({{"cells", "square"}, {"cell-size", "200"}, {"slice", "2"}, {"from", "2025-02"}, {"to", "2025-12"}});
  ASSERT_FALSE(result);  // March to December are five slices of two months
  EXPECT_THAT(result.error().message, HasSubstr("5 periods are too few"));
}

TEST(EmergingOperation, RefusesWhatItCannotTellWithWhatToDo) {
  const auto message = [](const Words& words) {
    const auto result = histories_of(words);
    return result ? std::string() : result.error().message;
  };
  EXPECT_THAT(message({{"from", "2025-05"}, {"to", "2025-05"}}), HasSubstr("choose a longer period"));
  EXPECT_THAT(message({{"slice", "7"}}), HasSubstr("choose a longer period"));
}

/// Its high units may lie among low ones.
TEST(EmergingOperation, OffersNoLocalMoran) {
  const auto operation = builtin_operations().make("emerging");
  EXPECT_TRUE(ops::set_parameter(*operation, "statistic", {"gi"}));
  const auto refused = ops::set_parameter(*operation, "statistic", {"local-moran"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, AllOf(HasSubstr("gi-star"), testing::Not(HasSubstr("or local-moran"))));
}

/// A ward that nothing touches is in no class, is not counted among the tests, and is noted.
TEST(EmergingOperation, TellsOfAnIslandThatItIsNotTested) {
  borough::Dataset dataset = town();
  borough::AreaSet wards = *dataset.area_sets.front();
  wards.areas.push_back({"W26", "Far Island", {geo::to_polygon({20000.0, 0.0, 20400.0, 400.0})}, 3000.0, {}, ""});
  dataset.area_sets = {core::make_snapshot(wards)};
  const auto operation = builtin_operations().make("emerging");
  EXPECT_TRUE(ops::set_parameter(*operation, "units", {"wards"}));
  core::Diagnostics diagnostics;

  const auto result = operation->run({dataset, {}, jobs::Progress(), diagnostics});

  ASSERT_TRUE(result) << result.error().message;
  const auto& features = *std::get<core::Snapshot<table::FeatureTable>>(result->layers.front().data);
  ASSERT_EQ(features.row_count(), 26U);
  const auto text = [&](const char* column) { return table::to_text(features.at(25, *features.column(column)), 0); };
  EXPECT_EQ(text("name"), "Far Island");
  EXPECT_EQ(text("class"), "not tested");
  EXPECT_EQ(text("trend"), "not tested");
  EXPECT_THAT(result->sentences[1], HasSubstr("corrected for 25 tests"));
  EXPECT_TRUE(std::any_of(diagnostics.kept().begin(), diagnostics.kept().end(), [](const auto& one) {
    return one.message.find("1 area with no neighbours, or all others: not tested") != std::string::npos;
  }));
}

}  // namespace
}  // namespace wardscope::catalog
