// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/concentration_table.hpp"
#include "catalog/result_rows.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Words = std::vector<std::pair<std::string, std::string>>;

/// Four wards of a square kilometre. One cell of 200 m in the first holds 60 thefts; 200 lie anywhere. Vandalism lies
/// anywhere: 300.
borough::Dataset town(borough::Sensitivity sensitivity = borough::Sensitivity::open) {
  borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
  for (int i = 0; i < 4; ++i) {
    const double x = i % 2 * 1000.0;
    const double y = i / 2 * 1000.0;
    wards.areas.push_back({"W" + std::to_string(i + 1),
                           "Ward " + std::to_string(i + 1),
                           {geo::to_polygon({x, y, x + 1000.0, y + 1000.0})},
                           3000.0,
                           {},
                           ""});
  }
  borough::IncidentTable incidents;
  const bool sensitive = sensitivity == borough::Sensitivity::sensitive;
  const auto theft = borough::category_index(incidents, sensitive ? "Hate crime" : "Theft", sensitivity);
  const auto vandalism = borough::category_index(incidents, "Vandalism", borough::Sensitivity::open);
  const auto add = [&](geo::Point p, std::uint16_t type) {
    incidents.add(p, type, core::local_minute({2025, 1, 1}), core::TimePrecision::day);
  };
  for (std::uint64_t i = 0; i < 500; ++i) {
    core::CounterRng rng(5, i);
    const geo::Point place{rng.uniform(0, 2000), rng.uniform(0, 2000)};
    add(place, i < 200 ? theft : vandalism);
  }
  for (std::uint64_t i = 0; i < 60; ++i) {
    core::CounterRng rng(6, i);
    add({rng.uniform(410, 590), rng.uniform(410, 590)}, theft);
  }
  borough::Dataset dataset;
  dataset.area_sets = {core::make_snapshot(wards)};
  dataset.incidents = core::make_snapshot(incidents);
  return dataset;
}

core::Result<ops::OperationResult> concentration_of(const borough::Dataset& dataset, const Words& words) {
  const auto operation = builtin_operations().make("concentration");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

std::string refusal(const borough::Dataset& dataset, const Words& words) {
  const auto result = concentration_of(dataset, words);
  return result ? std::string() : result.error().message;
}

const Words kSquares{{"cells", "square"}, {"cell-size", "200"}, {"type", "Theft"}};

const table::FeatureTable& layer_of(const ops::OperationResult& result, std::size_t layer) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers[layer].data);
}

TEST(ConcentrationOperation, RanksTheFullestCellFirstAndCountsEmptyOnes) {
  const auto result = concentration_of(town(), kSquares);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& list = layer_of(*result, 0);
  EXPECT_EQ(list.row_count(), 100U);
  EXPECT_EQ(text_at(list, 0, "rank"), "1");
  EXPECT_EQ(text_at(list, 0, "name"), "Ward 1");
  EXPECT_EQ(text_at(list, 0, "class"), "holds the first 25 %");
  EXPECT_NEAR(number_at(list, 0, "incidents_rounded"), 60.0, 5.0);
  EXPECT_NEAR(number_at(list, 0, "cumulative_percent"), 100.0 * number_at(list, 0, "incidents_rounded") / 260.0, 1e-9);
  EXPECT_DOUBLE_EQ(number_at(list, 0, "units_percent"), 1.0);
  EXPECT_THAT(result->sentences[0],
              AllOf(HasSubstr("260 recorded incidents (Theft"), HasSubstr("on 100 cells, of which")));
  EXPECT_THAT(result->sentences[1], HasSubstr("if each incident fell on any cell by chance it would be"));
}

