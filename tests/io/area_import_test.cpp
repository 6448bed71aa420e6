// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "analysis/area_population.hpp"
#include "borough/area_choice.hpp"
#include "io/import_harness.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// One feature: a square around these degrees, with properties as JSON members.
std::string one_area(const std::string& properties) {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{)" + properties +
         R"(},"geometry":{"type":"Polygon","coordinates":[[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.8],[-1.9,50.7]]]}}]})";
}

TEST(AreaImport, ASecondSetOfWardsSaysSoAndWhichIsUsed) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("wards_dec2020.geojson", one_area(R"("WD20CD":"E1","WD20NM":"Harbour")")));

  const auto report = town.import_text("wards_2023.geojson", one_area(R"("WD23CD":"E1","WD23NM":"Harbour")"));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(import_text(*report),
              HasSubstr("the workspace has 2 sets of wards ('Wards (December 2020)', 'Wards (2023)'): "
                        "'Wards (2023)' is used, imported last; choose another with --area-set"));
}

TEST(AreaImport, TheFirstSetOfAKindIsNoNews) {
  ImportHarness town;

  const auto report = town.import_text("wards_2023.geojson", one_area(R"("WD23CD":"E1","WD23NM":"Harbour")"));

  ASSERT_TRUE(report);
  EXPECT_THAT(import_text(*report), Not(HasSubstr("sets of wards")));
}

TEST(AreaImport, FilesOfOtherAreasAreEachASetOfTheirName) {
  ImportHarness town;
  const auto a = town.folder.write("walk-to-kinson.geojson", one_area(R"("value":300,"total_pop":2000)"));
  const auto b = town.folder.write("walk-to-poole.geojson", one_area(R"("value":300,"total_pop":900)"));

  const auto report = town.import({a, b});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->failures.empty());
  EXPECT_THAT(borough::set_names(town.load(), borough::AreaKind::other),
              ElementsAre("walk-to-kinson", "walk-to-poole"));
}

TEST(AreaImport, ASecondFileOfNeighbourhoodsIsCalledAfterItsFile) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("neighbourhoods.geojson", one_area(R"("name":"Quay","reason":"noise")")));

  const auto report = town.import_text("more_neighbourhoods.geojson", one_area(R"("name":"Green","reason":"litter")"));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(borough::set_names(town.load(), borough::AreaKind::neighbourhood),
              ElementsAre("Targeted neighbourhoods", "Targeted neighbourhoods (more_neighbourhoods)"));
  EXPECT_THAT(import_text(*report), HasSubstr("2 sets of targeted neighbourhoods"));
}

TEST(AreaImport, TheNoteOfANeighbourhoodMayBeCalledNote) {
  ImportHarness town;
  town.options.kind = "targeted-neighbourhoods";

  const auto report = town.import_text("nb.geojson", one_area(R"("name":"Quay","note":"noise at night")"));

  ASSERT_TRUE(report) << report.error().message;
  const borough::Dataset dataset = town.load();
  EXPECT_EQ(borough::areas_of(dataset, borough::AreaKind::neighbourhood)->areas.at(0).note, "noise at night");
}

TEST(AreaImport, SmallAreasKeepTheWardThatTheirPublisherNames) {
  ImportHarness town;

  ASSERT_TRUE(town.import_text(
      "lsoa.geojson", one_area(R"("lsoa21_code":"E01","lsoa21_name":"001A","ward24_code":"E05","population":1500)")));

  const borough::Dataset dataset = town.load();
  const auto set = borough::areas_of(dataset, borough::AreaKind::small_area);
  ASSERT_TRUE(set);
  EXPECT_EQ(set->areas.at(0).ward_code, "E05");
  EXPECT_EQ(set->areas.at(0).code, "E01");
}

TEST(AreaImport, WardsOfRealFilesHaveTheResidentsThatTheirSmallAreasSumTo) {
  WARDSCOPE_SHARED_DATA(small, "bcp/lsoa2021_bsc_ward24_population_imd2025.geojson");
  WARDSCOPE_SHARED_DATA(wards, "bcp/wards_dec2020_bgc.geojson");
  ImportHarness town;
  ASSERT_TRUE(town.import({small, wards}));
  const borough::Dataset dataset = town.load();
  const auto set = borough::areas_of(dataset, borough::AreaKind::ward);

  const auto populations = analysis::area_populations(
      *set, borough::areas_of(dataset, borough::AreaKind::small_area).get(), jobs::Progress());

  ASSERT_TRUE(populations);
  double sum = 0.0;
  for (std::size_t i = 0; i < set->areas.size(); ++i) {
    EXPECT_EQ((*populations)[i].by, analysis::ResidentsBy::ward_codes);
    sum += (*populations)[i].residents.value_or(0.0);
    if (set->areas[i].name == "Canford Cliffs") {
      EXPECT_EQ((*populations)[i].residents, 8464.0);
    }
  }
  EXPECT_EQ(sum, 401898.0);
}

TEST(AreaImport, ARepairThatChangesAnAreaMuchIsTheUsersToAccept) {
  ImportHarness town;
  const std::string bow_tie =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[)"
      R"({"type":"Feature","properties":{"WD24CD":"E05","WD24NM":"Quay"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[409000,92000],[410000,93000],[410000,92000],[409000,93000],[409000,92000]]]}}]})";

  const std::string refusal = town.refusal_of_text("wards.geojson", bow_tie);
  const auto nothing = std::filesystem::exists(town.options.workspace) ? town.load().area_sets.size() : 0U;
  town.options.repairs = Repairs::accept;
  const auto accepted = town.import_text("wards.geojson", bow_tie);

  EXPECT_THAT(refusal, HasSubstr("the outlines of 1 of its 1 areas cross themselves"));
  EXPECT_THAT(refusal, HasSubstr("(Quay, +500000.0 m² or 100.0 %)"));
  EXPECT_THAT(refusal, HasSubstr("--repairs accept"));
  EXPECT_EQ(nothing, 0U);
  ASSERT_TRUE(accepted) << accepted.error().message;
  EXPECT_EQ(accepted->files.at(0).quality.repaired_shapes, 1);
  EXPECT_EQ(town.diagnostics.count("area-repaired"), 1);
}

TEST(AreaImport, ARepairThatHardlyChangesAnAreaIsMade) {
  ImportHarness town;

  // A spike of no width to the north: its ring touches itself along a line.
  const auto report = town.import_text(
      "wards.geojson",
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}},"features":[)"
      R"({"type":"Feature","properties":{"WD24CD":"E05","WD24NM":"Quay"},"geometry":{"type":"Polygon","coordinates":)"
      R"([[[409000,92000],[410000,92000],[410000,93000],[410000,93500],[410000,93000],[409000,93000],[409000,92000]]]}}]})");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.at(0).quality.repaired_shapes, 1);
}

TEST(AreaImport, AFolderOfRealIsochronesComesInWhole) {
  WARDSCOPE_SHARED_DATA(folder, "bcp/library_walk_isochrones");
  ImportHarness town;

  const auto report = town.import({folder});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->failures.empty()) << report->failures.front().error.message;
  EXPECT_EQ(report->files.size(), 23U);
}

}  // namespace
}  // namespace wardscope::io
