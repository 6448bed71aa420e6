// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
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

/// Twenty-five wards of a square kilometre with about four incidents a hectare of 200 m, and `planted` more on nine
/// cells in the middle of ward 13.
borough::Dataset town(int planted, borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  for (int i = 0; i < 25; ++i) {
    const double x = i % 5 * 1000.0;
    const double y = i / 5 * 1000.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 1000.0, y + 1000.0})},
                           3000.0,
                           {},
                           ""});
  }
  borough::IncidentTable incidents;
  const auto type = borough::category_index(
      incidents, sensitivity == borough::Sensitivity::sensitive ? "Hate crime" : "Theft", sensitivity);
  const auto add = [&](geo::Point p) {
    incidents.add(p, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  };
  for (std::uint64_t i = 0; i < 2500; ++i) {
    core::CounterRng rng(5, i);
    add({rng.uniform(0, 5000), rng.uniform(0, 5000)});
  }
  for (int i = 0; i < planted; ++i) {
    core::CounterRng rng(6, static_cast<std::uint64_t>(i));
    add({rng.uniform(2200, 2800), rng.uniform(2200, 2800)});
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> significance_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("significance");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const Words kSquares{{"cells", "square"}, {"cell-size", "200"}};

TEST(SignificanceOperation, NamesThePlantedCellsAndWhereTheyLie) {
  const auto result = significance_of(town(400), kSquares);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = table_of(*result);
  ASSERT_EQ(features.row_count(), 625U);
  std::map<std::string, int> by_ward;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (text_at(features, row, "class") == "more in and around it than expected")
      ++by_ward[text_at(features, row, "name")];
  }
  EXPECT_GE(by_ward["Ward 13"], 9);
  EXPECT_EQ(by_ward.size(), 1U);
  // What stands out comes first.
  EXPECT_EQ(text_at(features, 0, "class"), "more in and around it than expected");
  EXPECT_THAT(result->sentences[0],
              AllOf(HasSubstr("of 625 cells"), HasSubstr("have more in and around them than expected: Ward 13")));
  EXPECT_THAT(result->sentences[1], HasSubstr("where chance alone would give at most about 31"));
}

/// One area of the planted cells, with its ward and a count to the nearest five; the permutation test beside the plain.
TEST(SignificanceOperation, PutsCellsThatTouchTogether) {
  const auto result = significance_of(town(400), kSquares);

  ASSERT_TRUE(result);
  ASSERT_EQ(result->layers.size(), 2U);
  EXPECT_EQ(result->layers[1].name, "significant-areas");
  const auto& areas = *std::get<core::Snapshot<table::FeatureTable>>(result->layers[1].data);
  ASSERT_EQ(areas.row_count(), 1U);
  EXPECT_EQ(text_at(areas, 0, "names"), "Ward 13");
  const double cells = *table::to_number(areas.at(0, *areas.column("units")));
  EXPECT_GE(cells, 9.0);
  EXPECT_NEAR(*table::to_number(areas.at(0, *areas.column("land_km2"))), cells * 0.04, 1e-9);
  const double incidents = *table::to_number(areas.at(0, *areas.column("incidents_rounded")));
  EXPECT_EQ(std::fmod(incidents, 5.0), 0.0);
  EXPECT_NEAR(incidents, 400.0 + 4.0 * cells, 40.0);
  EXPECT_THAT(result->sentences[0], HasSubstr("Where the high ones touch they make one area: "));
  EXPECT_THAT(result->sentences[1], HasSubstr("are more alike than chance would have them"));
  EXPECT_THAT(result->sentences[1], HasSubstr("by the normal distribution, 0.0002 by 9,999 permutations"));
}

/// By permutation too, Gi* is of a cell with what lies around it: the fullest cell of the town, alone among quiet ones,
/// is held against chance with its own count, and what is empty is not said to hold anything.
TEST(SignificanceOperation, JudgesTheFullestCellByItsOwnCountToo) {
  borough::Dataset dataset = town(0);
  borough::IncidentTable incidents = *dataset.incidents;
  const auto type = borough::category_index(incidents, "Theft", borough::Sensitivity::open);
  for (int i = 0; i < 90; ++i) {
    incidents.add({2500.0, 2500.0}, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
    if (i % 9 == 0) incidents.add({2300.0, 2500.0}, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
    if (i % 6 == 0) incidents.add({2500.0, 2300.0}, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  }
  dataset.incidents = core::make_snapshot(incidents);

  const auto by_gi_star = significance_of(dataset, kSquares);
  const auto by_gi = significance_of(dataset, {{"cells", "square"}, {"cell-size", "200"}, {"statistic", "gi"}});

  ASSERT_TRUE(by_gi_star && by_gi);
  const auto class_of_the_fullest = [](const table::FeatureTable& features) {
    std::size_t fullest = 0;
    for (std::size_t row = 1; row < features.row_count(); ++row) {
      if (number_at(features, row, "incidents_rounded") > number_at(features, fullest, "incidents_rounded")) {
        fullest = row;
      }
    }
    EXPECT_GE(number_at(features, fullest, "incidents_rounded"), 90.0);
    return text_at(features, fullest, "class");
  };
  EXPECT_EQ(class_of_the_fullest(table_of(*by_gi_star)), "more in and around it than expected");
  EXPECT_EQ(class_of_the_fullest(table_of(*by_gi)), "within what chance may do");
  EXPECT_THAT(by_gi_star->sentences[3],
              AllOf(HasSubstr("99,999 permutations of all values"), HasSubstr("together with those around it")));
  EXPECT_THAT(by_gi->sentences[3],
              AllOf(HasSubstr("99,999 permutations of the others' values"), HasSubstr("by those around it alone")));
}

TEST(SignificanceOperation, SaysThatNothingWasCorrectedWhereNothingWas) {
  const auto result = significance_of(town(0), {{"cells", "square"}, {"cell-size", "200"}, {"correction", "none"}});
  ASSERT_TRUE(result);
  EXPECT_THAT(result->sentences[1], testing::Not(HasSubstr("after correction")));
}

/// Of a rule that joins everything no score exists.
TEST(SignificanceOperation, RefusesNeighboursThatAreAllOthers) {
  const auto result =
      significance_of(town(10), {{"units", "wards"}, {"neighbours", "distance"}, {"neighbour-distance", "20000"}});
  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message,
              AllOf(HasSubstr("every other as a neighbour"), HasSubstr("choose a shorter distance or fewer nearest")));
}

TEST(SignificanceOperation, HasNoAreasWhereNothingStandsOut) {
  const auto result = significance_of(town(0), kSquares);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->layers.size(), 1U);
  EXPECT_THAT(result->sentences[1], HasSubstr("are no more and no less alike than chance may make them"));
}

TEST(SignificanceOperation, SaysSoWhereNothingStandsOut) {
  const auto result = significance_of(town(0), kSquares);

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("none of 625 cells stands out from chance"));
}

TEST(SignificanceOperation, RoundsCountsOfCellsAndHidesSmallOnes) {
  const auto result = significance_of(town(400), kSquares);
  ASSERT_TRUE(result);
  const table::FeatureTable& features = table_of(*result);
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto count = table::to_number(features.at(row, *features.column("incidents_rounded")));
    if (!count) {
      ++hidden;
      continue;
    }
    EXPECT_EQ(std::fmod(*count, 5.0), 0.0);
    EXPECT_NE(*count, 5.0);  // 3 to 7 would read so
  }
  EXPECT_GT(hidden, 300U);  // about four a cell
  EXPECT_LT(hidden, 625U);
}