TEST(ConcentrationOperation, TellsNoSmallCountOfACell) {
  const auto result = concentration_of(town(), kSquares);
  ASSERT_TRUE(result);
  const table::FeatureTable& list = layer_of(*result, 0);
  std::size_t too_few = 0;
  for (std::size_t row = 0; row < list.row_count(); ++row) {
    const double count = number_at(list, row, "incidents_rounded");
    if (text_at(list, row, "class") == "too few to tell") {
      ++too_few;
      EXPECT_EQ(count, -1.0);
      EXPECT_EQ(number_at(list, row, "cumulative_percent"), -1.0);
      EXPECT_EQ(text_at(list, row, "rank"), "");
      EXPECT_EQ(text_at(list, row, "location_quotient"), "");
      continue;
    }
    EXPECT_EQ(std::fmod(count, 5.0), 0.0);
    EXPECT_NE(count, 5.0);
  }
  EXPECT_GT(too_few, 80U);  // about two a cell
}

TEST(ConcentrationOperation, RoundsTheCurveToFiveIncidentsAndHoldsItAgainstChance) {
  const auto result = concentration_of(town(), kSquares);
  ASSERT_TRUE(result);
  const table::FeatureTable& curve = layer_of(*result, 1);
  double before = 0.0;
  for (std::size_t row = 0; row < curve.row_count(); ++row) {
    const double held = number_at(curve, row, "incidents_percent");
    EXPECT_GE(held, before);
    if (held < 100.0) {
      EXPECT_NEAR(std::remainder(held / 100.0 * 260.0, 5.0), 0.0, 1e-9);
    }
    before = held;
  }
  EXPECT_GT(number_at(curve, 0, "incidents_percent"), 3 * number_at(curve, 0, "chance_percent"));
  EXPECT_DOUBLE_EQ(number_at(curve, curve.row_count() - 1, "incidents_percent"), 100.0);
  EXPECT_DOUBLE_EQ(number_at(curve, curve.row_count() - 1, "chance_percent"), 100.0);
}

TEST(ConcentrationOperation, HoldsATypeAgainstAllTypes) {
  const auto result = concentration_of(town(), kSquares);
  ASSERT_TRUE(result);
  double thefts = 0.0;
  double all = 0.0;
  const borough::Dataset dataset = town();
  const borough::IncidentTable& incidents = *dataset.incidents;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    const auto in = [](double v) { return v >= 400.0 && v < 600.0; };
    if (!in(incidents.x[row]) || !in(incidents.y[row])) continue;
    all += 1.0;
    thefts += incidents.category[row] == 0 ? 1.0 : 0.0;
  }
  EXPECT_GT(thefts, 60.0);
  EXPECT_EQ(text_at(layer_of(*result, 0), 0, "location_quotient"), quotient_band(thefts / all / (260.0 / 560.0)));
  EXPECT_FALSE(layer_of(*concentration_of(town(), {}), 0).column("location_quotient"));
}

