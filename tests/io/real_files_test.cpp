// SPDX-License-Identifier: GPL-3.0-or-later
//
// The open data beside the project, end to end. The numbers are those of the files, counted with other tools.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "geo/polygon_coverage.hpp"
#include "io/camera_record.hpp"
#include "io/csv_reader.hpp"
#include "io/csv_source.hpp"
#include "io/file_inspection.hpp"
#include "io/import_harness.hpp"
#include "io/layer_definition.hpp"
#include "io/recognition.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

constexpr std::int64_t kSwissDirections = 528;  // rows with camera:direction or direction

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

TEST(RealFiles, WithTheGridOfOrdnanceSurveyPlacesAreGoodToCentimetresAndTheReportNamesIt) {
  WARDSCOPE_SHARED_DATA(grid, "grids/uk_os_OSTN15_NTv2_OSGBtoETRS.tif");
  // A test point of Ordnance Survey's OSTN15 developer pack, in ETRS89 and in the National Grid.
  constexpr std::string_view kRow =
      "Category,Date,Longitude,Latitude\nNoise,2025-01-31,-3.55128349240,51.40078220140\n";
  const geo::Point expected{292184.870, 168003.465};
  ImportHarness with;
  with.options.grid = grid;
  ImportHarness without;

  const auto report = with.import_text("a.csv", kRow);
  const auto plain = without.import_text("a.csv", kRow);

  ASSERT_TRUE(report && plain) << report.error().message;
  const ImportedFile& file = report->files.at(0);
  EXPECT_NEAR(with.load().incidents->x[0], expected.x, 0.02 /* m */);
  EXPECT_NEAR(with.load().incidents->y[0], expected.y, 0.02 /* m */);
  EXPECT_GT(
      std::abs(without.load().incidents->x[0] - expected.x) + std::abs(without.load().incidents->y[0] - expected.y),
      0.1);
  EXPECT_LT(file.accuracy_metres, plain->files.at(0).accuracy_metres);
  EXPECT_THAT(import_text(*report), HasSubstr("stated accuracy 1 m"));
  EXPECT_THAT(import_text(*report), testing::Not(HasSubstr("up to 5 m off")));
  EXPECT_THAT(import_text(*plain), HasSubstr("without the OSTN15 grid may be up to 5 m off"));
  const borough::SourceNote note = with.load().sources.at(0);
  EXPECT_EQ(note.crs_operation, file.crs_operation);  // what provenance prints
  EXPECT_EQ(note.accuracy_metres, file.accuracy_metres);
}

TEST(RealFiles, AGridThatIsNotThereIsNamed) {
  ImportHarness town;
  town.options.grid = town.folder / "OSTN15.tif";

  EXPECT_THAT(town.refusal_of_text("a.csv", "Category,Date,Longitude,Latitude\nNoise,2025-01-31,-3.5,51.4\n"),
              HasSubstr("OSTN15"));
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
  EXPECT_EQ(stored["osm-buildings"], 12423);
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

/// Postcodes of `town` whose ward by point-in-polygon is the ward that Ordnance Survey publishes for them.
std::int64_t postcodes_in_their_ward(const std::filesystem::path& town) {
  ImportHarness workspace;
  EXPECT_TRUE(workspace.import({town / "wards_dec2020_bgc.geojson"}));
  const auto wards = borough::areas_of(workspace.load(), borough::AreaKind::ward);
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& ward : wards->areas) shapes.push_back(ward.shape);
  const geo::PolygonCoverage coverage(shapes);

  auto postcodes = CsvReader::open(town / "postcodes_codepoint_open.csv", {});
  std::int64_t agreeing = 0;
  while (*postcodes->next() == CsvReader::Step::row) {
    const auto& values = postcodes->values();
    const geo::Point place{*core::parse_number(values[2]), *core::parse_number(values[3])};
    const auto index = coverage.locate(place);
    if (index && wards->areas[*index].code == values.back()) ++agreeing;
  }
  return agreeing;
}

TEST(RealFiles, PostcodesOfBcpLieInTheWardsThatOrdnanceSurveyNames) {
  WARDSCOPE_SHARED_DATA(town, "bcp");

  EXPECT_GE(postcodes_in_their_ward(town), 9476) << "of 9,480";
}

TEST(RealFiles, PostcodesOfSheffieldLieInTheWardsThatOrdnanceSurveyNames) {
  WARDSCOPE_SHARED_DATA(town, "sheffield");

  EXPECT_GE(postcodes_in_their_ward(town), 11786) << "of 11,793";
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

/// Rows of the Swiss register as the reader sees them, before any question of where they are.
std::vector<borough::Camera> swiss_cameras(const std::filesystem::path& file, std::vector<RejectedRow>& remarks) {
  std::vector<borough::Camera> cameras;
  const auto definitions = load_layer_definitions();
  const auto inspection = inspect_file(file, jobs::Progress());
  if (!definitions || !inspection) return cameras;
  auto source = open_csv_source(file, *inspection, "");
  const auto recognition = recognise((*source)->schema(), *definitions);
  EXPECT_EQ(recognition->definition->id, "osm-cameras");
  const CameraRecord record(*recognition->definition, (*source)->schema());
  while (*(*source)->next() == RowSource::Step::row) cameras.push_back(record.read((*source)->row(), remarks));
  return cameras;
}

TEST(RealFiles, SwissDirectionsOfEveryFormBecomeViews) {
  WARDSCOPE_SHARED_DATA(file, "cctv_formats/switzerland_osm_cameras.csv");
  std::vector<RejectedRow> remarks;

  const auto cameras = swiss_cameras(file, remarks);

  ASSERT_EQ(cameras.size(), 2143U);
  std::map<std::size_t, int> by_views;
  int ranges = 0;
  for (const borough::Camera& camera : cameras) {
    ++by_views[camera.views.size()];
    for (const borough::CameraView& view : camera.views) ranges += view.field_of_view ? 1 : 0;
  }
  EXPECT_EQ(by_views[3], 1) << "90;160;270";
  EXPECT_EQ(by_views[2], 1) << "180, 270";
  EXPECT_EQ(ranges, 1) << "190-100";
  EXPECT_EQ(by_views[1] + by_views[2] + by_views[3], kSwissDirections);
  EXPECT_EQ(remarks.size(), 5U) << "kinds that are none: webcam, public, 360";
  for (const RejectedRow& remark : remarks) EXPECT_THAT(remark.reason, HasSubstr("it is no word that is known here"));
}

TEST(RealFiles, TrafficCamerasOfLondonAreRecognisedAndTheirDirectionsInWordsRead) {
  WARDSCOPE_SHARED_DATA(file, "cctv_formats/tfl_jamcams.json");
  ImportHarness town;

  const auto report = town.import({file});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].kind, "tfl-jamcams");
  EXPECT_EQ(report->stored(), 900);
  EXPECT_EQ(report->files[0].quality.not_understood, 0);
  const borough::Dataset dataset = town.load();
  const auto known = std::count_if(dataset.cameras->begin(), dataset.cameras->end(),
                                   [](const borough::Camera& camera) { return !camera.views.empty(); });
  EXPECT_GT(known, 400);
  EXPECT_LT(known, 600);
}

TEST(RealFiles, SwissCamerasAreOutsideTheCountryEveryOne) {
  WARDSCOPE_SHARED_DATA(file, "cctv_formats/switzerland_osm_cameras.csv");
  ImportHarness town;

  const std::string message = town.refusal(file);

  EXPECT_THAT(message, HasSubstr("the first of 2,143: the place is outside Great Britain"));
}

}  // namespace
}  // namespace wardscope::io
