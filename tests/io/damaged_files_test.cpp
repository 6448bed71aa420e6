// SPDX-License-Identifier: GPL-3.0-or-later
//
// Foreign files that are cut short, damaged or incomplete.
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>

#include <filesystem>
#include <string>
#include <utility>

#include "io/foreign_format.hpp"
#include "io/foreign_harness.hpp"
#include "io/foreign_layers.hpp"
#include "io/foreign_precheck.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::content_of;
using test::Format;
using test::ImportHarness;
using test::register_all;
using test::write_wards;
using testing::HasSubstr;

TEST(DamagedFiles, ATruncatedFileIsAnErrorAndNothingOfItIsKept) {
  for (const Format& format : {Format{"GPKG", "wards.gpkg", 27700}, Format{"FlatGeobuf", "wards.fgb", 27700},
                               Format{"GeoJSON", "wards.geojson", 4326}, Format{"ESRI Shapefile", "wards.shp", 27700},
                               Format{"GML", "wards.gml", 27700}, Format{"KML", "wards.kml", 4326}}) {
    ImportHarness town;
    const auto path = town.folder / format.file;
    write_wards(path, format);
    const std::string whole = content_of(path);
    std::filesystem::resize_file(path, whole.size() * 6 / 10);

    const std::string message = town.refusal(path);

    EXPECT_THAT(message, testing::StartsWith("'" + std::string(format.file) + "': it ")) << format.driver;
    EXPECT_THAT(message, HasSubstr("cut short")) << format.driver;
    EXPECT_TRUE(town.load().area_sets.empty()) << format.driver;
  }
}

/// Collects what a reader sends.
class Records final : public RecordSink {
 public:
  bool send(std::string record) override {
    bytes += record;
    return true;
  }
  std::string bytes;
};

/// A list of 120 incidents with a date, a place and words of their own.
void write_list(const std::filesystem::path& path, const char* driver) {
  register_all();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName(driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "list", nullptr, wkbNone, nullptr);
  for (const auto& [name, type] : {std::pair{"Reference", OFTString},
                                   {"Category", OFTString},
                                   {"Date", OFTDate},
                                   {"Easting", OFTReal},
                                   {"Northing", OFTInteger}}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGR_L_CreateField(layer, field, 0);
    OGR_Fld_Destroy(field);
  }
  for (int i = 0; i < 120; ++i) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, ("R" + std::to_string(1000 + 7 * i)).c_str());
    OGR_F_SetFieldString(feature, 1, i % 3 == 0 ? "Noise" : "Fly-tipping");
    OGR_F_SetFieldDateTime(feature, 2, 2025, 1 + i % 12, 1 + i % 28, 0, 0, 0, 0);
    OGR_F_SetFieldDouble(feature, 3, 409722.25 + 13 * i);
    OGR_F_SetFieldInteger(feature, 4, 92041 + 7 * i);
    ASSERT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
}

std::string with_flipped_bit(std::string bytes, std::size_t at) {
  bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << (at % 8)));
  return bytes;
}

class EveryWorkbook : public testing::TestWithParam<Format> {};

TEST_P(EveryWorkbook, WithAFlippedBitIsRefusedOrReadWhole) {
  const wardscope::test::TemporaryFolder folder;
  const auto path = folder / GetParam().file;
  write_list(path, GetParam().driver);
  const ForeignFormat& format = *foreign_format_of(path.extension().string());
  const std::string whole = content_of(path);
  const auto read = [&](std::string& records) {
    Records sink;
    auto done = precheck_foreign_file(path, format);
    if (done) done = send_foreign_layers(path, format, sink);
    records = std::move(sink.bytes);
    return done;
  };
  std::string good;
  ASSERT_TRUE(read(good));
  ASSERT_GT(good.size(), 120U * 30U);

  std::size_t refused = 0;
  constexpr std::size_t kFlips = 400;
  for (std::size_t i = 0; i < kFlips; ++i) {
    const std::size_t at = i * whole.size() / kFlips;
    ASSERT_NE(folder.write(GetParam().file, with_flipped_bit(whole, at)), "");
    std::string records;
    if (!read(records)) {
      ++refused;
      continue;
    }
    EXPECT_EQ(records, good) << "the bit flipped in byte " << at << " of " << whole.size();
  }
  EXPECT_GT(refused, kFlips / 2) << "a test that damages nothing proves nothing";
}

TEST_P(EveryWorkbook, ThatIsDamagedLeavesNothingInTheWorkspace) {
  const wardscope::test::TemporaryFolder folder;
  write_list(folder / GetParam().file, GetParam().driver);
  const std::string whole = content_of(folder / GetParam().file);

  for (std::size_t i = 1; i < 8; ++i) {
    ImportHarness town;
    const std::string message = town.refusal_of_text(GetParam().file, with_flipped_bit(whole, i * whole.size() / 10));

    EXPECT_THAT(message,
                AllOf(testing::StartsWith("'" + std::string(GetParam().file) + "': it is"), HasSubstr("damaged")));
    EXPECT_FALSE(std::filesystem::exists(town.options.workspace));
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryWorkbook,
                         testing::Values(Format{"XLSX", "list.xlsx", 0}, Format{"ODS", "list.ods", 0}),
                         [](const auto& parameter) { return std::string(parameter.param.driver); });

TEST(DamagedFiles, AShapefileWithoutItsSiblingsIsNamed) {
  ImportHarness town;
  write_wards(town.folder / "wards.shp", {"ESRI Shapefile", "wards.shp", 27700});
  std::filesystem::remove(town.folder / "wards.dbf");

  EXPECT_THAT(town.refusal(town.folder / "wards.shp"), HasSubstr("'wards.shp' lacks its .dbf file"));
}

TEST(DamagedFiles, AFileWithoutCrsIsNotGuessed) {
  ImportHarness town;
  write_wards(town.folder / "wards.shp", {"ESRI Shapefile", "wards.shp", 27700});
  std::filesystem::remove(town.folder / "wards.prj");
  town.options.kind = "targeted-neighbourhoods";
  const auto bad =
      town.folder.write("areas.json", R"({"id": "own-areas", "title": "Own areas", "layer": "areas", "shape": "polygon",
    "required": ["code"], "fields": {"code": ["WD20CD"]}})");
  town.options.definitions = town.folder.path();
  town.options.kind = "own-areas";

  EXPECT_THAT(town.refusal(town.folder / "wards.shp"), HasSubstr("'wards.shp' names no coordinate reference system"));
  town.options.crs = "EPSG:27700";
  EXPECT_EQ(town.refusal(town.folder / "wards.shp"), "imported");
}

}  // namespace
}  // namespace wardscope::io
