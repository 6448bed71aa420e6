// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an import leaves out, changes or doubts is said: columns, kinds, lengths, statuses, zones, swapped places.
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "io/foreign_harness.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::vector<std::string> remarks_of(const ImportedFile& file) {
  std::ifstream lines(file.remarks);
  std::vector<std::string> remarks;
  for (std::string line; std::getline(lines, line);) remarks.push_back(line);
  if (!remarks.empty()) remarks.erase(remarks.begin());
  return remarks;
}

constexpr const char* kHubs =
    "Lib,Library,BH1 1AA,408000,91000\n"
    "CC,Community Centre,BH1,408100,91000\n"
    "X,Widget Palace,BH1,408200,91000\n"
    "TPRC,Third party reporting centre,BH1,408300,91000\n"
    "Y,,BH1,408400,91000\n";

TEST(ToldLosses, AHubOfAKindThatIsNotKnownIsNamed) {
  for (const char* header : {"Name,Type,Postcode,Easting,Northing\n", "Name,Kind,Postcode,Easting,Northing\n"}) {
    ImportHarness town;

    const auto report = town.import_text("hubs.csv", std::string(header) + kHubs);

    ASSERT_TRUE(report) << report.error().message;
    using borough::HubKind;
    std::vector<HubKind> kinds;
    const borough::Dataset dataset = town.load();
    for (const borough::Hub& hub : *dataset.hubs) kinds.push_back(hub.kind);
    EXPECT_THAT(kinds, ElementsAre(HubKind::library, HubKind::community_centre, HubKind::other,
                                   HubKind::reporting_centre, HubKind::other));
    EXPECT_THAT(remarks_of(report->files.at(0)),
                ElementsAre(AllOf(StartsWith("4,"), HasSubstr(",Widget Palace,it is no kind of hub"))));
    EXPECT_THAT(import_text(*report), Not(HasSubstr("columns not used")));
  }
}

TEST(ToldLosses, ColumnsThatAreNotUsedAreNamedAndTheirValuesAreNot) {
  ImportHarness town;
  std::string header = "Reference,Date,Category,Easting,Northing,Caller";
  std::string row = "R1,2025-03-01,Noise,409000,92000,Jane Doe";
  for (int i = 0; i < 20; ++i) {
    header += ",Extra" + std::to_string(i) + std::string(i == 0 ? 100 : 0, 'x');
    row += ",secret";
  }

  const auto report = town.import_text("list.csv", header + "\n" + row + "\n");

  ASSERT_TRUE(report) << report.error().message;
  const std::string text = import_text(*report);
  EXPECT_THAT(text, HasSubstr("columns not used: Caller, Extra0" + std::string(34, 'x') + "…, Extra1, "));
  EXPECT_THAT(text, AllOf(HasSubstr(", Extra10 and 9 more"), Not(HasSubstr("Jane")), Not(HasSubstr("secret"))));
  EXPECT_THAT(quality_csv({report->files[0].quality}), HasSubstr("columns not used: Caller"));
  EXPECT_THAT(quality_html({report->files[0].quality}), HasSubstr("columns not used: Caller"));
}

TEST(ToldLosses, AZeroAndAWordOfACameraThatAreNotKnownAreNamed) {
  ImportHarness town;

  const auto report = town.import_text("cameras.csv",
                                       "Camera ID,Location,Easting,Northing,Bearing,Range (m),Type,Status\n"
                                       "1,A,408000,91000,90,0,Dome,Live\n"
                                       "2,B,408010,91000,90,50,Widget,resting\n"
                                       "3,C,408020,91000,90,,,\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(remarks_of(report->files.at(0)),
              ElementsAre(StartsWith("2,Range (m),0,"), StartsWith("3,Type,Widget,"), StartsWith("3,Status,resting,")));
  EXPECT_FALSE(town.load().cameras->at(0).range);
}

TEST(ToldLosses, ADateThatDoesNotExistAndAStatusOfAnActionAreNamed) {
  ImportHarness town;

  const auto report =
      town.import_text("actions.csv",
                       "Action,Owner,Due,Status\nDo X,Lead,2025-01-31,Green\nDo Y,Lead,31/02/2025,purple\n"
                       "Do Z,Lead,TBC,In progress\nDo W,Lead,Q1 2025/26,\nDo V,Lead,31 Feb 2025,Complete\n"
                       "Do U,Lead,end of March 2026,not started\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(
      remarks_of(report->files.at(0)),
      ElementsAre(StartsWith("3,Due,31/02/2025,"), StartsWith("3,Status,purple,"), StartsWith("6,Due,31 Feb 2025,")));
  EXPECT_EQ(town.load().actions->at(1).due, "31/02/2025");
}

std::vector<std::string> times_of(const ImportHarness& town) {
  const borough::Dataset dataset = town.load();
  std::vector<std::string> times;
  for (std::size_t i = 0; i < dataset.incidents->size(); ++i) {
    times.push_back(core::format_time(dataset.incidents->time[i], dataset.incidents->precision[i]));
  }
  return times;
}

