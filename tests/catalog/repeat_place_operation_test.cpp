// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/repeat_place_table.hpp"
#include "core/random.hpp"
#include "ops/parameters.hpp"

namespace wardscope::catalog {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Words = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kAbuse = "Domestic abuse";

/// Four hundred places with one theft, and one with each of 2, 5, 9 and 23; domestic abuse at a place of its own,
/// fourteen times, and eight times where nine thefts are.
class PlacesThatRepeat : public testing::Test {
 protected:
  PlacesThatRepeat() {
    for (int i = 0; i < 400; ++i) add("Theft", {10.0 * i, 5000}, 1);
    add("Theft", {100, 100}, 2);
    add("Theft", {200, 100}, 5);
    add("Theft", {300, 100}, 9);
    add("Theft", {400, 100}, 23);
    add(kAbuse, {500, 100}, 14);
    add(kAbuse, {300, 100}, 8);
  }

  void add(const char* type, geo::Point place, int count, std::uint32_t name = borough::IncidentTable::kNoPlace) {
    const auto category = borough::category_index(incidents_, type, borough::Sensitivity::open);
    for (int i = 0; i < count; ++i) {
      incidents_.add(place, category, core::local_minute({2025, 1, 1}) + 20 * i * core::kMinutesPerDay,
                     core::TimePrecision::minute);
      names_.push_back(name);
    }
  }

  core::Result<ops::OperationResult> run(const Words& words = {}) {
    const auto operation = builtin_operations().make("repeat-places");
    for (const auto& [name, word] : words) EXPECT_TRUE(ops::set_parameter(*operation, name, {word})) << name;
    borough::Dataset dataset;
    if (!wards_.areas.empty()) dataset.area_sets = {core::make_snapshot(wards_)};
    if (!incidents_.place_names.empty()) incidents_.place = names_;
    dataset.incidents = core::make_snapshot(incidents_);
    return operation->run({dataset, {}, jobs::Progress(), diagnostics_});
  }

  static const table::FeatureTable& table_of(const ops::OperationResult& result, std::size_t layer) {
    return *std::get<core::Snapshot<table::FeatureTable>>(result.layers[layer].data);
  }
  static std::string cell(const table::FeatureTable& features, std::size_t row, const std::string& column) {
    return table::to_text(features.at(row, *features.column(column)), 0);
  }

  borough::IncidentTable incidents_;
  borough::AreaSet wards_{"Wards", borough::AreaKind::ward, "2025", true, {}};
  std::vector<std::uint32_t> names_;
  core::Diagnostics diagnostics_;
};

TEST_F(PlacesThatRepeat, AreToldWithWhatTheirCountsHold) {
  const auto result = run({{"type", "Theft"}, {"within-days", "20"}});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->sentences.size(), 4U);
  // 1 + 4 + 8 + 22 of 439 came 20 days after another: 35 of 439, told as 35.
  EXPECT_THAT(result->sentences[0], AllOf(StartsWith("439 recorded incidents"), HasSubstr("404 different places"),
                                          HasSubstr("; 8 % came within 20 days after another at the same place")));
  EXPECT_THAT(result->sentences[1], HasSubstr("address written in two ways is two places"));
  EXPECT_THAT(result->sentences[2], Not(HasSubstr("sensitive")));
  EXPECT_THAT(result->sentences[3], HasSubstr("rounded up to 41"));
}

