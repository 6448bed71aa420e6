// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "io/grid_memory.hpp"
#include "io/import_harness.hpp"
#include "support/shared_data.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

TEST(RemarkFile, ListsEveryValueOfACameraThatWasNotUnderstoodAndTheReportCountsThem) {
  ImportHarness town;

  const auto report =
      town.import_text("cam_bad.csv",
                       "Camera No,Location,Easting,Northing,Bearing,FOV,Range (m),Mounting height (m),Lens (mm)\n"
                       "1,Town Hall,409722,92041,90,60,80,6,8\n"
                       "2,Library,409800,92100,370,400,sixty,-4,8\n"
                       "3,Square,409900,92200,towards the pier,,,,\n"
                       "4,Pier,409950,92250,-90,360,,0,\n");

  ASSERT_TRUE(report) << report.error().message;
  const ImportedFile& file = report->files.at(0);
  EXPECT_EQ(file.quality.not_understood, 6);
  EXPECT_TRUE(file.rejects.empty());
  EXPECT_EQ(file.remarks.filename(), "cam_bad.csv.remarks.csv");
  const auto lines = lines_of(file.remarks);
  ASSERT_EQ(lines.size(), 7U);
  EXPECT_EQ(lines[0], "line,column,value,reason,remedy");
  const std::string all = testing::PrintToString(lines);
  EXPECT_THAT(all, HasSubstr("3,Range (m),sixty,"));
  EXPECT_THAT(all, HasSubstr("it is no range of a camera, above 0 and up to 5000 m; it stays not known"));
  EXPECT_THAT(all, HasSubstr("3,Mounting height (m),-4,"));
  EXPECT_THAT(all, HasSubstr("3,FOV,400,"));
  EXPECT_THAT(all, HasSubstr("3,Bearing,370,it is no direction"));
  EXPECT_THAT(all, HasSubstr("4,Bearing,towards the pier,"));
  EXPECT_THAT(all, HasSubstr("5,Mounting height (m),0,"));
  EXPECT_THAT(import_text(*report),
              HasSubstr("Remarks on values of stored rows are listed in cam_bad.csv.remarks.csv"));
  EXPECT_THAT(import_text(*report), HasSubstr("6 values were not understood: the rows are stored"));
  const borough::Dataset dataset = town.load();
  const auto& cameras = *dataset.cameras;
  EXPECT_THAT(cameras.at(1).views, IsEmpty());
  EXPECT_FALSE(cameras.at(1).range);
  EXPECT_EQ(cameras.at(3).views.at(0).bearing, core::Degrees(270));
}

TEST(RemarkFile, ACleanRegisterLeavesNone) {
  ImportHarness town;

  const auto report = town.import_text("cams.csv", "Camera No,Easting,Northing,Bearing\n1,409722,92041,90\n");

  ASSERT_TRUE(report);
  EXPECT_TRUE(report->files.at(0).remarks.empty());
  EXPECT_FALSE(std::filesystem::exists(town.folder / "cams.csv.remarks.csv"));
}

store::BatchRecord batch_of(std::int64_t id, double accuracy, store::BatchState state = store::BatchState::complete) {
  store::BatchRecord batch;
  batch.id = id;
  batch.source.file_name = "wards.geojson";
  batch.source.accuracy_metres = accuracy;
  batch.state = state;
  return batch;
}

TEST(GridMemory, PlacesThatWereMovedInTwoWaysAreSaid) {
  const std::string without = mixed_grids({"street.csv", 2.0, "OSTN15.tif"}, {batch_of(1, 1.0), batch_of(2, 0.0)});

  EXPECT_THAT(without,
              HasSubstr("the places of 'street.csv' were moved without the OSTN15 grid, those of 1 earlier import "
                        "('wards.geojson', import 1) with it"));
  EXPECT_THAT(without, HasSubstr("--grid OSTN15.tif"));
  EXPECT_THAT(
      mixed_grids({"street.csv", 1.0, ""}, {batch_of(1, 2.0), batch_of(2, 2.0)}),
      HasSubstr("with the OSTN15 grid, those of 2 earlier imports (the first 'wards.geojson', import 1) without it"));
}

TEST(GridMemory, PlacesThatGoTogetherAreNotSpokenOf) {
  EXPECT_EQ(mixed_grids({"a.csv", 2.0, ""}, {batch_of(1, 2.0)}), "");
  EXPECT_EQ(mixed_grids({"a.csv", 0.0, ""}, {batch_of(1, 1.0)}), "") << "metres are not moved";
  EXPECT_EQ(mixed_grids({"a.csv", 2.0, ""}, {batch_of(1, 1.0, store::BatchState::withdrawn)}), "");
}

TEST(GridMemory, AWorkspaceThatKnowsAGridWarnsWithoutItAndFindsItBesideItself) {
  WARDSCOPE_SHARED_DATA(grid, "grids/uk_os_OSTN15_NTv2_OSGBtoETRS.tif");
  const auto rows = [](std::string_view date) {
    return "Category,Date,Longitude,Latitude\nNoise," + std::string(date) + ",-1.88,50.72\n";
  };
  ImportHarness town;
  town.options.grid = grid;
  ASSERT_TRUE(town.import_text("a.csv", rows("2025-01-31")));
  town.options.grid.clear();

  const auto without = town.import_text("b.csv", rows("2025-02-01"));

  ASSERT_TRUE(without);
  EXPECT_THAT(import_text(*without), HasSubstr("the places of 'b.csv' were moved without the OSTN15 grid"));
  EXPECT_EQ(town.diagnostics.count("mixed-grids"), 1);

  std::filesystem::copy(grid, town.folder / grid.filename().string());
  const auto found = town.import_text("c.csv", rows("2025-02-02"));
  ASSERT_TRUE(found);
  EXPECT_EQ(town.diagnostics.count("grid-remembered"), 1);
  EXPECT_LE(found->files.at(0).accuracy_metres, kGoodWithGrid);
}

}  // namespace
}  // namespace wardscope::io
