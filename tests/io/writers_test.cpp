// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/writers.hpp"

#include <gdal.h>
#include <gdal_frmts.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>

#include "core/random.hpp"
#include "io/csv_cell.hpp"
#include "io/write_room.hpp"

#include "support/temporary_folder.hpp"

namespace wardscope::io {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using wardscope::test::TemporaryFolder;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

/// Polygons with a hole, an empty cell, quotes, letters beyond ASCII and numbers that need all their digits.
table::FeatureTable some_gaps(std::size_t rows = 3) {
  table::FeatureTable gaps({{"name", "Name", "", table::ColumnType::text},
                            {"incidents", "Incidents", "", table::ColumnType::integer},
                            {"area", "Area", "m2", table::ColumnType::number}});
  for (std::size_t i = 0; i < rows; ++i) {
    const double x = 409000.123456789 + 100.0 * static_cast<double>(i);
    geo::Polygon polygon{{{x, 92000}, {x + 50, 92000}, {x + 50, 92050}, {x, 92050}, {x, 92000}}, {}};
    polygon.holes.push_back({{x + 10, 92010}, {x + 10, 92020}, {x + 20, 92020}, {x + 20, 92010}, {x + 10, 92010}});
    table::Value area = 2400.0 + 1.0 / 3.0;
    if (i == 1) area = std::monostate();
    gaps.add_row({std::string("Gap \"") + std::to_string(i) + "\", Wŷnd & <b>", static_cast<std::int64_t>(i * 7), area},
                 geo::MultiPolygon{polygon});
  }
  return gaps;
}

TEST(WriteFeatures, AGeoPackageIsWhatWasWrittenAndNothingElseStays) {
  const TemporaryFolder folder;

  const auto written =
      write_features(some_gaps(), folder / "gaps.gpkg", {.layer_name = "gaps", .provenance_json = "{}\n"});

  ASSERT_TRUE(written) << written.error().message;
  EXPECT_THAT(names_in(folder.path()), testing::UnorderedElementsAre("gaps.gpkg", "gaps.gpkg.provenance.json"));
}

TEST(WriteFeatures, GeoJsonIsInDegreesAndByRfc7946) {
  const TemporaryFolder folder;

  ASSERT_TRUE(write_features(some_gaps(), folder / "gaps.geojson", {.layer_name = "gaps"}));

  const std::string text = content_of(folder / "gaps.geojson");
  EXPECT_THAT(text, HasSubstr(R"("name":"Gap \"0\", Wŷnd & <b>","incidents":0,"area":2400.3333333333335)"));
  EXPECT_THAT(text, HasSubstr(R"("area":null)"));
  EXPECT_THAT(text, HasSubstr(R"("coordinates":[[[[-1.87)"));
  EXPECT_THAT(text, testing::Not(HasSubstr("crs")));
}

TEST(WriteFeatures, GeoJsonInTheNationalGridNamesItsCrs) {
  const TemporaryFolder folder;

  ASSERT_TRUE(write_features(some_gaps(), folder / "gaps.geojson", {.format = FeatureFormat::geojson_british_grid}));

  EXPECT_THAT(content_of(folder / "gaps.geojson"), HasSubstr("urn:ogc:def:crs:EPSG::27700"));
  EXPECT_THAT(content_of(folder / "gaps.geojson"), HasSubstr("[409000.123,92000.000]"));
}

TEST(WriteFeatures, CsvHasPlacesInMetresAndDegreesAndNoFormulas) {
  const TemporaryFolder folder;
  table::FeatureTable table(
      {{"name", "Name", "", table::ColumnType::text}, {"change", "Change", "%", table::ColumnType::number}});
  table.add_row({std::string("=cmd|' /C calc'!A0"), -12.5}, geo::Point{409722, 92041});
  table.add_row({std::string("Town, \"centre\""), std::monostate()}, {});

  ASSERT_TRUE(write_features(table, folder / "x.csv", {.mark = ByteOrderMark::with}));

  EXPECT_THAT(
      content_of(folder / "x.csv"),
      testing::StartsWith(
          "\xEF\xBB\xBFname,change,easting,northing,lon,lat\n'=cmd|' /C calc'!A0,-12.5,409722.00,92041.00,-1.86"));
  EXPECT_THAT(content_of(folder / "x.csv"), HasSubstr("\n\"Town, \"\"centre\"\"\",,,,,\n"));
}

TEST(WriteFeatures, TablesWithoutRowsOrShapesAreFiles) {
  const TemporaryFolder folder;
  const table::FeatureTable empty({{"name", "Name", "", table::ColumnType::text}});
  table::FeatureTable plain({{"name", "Name", "", table::ColumnType::text}});
  plain.add_row({std::string("a")});

  for (const char* name : {"a.gpkg", "a.geojson", "a.csv"}) {
    const auto first = write_features(empty, folder / name, {});
    EXPECT_TRUE(first) << name << (first ? "" : first.error().message);
    const auto second = write_features(plain, folder / name, {});
    EXPECT_TRUE(second) << name << (second ? "" : second.error().message);
  }
}

TEST(WriteFeatures, TroubleIsNamedWithItsRemedy) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_text("old", folder / "old.csv"));

