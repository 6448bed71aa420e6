// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/importer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>

#include "io/import_harness.hpp"
#include "store/workspace.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPoliceHeader =
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n";

std::string police(std::string_view rows) { return std::string(kPoliceHeader) + std::string(rows); }

std::string police_row(std::string_view longitude, std::string_view latitude) {
  return std::string(",2025-01,Dorset Police,Dorset Police,") + std::string(longitude) + "," + std::string(latitude) +
         ",On or near High Street,E01015301,Poole 001A,Anti-social behaviour,,\n";
}

TEST(Importer, RowsThatLookTheSameStayAndRowsWithoutAPlaceAreKept) {
  ImportHarness town;
  const std::string row = police_row("-1.88", "50.72");

  const auto report = town.import_text("street.csv", police(row + row + police_row("", "") + row));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->read(), 4);
  EXPECT_EQ(report->stored(), 4);
  EXPECT_EQ(report->files[0].quality.without_place, 1);
  EXPECT_EQ(town.load().incidents->size(), 3U);
  EXPECT_THAT(town.rejects("street.csv"), IsEmpty());
}

std::string ward_text(std::string_view code, std::string_view authority) {
  const std::string name(code);
  return R"({"type":"Feature","properties":{"WD20CD":")" + name + R"(","WD20NM":"Ward )" + name + R"(","LAD20NM":")" +
         std::string(authority) +
         R"("},"geometry":{"type":"Polygon","coordinates":[[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.7]]]}})";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

TEST(Importer, TheWardsLocalAuthorityNamesThePlace) {
  ImportHarness town;

  const auto report =
      town.import_text("wards.geojson", collection(ward_text("E1", "Poole") + "," + ward_text("E2", "Poole")));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(town.load().place, "Poole");
  EXPECT_THAT(import_text(*report), HasSubstr("Place: Poole, named by the column LAD20NM of wards.geojson"));
}

TEST(Importer, WardsOfTwoAuthoritiesNameNoPlaceAndTheImportSaysHow) {
  ImportHarness town;

  const auto report =
      town.import_text("wards.geojson", collection(ward_text("E1", "Poole") + "," + ward_text("E2", "Dorset")));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(town.load().place, kUnnamedPlace);
  EXPECT_THAT(import_text(*report), HasSubstr("Name it with --place"));
}

TEST(Importer, ANameThatTheUserGivesStands) {
  ImportHarness town;
  ASSERT_TRUE(town.import_text("a.csv", police(police_row("-1.88", "50.72"))));
  town.options.place = "Bourne Valley";

  const auto report = town.import_text("wards.geojson", collection(ward_text("E1", "Poole")));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(town.load().place, "Bourne Valley");
}

TEST(Importer, SaysWhatItTookTheFileForAndHowItsPlacesWereTransformed) {
  ImportHarness town;

  const auto report = town.import_text("street.csv", police(police_row("-1.88", "50.72")));

  ASSERT_TRUE(report) << report.error().message;
  const ImportedFile& file = report->files.at(0);
  EXPECT_EQ(file.kind, "police-street");
  EXPECT_THAT(file.recognised,
              HasSubstr("because of the columns Month, Crime type, Falls within, Longitude, Latitude"));
  EXPECT_THAT(file.format, HasSubstr("CSV, comma, UTF-8"));
  EXPECT_THAT(file.crs_operation, HasSubstr("OSGB36"));
  EXPECT_GT(file.accuracy_metres, 0.0);
  const auto dataset = town.load();
  EXPECT_EQ(dataset.sources.at(0).crs_operation, file.crs_operation);
  EXPECT_THAT(dataset.sources.at(0).attribution, HasSubstr("Open Government Licence"));
}

TEST(Importer, EveryRejectedRowIsInTheRejectFileWithItsReason) {
  ImportHarness town;
  const std::string good = police_row("-1.88", "50.72");

  const auto report = town.import_text(
      "street.csv", police(good + police_row("NaN", "50.72") + police_row("461.993.881", "50.72") +
                           police_row("8.54", "47.37") + "\"unbalanced\n" + police_row("-1.88", "") + good));

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->read(), 7);
  EXPECT_EQ(report->stored(), 2);
  EXPECT_EQ(report->rejected(), 5);
  const auto lines = town.rejects("street.csv");
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0], "line,column,value,reason,remedy");
  const std::string all = testing::PrintToString(lines);
  EXPECT_THAT(all, HasSubstr("3,Longitude,NaN,it is not a finite number"));
  EXPECT_THAT(all, HasSubstr("4,Longitude,461.993.881,it has several decimal points: a spreadsheet took it"));
  EXPECT_THAT(all, HasSubstr("the place is outside Great Britain"));
  EXPECT_THAT(all, HasSubstr("6,,"));
  EXPECT_THAT(all, HasSubstr("it is empty and the other coordinate is not"));
}

