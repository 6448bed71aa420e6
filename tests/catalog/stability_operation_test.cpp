// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/stability_table.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using StabilityAnswers = std::vector<std::pair<std::string, std::string>>;

/// Four wards of 2 km with 1,500 incidents anywhere and `planted` about one place; on a grid of points `snap` m apart
/// where that is above 0.
struct HoldTown {
  int planted = 300;
  int anywhere = 1500;
  double snap = 0.0;
  borough::Sensitivity sensitivity = borough::Sensitivity::open;

  [[nodiscard]] borough::Dataset dataset() const {
    borough::AreaSet wards{"Wards (2020)", borough::AreaKind::ward, "2020", true, {}};
    for (int i = 0; i < 4; ++i) {
      const double x = i % 2 * 2000.0;
      const double y = i / 2 * 2000.0;
      wards.areas.push_back({"W" + std::to_string(i + 1),
                             "Ward " + std::to_string(i + 1),
                             {geo::to_polygon({x, y, x + 2000.0, y + 2000.0})},
                             3000.0,
                             {},
                             ""});
    }
    borough::IncidentTable incidents;
    const bool sensitive = sensitivity == borough::Sensitivity::sensitive;
    const auto type = borough::category_index(incidents, sensitive ? "Hate crime" : "Theft", sensitivity);
    for (int i = 0; i < planted + anywhere; ++i) {
      core::CounterRng rng(5, static_cast<std::uint64_t>(i));
      geo::Point at{rng.uniform(0, 4000), rng.uniform(0, 4000)};
      if (i < planted) at = geo::Point{1100, 900} + geo::Point{sample_normal(rng), sample_normal(rng)} * 80.0;
      if (snap > 0.0) at = {snap * (std::floor(at.x / snap) + 0.5), snap * (std::floor(at.y / snap) + 0.5)};
      incidents.add(at, type, core::local_minute({2025, 1, 1}), core::TimePrecision::month);
    }
    borough::Dataset dataset;
    dataset.area_sets = {core::make_snapshot(wards)};
    dataset.incidents = core::make_snapshot(incidents);
    return dataset;
  }
};

core::Result<ops::OperationResult> stability_of(const borough::Dataset& dataset, StabilityAnswers words = {}) {
  words.insert(words.begin(), {"runs", "40"});
  const auto operation = builtin_operations().make("stability");
  for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
  core::Diagnostics diagnostics;
  return operation->run({dataset, {}, jobs::Progress(), diagnostics});
}

const table::FeatureTable& hold_table(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
}

std::string cell_text(const table::FeatureTable& features, std::size_t row, const std::string& column) {
  return table::to_text(features.at(row, *features.column(column)), 1);
}

TEST(StabilityOperation, CallsAPlantedHotspotFirmAndSaysSoFirst) {
  const auto result = stability_of(HoldTown().dataset());

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(cell_text(hold_table(*result), 0, "class"), "firm");
  EXPECT_THAT(
      result->sentences,
      ElementsAre(AllOf(HasSubstr("the densest 1 % of the land"), HasSubstr("the one hotspot holds: H1 (Ward 1)")),
                  AllOf(StartsWith("How sure: "), HasSubstr("asked 40 times"),
                        HasSubstr("bandwidths of 179 m, 250 m and 350 m"), HasSubstr("stayed where they are")),
                  AllOf(StartsWith("What it does not show: "), Not(HasSubstr("Street level"))),
                  AllOf(StartsWith("Method: "), HasSubstr("B = 40"), HasSubstr("seed 1"))));
}