TEST(ToldLosses, TimesWithAZoneBecomeLocalAndAreCounted) {
  ImportHarness town;

  const auto report = town.import_text("list.csv",
                                       "Ref,Incident date,Incident time,Incident type,Easting,Northing\n"
                                       "1,2025-07-01T23:30:00Z,,Noise,408000,91000\n"
                                       "2,2025-07-01T23:30:00+01:00,,Noise,408000,91000\n"
                                       "3,2025-03-30T00:59:00Z,,Noise,408000,91000\n"
                                       "4,2025-03-30T01:00:00Z,,Noise,408000,91000\n"
                                       "5,2025-10-26T00:59:00Z,,Noise,408000,91000\n"
                                       "6,2025-10-26T01:00:00Z,,Noise,408000,91000\n"
                                       "7,2025-07-01,23:30,Noise,408000,91000\n"
                                       "8,2025-07-01T00:00:00Z,23:30Z,Noise,408000,91000\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(times_of(town),
              ElementsAre("2025-07-02 00:30", "2025-07-01 23:30", "2025-03-30 00:59", "2025-03-30 02:00",
                          "2025-10-26 01:59", "2025-10-26 01:00", "2025-07-01 23:30", "2025-07-02 00:30"));
  EXPECT_EQ(report->files[0].quality.zoned_times, 7);
  EXPECT_THAT(import_text(*report), HasSubstr("7 rows give their time in UTC or with an offset"));
  EXPECT_EQ(parse_quality_json(quality_json(report->files[0].quality)).value(), report->files[0].quality);
}

TEST(ToldLosses, TimesOfForeignFilesWithAZoneBecomeLocalToo) {
  ImportHarness town;
  std::string features;
  for (const char* time : {"2025-07-01T23:30:00Z", "2025-07-01T23:30:00+01:00", "2025-07-01T23:30:00",
                           "2025-01-01T23:30:00Z", "2025-07-01T23:30:00-05:00"}) {
    features += std::string(features.empty() ? "" : ",") + R"({"type": "Feature", "properties": {"occurred_at": ")" +
                time + R"(", "category": "Noise"}, "geometry": {"type": "Point", "coordinates": [-1.88, 50.72]}})";
  }

  const auto report = town.import_text("z.geojson", R"({"type": "FeatureCollection", "features": [)" + features + "]}");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(times_of(town), ElementsAre("2025-07-02 00:30", "2025-07-01 23:30", "2025-07-01 23:30",
                                          "2025-01-01 23:30", "2025-07-02 05:30"));
  EXPECT_EQ(report->files[0].quality.zoned_times, 4);
}

TEST(ToldLosses, AGeoPackageMarksEveryTimeAsUtcAndTheReportSaysWhatToDo) {
  test::register_all();
  ImportHarness town;
  const auto path = town.folder / "list.gpkg";
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GPKG"), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "list", nullptr, wkbNone, nullptr);
  for (const auto& [name, type] :
       {std::pair{"Category", OFTString}, {"Date time", OFTDateTime}, {"Easting", OFTReal}, {"Northing", OFTReal}}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGR_L_CreateField(layer, field, 0);
    OGR_Fld_Destroy(field);
  }
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  OGR_F_SetFieldString(feature, 0, "Noise");
  OGR_F_SetFieldDateTime(feature, 1, 2025, 7, 1, 23, 30, 0, 100);
  OGR_F_SetFieldDouble(feature, 2, 409000);
  OGR_F_SetFieldDouble(feature, 3, 92000);
  ASSERT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
  OGR_F_Destroy(feature);
  GDALClose(dataset);

  const auto report = town.import({path});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(times_of(town), ElementsAre("2025-07-02 00:30"));
  EXPECT_THAT(import_text(*report),
              AllOf(HasSubstr("1 row gives its time in UTC"), HasSubstr("a GeoPackage marks every time as UTC")));
}

constexpr const char* kWard =
    R"({"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
    "features": [{"type": "Feature", "properties": {"WD20CD": "E1", "WD20NM": "One"}, "geometry": {"type": "Polygon",
    "coordinates": [[[407000, 90000], [410000, 90000], [410000, 93000], [407000, 93000], [407000, 90000]]]}}]})";

std::string list_with_a_swapped_row() {
  std::string text = "Reference,Date,Category,Easting,Northing\n";
  for (int i = 0; i < 60; ++i)
    text += "R" + std::to_string(i) + ",2025-03-01,ASB," + std::to_string(408000 + 13 * i) + ",91000\n";
  return text + "R61,2025-03-01,ASB,91000,408000\nR62,2025-03-01,ASB,300000,700000\n";
}

TEST(ToldLosses, ASingleRowWithEastingAndNorthingSwappedIsNamed) {
  for (const bool with_wards : {true, false}) {
    ImportHarness town;
    if (with_wards) {
      ASSERT_TRUE(town.import_text("wards.geojson", kWard));
    }

    const auto report = town.import_text("list.csv", list_with_a_swapped_row());

    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->files[0].quality.stored, 62);
    const auto remarks = remarks_of(report->files[0]);
    ASSERT_EQ(remarks.size(), 1U) << with_wards;
    EXPECT_THAT(remarks[0], AllOf(StartsWith("62,\"Easting, Northing\",\"91000, 408000\","),
                                  HasSubstr(with_wards ? "far from the wards" : "far from the rest of the rows"),
                                  HasSubstr("exchange the two coordinates")));
    EXPECT_THAT(import_text(*report), HasSubstr("1 row fits the places of the rest only with x and y swapped"));
  }
}

TEST(ToldLosses, PlacesAllOverTheCountryAreNotTakenForSwappedOnes) {
  ImportHarness town;
  std::string text = "Reference,Date,Category,Easting,Northing\n";
  for (int i = 0; i < 50; ++i) {
    text += "R" + std::to_string(i) + ",2025-03-01,ASB," + std::to_string(200000 + 8000 * i) + "," +
            std::to_string(600000 - 9000 * i) + "\n";
  }

  const auto report = town.import_text("list.csv", text);

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].quality.swapped_places, 0);
}

}  // namespace
}  // namespace wardscope::io
