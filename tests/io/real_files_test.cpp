// SPDX-License-Identifier: GPL-3.0-or-later
//
// The open data beside the project, end to end. The numbers are those of the files, counted with other tools.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "io/import_harness.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

TEST(RealFiles, EighteenMonthsOfDorsetGiveExactlyTheirRows) {
  WARDSCOPE_SHARED_DATA(folder, "bcp/raw_police");
  ImportHarness town;

  const auto report = town.import({folder});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.size(), 18U);
  EXPECT_EQ(report->read(), 90199) << "90,217 lines less 18 headers";
  EXPECT_EQ(report->stored(), 90199);
  EXPECT_EQ(report->rejected(), 0);
  std::int64_t without_place = 0;
  for (const ImportedFile& file : report->files) without_place += file.quality.without_place;
  EXPECT_EQ(without_place, 1386);
  EXPECT_EQ(town.load().incidents->size(), 90199U - 1386U);
}

TEST(RealFiles, SheffieldIsReadFromGeoJson) {
  WARDSCOPE_SHARED_DATA(folder, "sheffield");
  ImportHarness town;

  const auto report =
      town.import({folder / "wards_dec2020_bgc.geojson", folder / "cctv.geojson", folder / "buildings.geojson",
                   folder / "libraries_england_2023.csv", folder / "lsoa2011_bgc_imd2019.geojson",
                   folder / "lsoa2021_bsc_ward24_population_imd2025.geojson", folder / "local_authority_bgc.geojson"});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->failures.empty()) << report->failures.front().error.message;
  std::map<std::string, std::int64_t> stored;
  for (const ImportedFile& file : report->files) stored[file.kind] += file.quality.stored;
  EXPECT_EQ(stored["wards"], 28);
  EXPECT_EQ(stored["sheffield-cctv"], 212);
  EXPECT_EQ(stored["buildings"], 12423);
  EXPECT_EQ(stored["libraries-england"], 30);
  EXPECT_EQ(stored["local-authority"], 1);
  const auto dataset = town.load();
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  EXPECT_EQ(wards->name, "Wards (December 2020)");
  EXPECT_EQ(wards->vintage, "December 2020");
  EXPECT_EQ(dataset.cameras->size(), 212U);
  EXPECT_GE(dataset.buildings->size(), 12423U);
  for (const borough::Camera& camera : *dataset.cameras) {
    EXPECT_TRUE(camera.views.empty()) << "the file knows no directions";
    EXPECT_EQ(camera.owner, "Sheffield City Council");
  }
  const auto closed =
      std::count_if(dataset.hubs->begin(), dataset.hubs->end(), [](const borough::Hub& hub) { return !hub.open; });
  EXPECT_EQ(closed, 1);
}

TEST(RealFiles, TheSelfCrossingLsoasOfBcpAreRepairedAndTheirOriginalsKept) {
  WARDSCOPE_SHARED_DATA(file, "bcp/lsoa2011_bgc_imd2019.geojson");
  ImportHarness town;

  const auto report = town.import({file});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->stored(), 233);
  EXPECT_EQ(report->files[0].quality.repaired_shapes, 3);
  EXPECT_EQ(town.diagnostics.count("area-repaired"), 3);
  const auto areas = town.load().area_sets.at(0);
  EXPECT_EQ(areas->kind, borough::AreaKind::small_area);
  EXPECT_TRUE(areas->areas.front().deprivation_rank);
}

TEST(RealFiles, GenevasMangledCoordinatesAreRefusedAndNotGuessed) {
  WARDSCOPE_SHARED_DATA(file, "cctv_formats/geneva_mangled_coordinates.csv");
  ImportHarness town;

  const std::string message = town.refusal(file);

  EXPECT_THAT(
      message,
      HasSubstr(
          "no row of 'geneva_mangled_coordinates.csv' could be used; the first of 622: it has several decimal points"));
  EXPECT_EQ(town.rejects("geneva_mangled_coordinates.csv").size(), 623U);
}

TEST(RealFiles, SwissCamerasAreOutsideTheCountryEveryOne) {
  WARDSCOPE_SHARED_DATA(file, "cctv_formats/switzerland_osm_cameras.csv");
  ImportHarness town;

  const std::string message = town.refusal(file);

  EXPECT_THAT(message, HasSubstr("the first of 2,143: the place is outside Great Britain"));
}

}  // namespace
}  // namespace wardscope::io