/// The least two scores that are told lie as far apart as five incidents put them.
TEST(SignificanceOperation, RoundsScoresToWhatFiveIncidentsMake) {
  const auto result = significance_of(town(400), kSquares);
  ASSERT_TRUE(result);
  const table::FeatureTable& features = table_of(*result);
  std::set<double> inner;  // of cells with eight neighbours
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (text_at(features, row, "neighbours") != "8") continue;
    inner.insert(*table::to_number(features.at(row, *features.column("z"))));
  }
  ASSERT_GT(inner.size(), 3U);
  double least = 1e9;
  for (auto z = inner.begin(); std::next(z) != inner.end(); ++z) least = std::min(least, *std::next(z) - *z);
  // s of the counts is about 5.5, nine cells: 5 / (5.5 * 3) and a little.
  EXPECT_GT(least, 0.25);
  EXPECT_LT(least, 0.5);
}

TEST(SignificanceOperation, TestsAreasByTheirRatePerResident) {
  const auto result = significance_of(
      town(2000), {{"units", "wards"}, {"measure", "per-resident"}, {"test", "analytic"}, {"neighbours", "rook"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(table_of(*result).row_count(), 25U);
  // Gi* of a ward and of those that touch it hold the same extreme ward.
  EXPECT_THAT(text_at(table_of(*result), 0, "name"),
              testing::AnyOf("Ward 13", "Ward 8", "Ward 12", "Ward 14", "Ward 18"));
  EXPECT_EQ(result->layers.front().counted.area_set, "Wards (2020)");
}

TEST(SignificanceOperation, AsksForWiderCellsWhereTypesAreSensitive) {
  const borough::Dataset dataset = town(400, borough::Sensitivity::sensitive);
  const auto narrow = significance_of(dataset, kSquares);
  ASSERT_FALSE(narrow);
  EXPECT_THAT(narrow.error().message, HasSubstr("250 m or more"));
  EXPECT_TRUE(significance_of(dataset, {{"cell-size", "250"}}));
}

TEST(SignificanceOperation, RefusesWithWhatToDo) {
  borough::Dataset without_residents = town(10);
  borough::AreaSet wards = *without_residents.area_sets.front();
  for (borough::Area& ward : wards.areas) ward.population.reset();
  without_residents.area_sets = {core::make_snapshot(wards)};
  const auto refusal = [](const borough::Dataset& dataset, const Words& words) {
    const auto result = significance_of(dataset, words);
    return result ? std::string() : result.error().message;
  };
  EXPECT_THAT(refusal(without_residents, {{"units", "wards"}, {"measure", "per-resident"}}),
              HasSubstr("of 25 of 25 areas no residents are known"));
  EXPECT_THAT(refusal(town(10), {{"measure", "per-resident"}}), HasSubstr("residents are not known of cells"));
  EXPECT_THAT(refusal(town(10), {{"units", "small-areas"}}), HasSubstr("no such areas"));
  EXPECT_THAT(refusal(town(10), {{"cell-size", "9000"}}), HasSubstr("too few"));
  borough::Dataset no_land = town(10);
  no_land.area_sets.clear();
  EXPECT_THAT(refusal(no_land, {}), HasSubstr("import wards"));
}

}  // namespace
}  // namespace wardscope::catalog