  EXPECT_THAT(write_features(some_gaps(), folder / "gaps.xyz", {}).error().message,
              HasSubstr("known: .gpkg, .geojson, .csv"));
  EXPECT_THAT(
      write_features(some_gaps(), folder / "absent" / "gaps.csv", {}).error().message,
      AllOf(HasSubstr("'gaps.csv' can't be written: the folder '"), HasSubstr("absent' is not there; make it")));
  EXPECT_THAT(write_features(some_gaps(), folder / "old.csv", {.overwrite = Overwrite::no}).error().message,
              HasSubstr("'old.csv' exists already"));
  EXPECT_EQ(content_of(folder / "old.csv"), "old");
}

/// Leaves with 0 where a writer without any rights of root's says that the folder can't be written to.
[[noreturn]] void write_without_rights(const std::filesystem::path& target) {
  constexpr uid_t kNobody = 65534;
  if (geteuid() == 0 && setuid(kNobody) != 0) std::_Exit(1);
  const core::Status written = write_features(some_gaps(), target, {});
  const bool named = !written && written.error().message.find("' can't be written to (") != std::string::npos;
  std::_Exit(named ? 0 : 2);
}

TEST(WritersDeathTest, AReadOnlyFolderIsNamed) {
  const TemporaryFolder folder;
  using std::filesystem::perms;
  std::filesystem::permissions(folder.path(),
                               perms::owner_read | perms::owner_exec | perms::others_read | perms::others_exec);

  EXPECT_EXIT(write_without_rights(folder / "gaps.csv"), testing::ExitedWithCode(0), "");
}

/// Writes while no file may grow beyond `bytes`, as on a full disk. Leaves with 0 where the writer reported it, kept
/// the old file and left nothing else.
template <typename Write>
[[noreturn]] void write_on_a_full_disk(const std::filesystem::path& target, rlim_t bytes, Write write) {
  signal(SIGXFSZ, SIG_IGN);
  const rlimit bounds{bytes, bytes};
  setrlimit(RLIMIT_FSIZE, &bounds);
  const core::Status written = write(target);
  const bool kept = content_of(target) == "old";
  const bool alone = names_in(target.parent_path()).size() == 1;
  std::_Exit(!written && written.error().code == core::ErrorCode::io && kept && alone
                 ? 0
                 : 1 + (written ? 2 : 0) + (kept ? 0 : 4) + (alone ? 0 : 8));
}

TEST(WritersDeathTest, AFullDiskIsReportedTheOldFileStaysAndNoPartIsLeft) {
  const TemporaryFolder folder;
  const table::FeatureTable gaps = some_gaps(2000);
  for (const rlim_t bytes : {rlim_t{1}, rlim_t{4096}, rlim_t{50000}, rlim_t{110000}}) {
    for (const char* name : {"a.gpkg", "a.geojson", "a.csv"}) {
      std::filesystem::create_directories(folder / "full");
      ASSERT_TRUE(write_text("old", folder / "full" / name));
      EXPECT_EXIT(
          write_on_a_full_disk(folder / "full" / name, bytes,
                               [&](const std::filesystem::path& path) { return write_features(gaps, path, {}); }),
          testing::ExitedWithCode(0), "")
          << name << " at " << bytes << " bytes";
      std::filesystem::remove_all(folder / "full");
    }
  }
}

raster::Raster<float> some_density() {
  raster::Raster<float> density({409000.0, 92000.0, 25.0, 300, 200}, 0.0F);
  core::CounterRng random(7, 0);
  for (float& value : density.values()) value = static_cast<float>(random.uniform(0.0, 900.0));
  density.at(0, 0) = std::numeric_limits<float>::quiet_NaN();
  return density;
}