TEST(StabilityOperation, OfIncidentsAnywhereHasMostlyFragileHotspots) {
  const auto result = stability_of(HoldTown{.planted = 0}.dataset(), {{"top-share", "0.02"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& features = hold_table(*result);
  std::size_t fragile = 0;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (cell_text(features, row, "class") == "fragile") ++fragile;
  }
  EXPECT_GE(features.row_count(), 2U);
  EXPECT_GE(5 * fragile, 4 * features.row_count());
  EXPECT_THAT(result->sentences.front(), HasSubstr("Fragile: "));
  // Three are named and the rest are counted: names and number add up to how many there are.
  ASSERT_GT(fragile, 5U);
  EXPECT_THAT(result->sentences.front(), HasSubstr(" and " + std::to_string(fragile - 3) + " more."));
}

TEST(StabilityOperation, OfMovedPointsTellsASpanAndThatStreetLevelIsNotSupported) {
  const auto result = stability_of(HoldTown{.planted = 900, .snap = 120.0}.dataset());

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[1], AllOf(HasSubstr("thrown point by point"), HasSubstr("within 360 m"),
                                          HasSubstr("the points tell no more than that span")));
  EXPECT_THAT(result->sentences[2], HasSubstr("Street level not supported"));
  const auto least = cell_text(hold_table(*result), 0, "least_share_percent");
  const auto most = cell_text(hold_table(*result), 0, "greatest_share_percent");
  EXPECT_LT(std::stod(least), std::stod(most));
}

TEST(StabilityOperation, GivesTheChanceAsASurfaceFromNeverToAlways) {
  const auto result = stability_of(HoldTown().dataset());

  const auto& layer = result->layers.back();
  EXPECT_EQ(layer.style, "chance");
  const auto& chance = *std::get<core::Snapshot<raster::Raster<float>>>(layer.data);
  double sum = 0.0;
  std::size_t cells = 0;
  for (const float value : chance.values()) {
    if (std::isnan(value)) continue;
    EXPECT_GE(value, 0.0F);
    EXPECT_LE(value, 1.0F);
    sum += static_cast<double>(value);
    ++cells;
  }
  EXPECT_NEAR(sum / static_cast<double>(cells), 0.01, 1e-3);  // each run has its 1 %
}

TEST(StabilityOperation, OfSensitiveTypesTakesNoNarrowerBandwidthAndHidesThinGround) {
  const auto dataset = HoldTown{.anywhere = 60, .sensitivity = borough::Sensitivity::sensitive}.dataset();

  const auto result = stability_of(dataset);

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[1], HasSubstr("bandwidths of 250 m and 350 m"));
  const auto& chance = *std::get<core::Snapshot<raster::Raster<float>>>(result->layers.back().data);
  const auto& values = chance.values();
  EXPECT_GT(std::count_if(values.begin(), values.end(), [](float value) { return std::isnan(value); }), 0);
  EXPECT_THAT(stability_of(dataset, {{"bandwidth", "150"}}).error().message, HasSubstr("at least 250 m"));
}

TEST(StabilityOperation, RefusesWhatItCannotAskAndSaysWhatToDo) {
  const auto dataset = HoldTown().dataset();

  EXPECT_THAT(stability_of(dataset, {{"adaptive", "true"}}).error().message, HasSubstr("leave the adaptive"));
  EXPECT_THAT(stability_of(dataset, {{"bandwidth", "3500"}}).error().message, HasSubstr("smaller spread"));
  EXPECT_THAT(stability_of(dataset, {{"bandwidth", "60"}, {"cell", "50"}}).error().message,
              HasSubstr("narrower than a cell"));
  EXPECT_THAT(stability_of(HoldTown{.planted = 3, .anywhere = 0}.dataset()).error().message,
              HasSubstr("fewer than 5 incidents"));
  EXPECT_THAT(stability_of(HoldTown{.planted = 50, .anywhere = 0, .snap = 2000.0}.dataset()).error().message,
              HasSubstr("stand on one place"));
}

TEST(ToldSpan, SaysNothingOfSmallCounts) {
  const analysis::HotspotHold hold{.found_again = 9, .incidents = 8, .fewest = 3, .most = 90};

  const ToldSpan span = told_span(hold, 1000, borough::Sensitivity::open);

  EXPECT_FALSE(span.fewest_percent);
  EXPECT_EQ(span.most_percent, 9);
}

TEST(ToldSpan, OfAHotspotThatHoldsIncidentsIsNeverNothing) {
  const analysis::HotspotHold hold{.found_again = 29, .incidents = 36, .fewest = 25, .most = 41};

  const ToldSpan span = told_span(hold, 8609, borough::Sensitivity::open);

  EXPECT_DOUBLE_EQ(span.fewest_percent.value_or(-1.0), 0.2);  // of 0.29: rounded outwards
  EXPECT_DOUBLE_EQ(span.most_percent.value_or(-1.0), 0.5);
}

}  // namespace
}  // namespace wardscope::catalog