TEST(ConcentrationOperation, GuardsCountsOfAreasAsEveryTableDoes) {
  const auto result = concentration_of(town(), {{"units", "wards"}, {"type", "Theft"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& list = layer_of(*result, 0);
  ASSERT_EQ(list.row_count(), 4U);
  EXPECT_EQ(text_at(list, 0, "rate_rank"), "1");
  EXPECT_EQ(result->layers[0].counted.area_set, "Wards (2020)");
  ASSERT_TRUE(result->layers[0].counted.hidden);
  const auto safe = suppressed_counts(list, {.hidden = {.codes = {"W1", "W2"}}});
  EXPECT_EQ(text_at(safe, 0, "incidents"), "");
  EXPECT_EQ(text_at(safe, 0, "band"), "");
  EXPECT_EQ(text_at(safe, 0, "share_percent"), "");
  EXPECT_EQ(text_at(safe, 0, "location_quotient"), "");
  EXPECT_EQ(text_at(safe, 2, "incidents"), text_at(list, 2, "incidents"));
}

/// Where a table of areas by types hides how many there are, no share in steps of five of them is told.
TEST(ConcentrationOperation, TellsNoTotalThatATableOfAreasHides) {
  GroundUnits wards;
  wards.names = wards.codes = {"W1", "W2", "W3", "W4"};
  const std::vector<double> counts{37, 11, 6, 2};
  const std::optional<std::vector<double>> all_types_chosen;
  const Concentration hidden{wards, counts, all_types_chosen, borough::Sensitivity::open, false};

  const table::FeatureTable curve = concentration_curve(hidden);

  ASSERT_GT(curve.row_count(), 3U);
  for (std::size_t row = 0; row < curve.row_count(); ++row) {
    EXPECT_EQ(std::fmod(number_at(curve, row, "incidents_percent"), 1.0), 0.0);
    EXPECT_EQ(text_at(curve, row, "chance_percent"), "");
  }
}

TEST(ConcentrationOperation, TellsNoEmptyCellsBesideThoseThatHoldOneEach) {
  borough::Dataset dataset = town();
  borough::IncidentTable few;
  const auto theft = borough::category_index(few, "Theft", borough::Sensitivity::open);
  for (int i = 0; i < 12; ++i) {  // each in a cell of its own
    few.add({50.0 + 400.0 * (i % 4), 50.0 + 400.0 * (i / 4)}, theft, core::local_minute({2025, 1, 1}),
            core::TimePrecision::day);
  }
  dataset.incidents = core::make_snapshot(few);

  const auto result = concentration_of(dataset, kSquares);

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& list = layer_of(*result, 0);
  for (std::size_t row = 0; row < list.row_count(); ++row) {
    EXPECT_EQ(text_at(list, row, "class"), "none, or too few to tell");
    EXPECT_EQ(number_at(list, row, "incidents_rounded"), -1.0);
  }
  EXPECT_THAT(result->sentences[0], Not(HasSubstr("hold none")));
  EXPECT_THAT(result->sentences[1], HasSubstr("Gini coefficient would tell small counts"));
}

TEST(ConcentrationOperation, CountsMapPointsWhereTheSourceMovedItsIncidents) {
  borough::Dataset dataset = town();
  borough::IncidentTable moved = *dataset.incidents;
  moved.place_names = {"Quay Road"};
  moved.place.assign(moved.size(), borough::IncidentTable::kNoPlace);
  for (std::size_t row = 0; row < 300; ++row) {
    moved.x[row] = row < 200 ? 100.0 : 150.0;  // thefts on one point, vandalism on another
    moved.y[row] = 100.0;
    moved.place[row] = 0;
  }
  dataset.incidents = core::make_snapshot(moved);

  const auto result = concentration_of(dataset, {{"units", "map-points"}, {"type", "Theft"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& list = layer_of(*result, 0);
  ASSERT_EQ(list.row_count(), 2U);
  EXPECT_EQ(text_at(list, 0, "name"), "Quay Road");
  EXPECT_EQ(number_at(list, 0, "incidents_rounded"), 200.0);
  EXPECT_EQ(text_at(list, 1, "class"), "holds none");
  EXPECT_TRUE(std::holds_alternative<geo::Point>(list.geometry(0)));
  EXPECT_THAT(refusal(town(), {{"units", "map-points"}}), HasSubstr("count in cells"));
}

TEST(ConcentrationOperation, RefusesWithWhatToDo) {
  EXPECT_THAT(refusal(town(borough::Sensitivity::sensitive), {{"cell-size", "200"}, {"type", "Hate crime"}}),
              HasSubstr("250 m or more"));
  EXPECT_THAT(refusal(town(), {{"units", "small-areas"}}), HasSubstr("no such areas"));
  EXPECT_THAT(refusal(town(), {{"from", "2031-01"}}), HasSubstr("widen it"));
  borough::Dataset few = town();
  borough::IncidentTable four = *few.incidents;
  for (auto* column : {&four.x, &four.y}) column->resize(4);
  four.category.resize(4);
  four.time.resize(4);
  four.precision.resize(4);
  few.incidents = core::make_snapshot(four);
  EXPECT_THAT(refusal(few, {}), AllOf(HasSubstr("fewer than 5"), HasSubstr("widen the filter")));
}

}  // namespace
}  // namespace wardscope::catalog
