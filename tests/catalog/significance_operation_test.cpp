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
    if (text_at(features, row, "class") == "more than expected") ++by_ward[text_at(features, row, "name")];
  }
  EXPECT_GE(by_ward["Ward 13"], 9);
  EXPECT_EQ(by_ward.size(), 1U);
  EXPECT_EQ(text_at(features, 0, "class"), "more than expected");  // what stands out comes first
  EXPECT_THAT(result->sentences[0], AllOf(HasSubstr("of 625 cells"), HasSubstr("hold more than expected: Ward 13")));
  EXPECT_THAT(result->sentences[1], HasSubstr("where chance alone would give about 31"));
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
  EXPECT_THAT(result->sentences[0], HasSubstr("Where they touch they make one area that holds more than expected: "));
  EXPECT_THAT(result->sentences[1], HasSubstr("are more alike than chance would have them"));
  EXPECT_THAT(result->sentences[1], HasSubstr("by the normal distribution, 0.0002 by 9,999 permutations"));
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