TEST(WriteRaster, AGeoTiffHasItsPlaceUnitAndEmptyCells) {
  const TemporaryFolder folder;
  const auto density = some_density();

  const auto written =
      write_raster(density, folder / "density.tif", {.description = "Density of incidents", .unit = "per km2"});

  ASSERT_TRUE(written) << written.error().message;
  GDALRegister_GTiff();
  GDALDatasetH dataset = GDALOpen((folder / "density.tif").c_str(), GA_ReadOnly);
  ASSERT_NE(dataset, nullptr);
  std::array<double, 6> transform{};
  GDALGetGeoTransform(dataset, transform.data());
  EXPECT_EQ(transform, (std::array<double, 6>{409000.0, 25.0, 0.0, 92000.0 + 200 * 25.0, 0.0, -25.0}));
  float south_west = 0.0F;
  float north_west = 0.0F;
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  ASSERT_EQ(GDALRasterIO(band, GF_Read, 0, 199, 1, 1, &south_west, 1, 1, GDT_Float32, 0, 0), CE_None);
  ASSERT_EQ(GDALRasterIO(band, GF_Read, 0, 0, 1, 1, &north_west, 1, 1, GDT_Float32, 0, 0), CE_None);
  EXPECT_TRUE(std::isnan(south_west));
  EXPECT_EQ(north_west, density.at(0, 199));
  EXPECT_STREQ(GDALGetRasterUnitType(band), "per km2");
  GDALClose(dataset);
}

TEST(WritersDeathTest, AFullDiskIsReportedForRasters) {
  const TemporaryFolder folder;
  const auto density = some_density();
  for (const rlim_t bytes : {rlim_t{1}, rlim_t{20000}, rlim_t{100000}}) {
    std::filesystem::create_directories(folder / "full");
    ASSERT_TRUE(write_text("old", folder / "full" / "a.tif"));
    EXPECT_EXIT(
        write_on_a_full_disk(folder / "full" / "a.tif", bytes,
                             [&](const std::filesystem::path& path) { return write_raster(density, path, {}); }),
        testing::ExitedWithCode(0), "")
        << bytes;
    std::filesystem::remove_all(folder / "full");
  }
}

TEST(WriteRoom, TooLittleIsSaidBeforeAnythingIsWritten) {
  const TemporaryFolder folder;
  for (const char* name : {"a.gpkg", "a.geojson", "a.csv", "a.shp"}) {
    const auto written = write_features(some_gaps(), folder / name, {.free_bytes = 1000});
    ASSERT_FALSE(written) << name;
    EXPECT_THAT(written.error().message,
                HasSubstr("and its disk has 1.0 kB free; free some space, or choose another disk"));
  }
  EXPECT_FALSE(write_raster(some_density(), folder / "a.tif", {.free_bytes = 1000}));
  EXPECT_TRUE(names_in(folder.path()).empty());
}

TEST(WriteRoom, TheEstimateIsOnTheHighSideInEveryFormat) {
  const TemporaryFolder folder;
  const table::FeatureTable gaps = some_gaps(2000);

  for (const char* name : {"a.gpkg", "a.geojson", "a.csv", "a.xlsx", "a.shp"}) {
    ASSERT_TRUE(write_features(gaps, folder / name, {})) << name;
    EXPECT_LE(std::filesystem::file_size(folder / name), room_for(gaps)) << name;
  }
}

TEST(WriteRaster, OnlyGeoTiffIsWritten) {
  const TemporaryFolder folder;

  EXPECT_THAT(write_raster(some_density(), folder / "density.png", {}).error().message,
              HasSubstr("give it the extension .tif"));
}

TEST(CsvCell, FormulasAreDisarmedAndNumbersAreNot) {
  EXPECT_EQ(csv_cell("=1+1"), "'=1+1");
  EXPECT_EQ(csv_cell("  @SUM(A1)"), "'  @SUM(A1)") << "blanks before a formula do not hide it";
  EXPECT_EQ(csv_cell("\xC2\xA0+cmd"), "'\xC2\xA0+cmd");
  EXPECT_EQ(csv_cell("a\n=b"), "\"'a\n=b\"");
  EXPECT_EQ(csv_cell("-12.5"), "-12.5");
  EXPECT_EQ(csv_cell("+3"), "+3");
  EXPECT_EQ(csv_cell("- not a number"), "'- not a number");
  EXPECT_EQ(csv_cell("plain"), "plain");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
}

}  // namespace
}  // namespace wardscope::io