TEST(Importer, SwappedCoordinatesAreNamedAndNothingIsStored) {
  ImportHarness town;

  const std::string message =
      town.refusal_of_text("street.csv", police(police_row("50.72", "-1.88") + police_row("50.73", "-1.89")));

  EXPECT_THAT(message, HasSubstr("2 of 2 rows come to lie in the right place only with x and y swapped"));
  EXPECT_THAT(message, HasSubstr("Longitude, Latitude"));
  EXPECT_FALSE(town.load().incidents && town.load().incidents->size() > 0);
}

TEST(Importer, DegreesInMetreColumnsAreNamed) {
  ImportHarness town;

  const std::string message =
      town.refusal_of_text("asb.csv", "Category,Date,Easting,Northing\nNoise,31/01/2025,1.2,51.1\n");

  EXPECT_THAT(
      message,
      HasSubstr("no row of 'asb.csv' could be used; the first of 1: metres are expected and these look like degrees"));
}

TEST(Importer, AFileIsImportedOnce) {
  ImportHarness town;
  const std::string text = police(police_row("-1.88", "50.72"));
  ASSERT_TRUE(town.import_text("street.csv", text));

  const auto copied = town.import_text("copy.csv", text);

  ASSERT_TRUE(copied) << copied.error().message;
  EXPECT_TRUE(copied->files.empty());
  EXPECT_TRUE(copied->failures.empty());
  ASSERT_EQ(copied->repeated.size(), 1U);
  EXPECT_THAT(wardscope::io::import_text(*copied),
              HasSubstr("copy.csv: passed over; it is in the workspace already, as 'street.csv' of import 1"));
  EXPECT_EQ(town.load().incidents->size(), 1U);
  town.options.again = Again::allow;
  EXPECT_TRUE(town.import_text("copy.csv", text));
  EXPECT_EQ(town.load().incidents->size(), 2U);
}

TEST(Importer, CouncilListsHaveTheirHoursAndPlaces) {
  ImportHarness town;

  const auto report = town.import_text("asb.csv",
                                       "Ref;Incident type;Incident date;Incident time;Easting;Northing\r\n"
                                       "A1;Noise nuisance;31/01/2025;23:15;409722;92041\r\n"
                                       "A2;Domestic abuse;01/02/2025;0930;409722.5;92041.5\r\n"
                                       "A2;Noise nuisance;01/02/2025;;409700;92000\r\n"
                                       "A3;Zorbing;30/02/2025;10:00;409700;92000\r\n");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].kind, "council-incidents");
  EXPECT_THAT(report->files[0].format, HasSubstr("semicolon"));
  EXPECT_EQ(report->files[0].crs_operation, "none needed");
  EXPECT_EQ(report->files[0].quality.repeated_ids, 1);
  EXPECT_EQ(report->stored(), 3);
  const auto incidents = town.load().incidents;
  ASSERT_EQ(incidents->size(), 3U);
  EXPECT_EQ(core::format_time(incidents->time[0], incidents->precision[0]), "2025-01-31 23:15");
  EXPECT_EQ(core::format_time(incidents->time[1], incidents->precision[1]), "2025-02-01 09:30");
  EXPECT_EQ(core::format_time(incidents->time[2], incidents->precision[2]), "2025-02-01");
  EXPECT_EQ(incidents->x[0], 409722.0);
  const auto sensitivity = [&](std::size_t row) { return incidents->categories[incidents->category[row]].sensitivity; };
  EXPECT_EQ(sensitivity(0), borough::Sensitivity::official);
  EXPECT_EQ(sensitivity(1), borough::Sensitivity::sensitive);
  EXPECT_THAT(testing::PrintToString(town.rejects("asb.csv")),
              HasSubstr("30/02/2025,\\\"it is not a date that exists"));
}

TEST(Importer, GridReferencesAreReadAsTheCentreOfTheirSquare) {
  ImportHarness town;

  ASSERT_TRUE(town.import_text("asb.csv", "Category,Date,Grid ref\nNoise,31/01/2025,SZ 085 912\n"));

  EXPECT_EQ(town.load().incidents->position(0), (geo::Point{408550.0, 91250.0}));
}