/// Classes of 400, 1, 0, 2, 0 and 1 places of 404: the small ones are not told, nor the 400, which would leave four.
TEST_F(PlacesThatRepeat, AreNotToldWhereTheyAreFew) {
  const auto result = run({{"type", "Theft"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& classes = table_of(*result, 0);
  ASSERT_EQ(classes.row_count(), 6U);
  EXPECT_EQ(cell(classes, 0, "places"), "");
  EXPECT_EQ(cell(classes, 1, "places"), "");
  EXPECT_EQ(cell(classes, 3, "places"), "");
  EXPECT_EQ(cell(classes, 5, "places"), "");
  EXPECT_THAT(result->sentences[0], Not(HasSubstr("two or more")));
}

TEST_F(PlacesThatRepeat, AreToldWhereTheyAreMany) {
  for (int i = 0; i < 30; ++i) add("Theft", {7000, 10.0 * i}, 2);
  for (int i = 0; i < 20; ++i) add("Theft", {8000, 10.0 * i}, 4);
  for (int i = 0; i < 6; ++i) add("Theft", {8100, 10.0 * i}, 6);
  for (int i = 0; i < 6; ++i) add("Theft", {8200, 10.0 * i}, 12);
  for (int i = 0; i < 5; ++i) add("Theft", {8300, 10.0 * i}, 22);
  const auto result = run({{"type", "Theft"}, {"within-days", "10"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& classes = table_of(*result, 0);
  EXPECT_EQ(cell(classes, 0, "places"), "400");
  EXPECT_EQ(cell(classes, 1, "places"), "31");
  EXPECT_EQ(cell(classes, 2, "places"), "20");
  EXPECT_THAT(result->sentences[0], HasSubstr("71 of which had two or more; these hold 50 % of the incidents"));
  EXPECT_THAT(result->sentences[0], HasSubstr("; none came within 10 days after another"));
}

TEST_F(PlacesThatRepeat, AreListedToTheNearestFiveAndNotWhereTheyAreSmall) {
  const auto result = run({{"type", "Theft"}});

  ASSERT_TRUE(result) << result.error().message;
  const table::FeatureTable& places = table_of(*result, 1);
  ASSERT_EQ(places.row_count(), 2U);
  EXPECT_EQ(cell(places, 0, "incidents_rounded"), "25");
  EXPECT_EQ(std::get<geo::Point>(places.geometry(0)).x, 400.0);
  EXPECT_EQ(cell(places, 1, "incidents_rounded"), "10");
}

/// The place of the abuse is in no list, and adds nothing to the count of the place that it shares with thefts.
TEST_F(PlacesThatRepeat, AreNeverListedForTypesThatAreSensitive) {
  const auto all = run();
  ASSERT_TRUE(all) << all.error().message;
  const table::FeatureTable& places = table_of(*all, 1);
  ASSERT_EQ(places.row_count(), 2U);
  EXPECT_EQ(std::get<geo::Point>(places.geometry(1)).x, 300.0);
  EXPECT_EQ(cell(places, 1, "incidents_rounded"), "10");  // 9 thefts, and not 17
  EXPECT_THAT(all->sentences[2], HasSubstr("sensitive types are counted above and are in no list"));
  EXPECT_EQ(diagnostics_.count("sensitive-places"), 1);

  const auto alone = run({{"type", kAbuse}});
  ASSERT_TRUE(alone) << alone.error().message;
  EXPECT_EQ(alone->layers.size(), 1U);
  EXPECT_EQ(diagnostics_.count("no-places"), 1);
  for (std::size_t row = 0; row < 6; ++row) EXPECT_EQ(cell(table_of(*alone, 0), row, "places"), "") << row;
  EXPECT_THAT(alone->sentences[0], HasSubstr("fewer than 10 different places"));
}

/// A source that moves its incidents names its points: these are public, whatever the type.
TEST_F(PlacesThatRepeat, AreListedOfSensitiveTypesAtPublishedMapPoints) {
  incidents_.place_names = {"Quay Road", "Parking Area"};
  add(kAbuse, {900, 900}, 31, 0);
  add(kAbuse, {905, 900}, 12, 1);
  const auto result = run({{"type", kAbuse}});

  ASSERT_TRUE(result) << result.error().message;
  ASSERT_EQ(result->layers.size(), 2U);
  const table::FeatureTable& places = table_of(*result, 1);
  ASSERT_EQ(places.row_count(), 1U);  // of twelve, ten would be too close
  EXPECT_EQ(cell(places, 0, "near"), "Quay Road");
  EXPECT_EQ(cell(places, 0, "incidents_rounded"), "30");
}

TEST_F(PlacesThatRepeat, AreMapPointsWhereManyShareOne) {
  incidents_.place_names = {"Parking Area", "Quay Road"};
  add("Theft", {900, 900}, 300, 0);
  add("Theft", {910, 900}, 20, 1);
  const auto result = run({{"most", "2"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], HasSubstr("different map points"));
  EXPECT_THAT(result->sentences[2], HasSubstr("and no address"));
  const table::FeatureTable& places = table_of(*result, 1);
  ASSERT_EQ(places.row_count(), 2U);
  EXPECT_EQ(cell(places, 0, "near"), "Parking Area (Quay Road)");
}

/// The ward holds the place of five and that of nine; the fullest place and the four hundred lie elsewhere.
TEST_F(PlacesThatRepeat, AreThoseOnTheWardsEachWithItsWard) {
  wards_.areas.push_back({"W1", "Harbour", {geo::to_polygon({150, 50, 350, 150})}, {}, {}, ""});
  const auto result = run({{"type", "Theft"}});

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], AllOf(StartsWith("14 recorded incidents"), HasSubstr("fewer than 5 different")));
  const table::FeatureTable& places = table_of(*result, 1);
  ASSERT_EQ(places.row_count(), 1U);
  EXPECT_EQ(cell(places, 0, "incidents_rounded"), "10");
  EXPECT_EQ(cell(places, 0, "ward"), "Harbour");
  ASSERT_EQ(diagnostics_.count("off-the-land"), 1);
  EXPECT_EQ(diagnostics_.kept().front().message, "left out, for they lie off the wards: 425 of the selected incidents");
}

TEST_F(PlacesThatRepeat, AreRefusedWhereNoneLiesOnTheWards) {
  wards_.areas.push_back({"W1", "Harbour", {geo::to_polygon({-900, -900, -800, -800})}, {}, {}, ""});
  const auto result = run();

  ASSERT_FALSE(result);
  EXPECT_THAT(result.error().message, HasSubstr("check the coordinate system"));
}

TEST_F(PlacesThatRepeat, SayWhereDatesAreNotKnown) {
  for (auto& precision : incidents_.precision) precision = core::TimePrecision::month;
  const auto result = run();

  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(result->sentences[0], Not(HasSubstr("days after another")));
  EXPECT_THAT(result->sentences[1], HasSubstr("Of none of them is the date known to the day"));
}

}  // namespace
}  // namespace wardscope::catalog