TEST(Importer, CamerasKeepWhatTheRegisterSaysAndNothingElse) {
  ImportHarness town;

  const auto report = town.import_text(
      "cameras.csv",
      "Camera No,Location,Easting,Northing,Camera type,Bearing,FOV,Range (m),Mounting height (ft),Lens (mm),Status\n"
      "1,Town Hall,409722,92041,PTZ,\"90;270\",60,80,20,8,Live\n"
      "2,Library,409800,92100,Dome,,,,,,unknown\n"
      "3,Square,409900,92200,Fixed,towards the pier,,,,,Faulty\n");

  ASSERT_TRUE(report) << report.error().message;
  const auto cameras = town.load().cameras;
  ASSERT_EQ(cameras->size(), 3U);
  const borough::Camera& first = cameras->at(0);
  EXPECT_EQ(first.reference, "1");
  EXPECT_EQ(first.kind, borough::CameraKind::pan_tilt_zoom);
  ASSERT_EQ(first.views.size(), 2U);
  EXPECT_EQ(first.views[1].bearing, core::Degrees(270));
  EXPECT_EQ(first.views[0].field_of_view, core::Degrees(60));
  EXPECT_EQ(first.range, core::Metres(80));
  EXPECT_NEAR(first.mounting_height->value(), 6.096, 1e-9);
  EXPECT_NEAR(first.focal_length->value(), 0.008, 1e-12);
  EXPECT_EQ(first.status, borough::CameraStatus::in_service);
  EXPECT_THAT(cameras->at(1).views, IsEmpty());
  EXPECT_FALSE(cameras->at(1).range);
  EXPECT_THAT(cameras->at(2).views, IsEmpty());
  EXPECT_EQ(cameras->at(2).status, borough::CameraStatus::out_of_service);
  EXPECT_EQ(report->files[0].quality.not_understood, 1);
}

TEST(Importer, IndicatorsAndActionsNeedNoPlaces) {
  ImportHarness town;

  ASSERT_TRUE(
      town.import_text("indicators.csv", "Indicator,Ward code,Quarter,Value\nFeel safe,E05012661,2025-26 Q1,61.5%\n"));
  ASSERT_TRUE(
      town.import_text("plan.csv", "Theme,Action,Owner,Due,Status\nPlaces,Light the underpass,Highways,TBC,Open\n"));

  const auto dataset = town.load();
  EXPECT_EQ(dataset.indicators->at(0).value, 61.5);
  EXPECT_EQ(dataset.indicators->at(0).unit, "%");
  EXPECT_EQ(dataset.actions->at(0).due, "TBC");
}

TEST(Importer, BadInputIsNamedWithItsRemedy) {
  ImportHarness town;

  EXPECT_THAT(town.refusal(town.folder / "absent.csv"), HasSubstr("there is no file 'absent.csv'"));
  EXPECT_THAT(town.refusal_of_text("empty.csv", ""), HasSubstr("'empty.csv' is empty"));
  EXPECT_THAT(town.refusal_of_text("header.csv", std::string(kPoliceHeader)), HasSubstr("'header.csv' has no rows"));
  EXPECT_THAT(town.refusal_of_text("x.csv", "colour,taste\nred,sweet\n"),
              HasSubstr("is not recognised by its columns (colour, taste)"));
  EXPECT_THAT(town.refusal_of_text("x.docx", "hello"),
              HasSubstr("has an extension that is not read here; known: .csv"));
  using namespace std::string_literals;
  EXPECT_THAT(town.refusal_of_text("x.csv", "PK\x03\x04\0\0\0\0\0\0"s), HasSubstr("'x.csv' is not a text file"));
  town.options.kind = "wards";
  EXPECT_THAT(town.refusal_of_text("y.csv", "WD20CD,WD20NM\nE05,Poole\n"),
              HasSubstr("can't be read as wards: it lacks polygons"));
  town.options.kind = "";
  town.options.crs = "EPSG:99999999";
  EXPECT_THAT(town.refusal_of_text("z.csv", police(police_row("-1.88", "50.72"))),
              HasSubstr("'EPSG:99999999' is not a coordinate reference system"));
}

TEST(Importer, AFileThatIsNamedTwiceComesInOnceWithAWord) {
  ImportHarness town;
  const auto file = town.folder.write("street.csv", police(police_row("-1.88", "50.72")));
  const auto twin = town.folder.write("twin.csv", police(police_row("-1.88", "50.72")));

  const auto report = town.import({file, town.folder / "." / "street.csv", twin, town.folder.path()});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.size(), 1U);
  EXPECT_TRUE(report->failures.empty());
  const std::string text = import_text(*report);
  EXPECT_THAT(text, HasSubstr("street.csv: passed over; it is named twice, and came in once"));
  EXPECT_THAT(text, HasSubstr("twin.csv: passed over; it is in the workspace already, as 'street.csv' of import 1"));
  EXPECT_EQ(town.load().incidents->size(), 1U);
}

TEST(Importer, TooLittleRoomIsSaidBeforeAnythingIsWritten) {
  ImportHarness town;
  town.options.free_bytes = 4096;

  const std::string message = town.refusal_of_text("street.csv", police(police_row("-1.88", "50.72")));

  EXPECT_THAT(message, HasSubstr("'town.sqlite' needs about 1.0 MB and its disk has 4.1 kB free; free some space"));
  EXPECT_FALSE(std::filesystem::exists(town.options.workspace));
}

TEST(Importer, OneBadFileDoesNotStopTheOthers) {
  ImportHarness town;

  const auto report = town.import(
      {town.folder.write("a.csv", "colour\nred\n"), town.folder.write("b.csv", police(police_row("-1.88", "50.72")))});

  ASSERT_TRUE(report);
  EXPECT_EQ(report->files.size(), 1U);
  ASSERT_EQ(report->failures.size(), 1U);
  EXPECT_EQ(report->failures[0].file_name, "a.csv");
  EXPECT_THAT(import_text(*report), HasSubstr("a.csv: not imported. 'a.csv' is not recognised"));
}

TEST(Importer, AnUnknownCrsIsNotTakenForLongitudeAndLatitude) {
  ImportHarness town;
  const auto with_crs = [&](const std::string& crs) {
    return town.refusal_of_text(
        "w.geojson",
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":")" + crs +
            R"("}},"features":[{"type":"Feature","properties":{"WD20CD":"E05","WD20NM":"P"},)"
            R"("geometry":{"type":"Polygon","coordinates":[[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.7]]]}}]})");
  };

  EXPECT_THAT(with_crs("urn:ogc:def:crs:EPSG::99999"), HasSubstr("'urn:ogc:def:crs:EPSG::99999' is not known"));
  EXPECT_EQ(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84"), "imported");
  ImportHarness other;
  EXPECT_EQ(
      other.refusal_of_text("null.geojson", R"({"type":"FeatureCollection","crs":null,"features":[{"type":"Feature",)"
                                            R"("properties":{"name":"EPSG:1","WD20CD":"E06","WD20NM":"Q"},)"
                                            R"("geometry":{"type":"Polygon","coordinates":)"
                                            R"([[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.7]]]}}]})"),
      "imported");
}

TEST(Importer, AFolderIsReadWithItsSubFoldersShapesFirst) {
  ImportHarness town;
  const std::filesystem::path raw = town.folder / "raw";
  std::filesystem::create_directories(raw / "police" / "2025-01");
  std::filesystem::create_directories(raw / "police" / "2025-02");
  const auto write = [&](const std::string& name, const std::string& text) {
    static_cast<void>(town.folder.write("raw/" + name, text));
  };
  write("police/2025-01/street.csv", police(police_row("-1.88", "50.72") + police_row("nowhere", "50.72")));
  write("police/2025-02/street.csv", police(police_row("-1.87", "50.72") + police_row("north", "50.72")));
  write("wards.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"WD20CD":"E05",)"
                         R"("WD20NM":"Poole"},"geometry":{"type":"Polygon","coordinates":)"
                         R"([[[-1.9,50.7],[-1.8,50.7],[-1.8,50.8],[-1.9,50.7]]]}}]})");
  write("notes.txt", "not data");

  const auto report = town.import({raw});

  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->files.size(), 3U);
  EXPECT_EQ(report->files[0].file_name, "wards.geojson");
  EXPECT_EQ(report->files[1].quality.read, 2);
  EXPECT_EQ(report->files[1].quality.rejected, 1);
  EXPECT_NE(report->files[1].rejects, report->files[2].rejects);
  for (const ImportedFile& file : report->files)
    EXPECT_TRUE(file.rejects.empty() || std::filesystem::exists(file.rejects));
}

TEST(Importer, ARunThatIsStoppedKeepsNothingOfTheFileAtHand) {
  ImportHarness town;
  std::stop_source stop;
  stop.request_stop();

  const auto report = import_files({town.folder.write("a.csv", police(police_row("-1.88", "50.72")))}, town.options,
                                   jobs::Progress(stop.get_token()), town.diagnostics);

  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, core::ErrorCode::cancelled);
}

TEST(Importer, TheQualityReportIsKeptInTheWorkspace) {
  ImportHarness town;
  std::string rows;
  for (int i = 0; i < 25; ++i) rows += police_row("-1.88", "50.72");

  const auto report = town.import_text("street.csv", police(rows + police_row("-1.87", "50.73")));

  ASSERT_TRUE(report) << report.error().message;
  const QualityReport& quality = report->files[0].quality;
  EXPECT_EQ(quality.distinct_points, 2);
  EXPECT_EQ(quality.largest_stack, 25);
  EXPECT_EQ(quality.rows_in_stacks, 25);
  EXPECT_EQ(quality.month_only, 26);
  EXPECT_THAT(testing::PrintToString(quality.remarks), HasSubstr("Street level not supported"));
  const auto workspace = store::Workspace::open(town.options.workspace, store::Access::read);
  ASSERT_TRUE(workspace);
  const auto document = workspace->load_document("quality:1");
  ASSERT_TRUE(document && *document);
  EXPECT_EQ(*parse_quality_json(**document), quality);
}

}  // namespace
}  // namespace wardscope::io
