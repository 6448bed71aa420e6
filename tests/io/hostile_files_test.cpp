// SPDX-License-Identifier: GPL-3.0-or-later
//
// Foreign files that mean harm.
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "io/foreign_harness.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::content_of;
using test::ImportHarness;
using test::kOneWard;
using test::write_wards;
using testing::HasSubstr;

TEST(HostileFiles, AVirtualFormatInDisguiseIsRefused) {
  ImportHarness town;
  ASSERT_NE(town.folder.write("secret.csv", "a\nSECRET\n"), "");
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" +
                          (town.folder / "secret.csv").string() + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";

  for (const char* name : {"a.geojson", "a.gpkg", "a.shp", "a.gml", "a.kml", "a.fgb"}) {
    if (std::string_view(name) == "a.shp") {
      ASSERT_NE(town.folder.write("a.shx", vrt), "");
      ASSERT_NE(town.folder.write("a.dbf", vrt), "");
    }
    EXPECT_THAT(town.refusal_of_text(name, vrt), HasSubstr("whatever its name says")) << name;
  }
}

TEST(HostileFiles, ACrsThatIsALinkIsNotFollowed) {
  ImportHarness town;
  const std::string link =
      R"({"type": "FeatureCollection", "crs": {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs",
    "type": "ogcwkt"}}, )" +
      std::string(kOneWard);

  EXPECT_THAT(town.refusal_of_text("link.geojson", link),
              HasSubstr("its coordinate reference system is a link to another computer"));
}

TEST(HostileFiles, AGeoPackageWithAVirtualTableIsRefused) {
  ImportHarness town;
  const auto path = town.folder / "wards.gpkg";
  write_wards(path, {"GPKG", "wards.gpkg", 27700});
  const auto secret = town.folder.write("secret.csv", "a\nSECRET\n");
  {
    // Through GDAL's SQLite, whose SpatiaLite knows VirtualText.
    GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr);
    ASSERT_NE(dataset, nullptr);
    for (const std::string& sql : {std::string("PRAGMA writable_schema=1"),
                                   std::string("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql) "
                                               "VALUES('table','x using rtree(','x using rtree(',0,"
                                               "'CREATE VIRTUAL TABLE \"x using rtree(\" USING VirtualText(''" +
                                               secret.string() + "'',''UTF-8'',1)')")}) {
      GDALDatasetReleaseResultSet(dataset, GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr));
    }
    GDALClose(dataset);
  }
  ASSERT_THAT(content_of(path), HasSubstr("VirtualText"));

  EXPECT_THAT(town.refusal(path), HasSubstr("is a virtual table, which could read other files"));
}

TEST(HostileFiles, EntitiesOfEntitiesAreRefused) {
  std::string bomb = "<?xml version=\"1.0\"?><!DOCTYPE kml [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb +=
      "]><kml "
      "xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>&j;</name></Placemark></Document></kml>";
  ImportHarness town;

  EXPECT_THAT(town.refusal_of_text("bomb.kml", bomb), HasSubstr("'bomb.kml': it declares entities"));
  EXPECT_THAT(town.refusal_of_text("bomb.gml", bomb), HasSubstr("'bomb.gml': it declares entities"));
}

TEST(HostileFiles, ADeadWorkerIsAnErrorMessage) {
  ImportHarness town;
  town.options.worker_program = "/bin/true";
  EXPECT_THAT(town.refusal_of_text("a.geojson", R"({"type": "FeatureCollection", )" + std::string(kOneWard)),
              HasSubstr("'a.geojson': its reader ended early"));
  town.options.worker_program = town.folder.write("killed.sh", "#!/bin/sh\nkill -SEGV $$\n");
  std::filesystem::permissions(town.options.worker_program, std::filesystem::perms::owner_all);
  EXPECT_THAT(town.refusal_of_text("a.geojson", R"({"type": "FeatureCollection", )" + std::string(kOneWard)),
              HasSubstr("'a.geojson': the file makes its reader crash (signal 11)"));
  EXPECT_TRUE(town.load().area_sets.empty());
  town.options.worker_program = town.folder / "absent";
  EXPECT_THAT(town.refusal_of_text("a.geojson", R"({"type": "FeatureCollection", )" + std::string(kOneWard)),
              HasSubstr("can't be started"));
}

TEST(HostileFiles, NothingIsLeftInTheTemporaryFolder) {
  const auto staged = [] {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
      if (entry.path().filename().string().starts_with("wardscope-import-")) ++count;
    }
    return count;
  };
  setenv("TMPDIR", std::filesystem::temp_directory_path().c_str(), 1);
  const wardscope::test::TemporaryFolder own;
  const std::string before = std::filesystem::temp_directory_path().string();
  setenv("TMPDIR", own.path().c_str(), 1);
  ImportHarness town;
  static_cast<void>(town.import_text("a.geojson", R"({"type": "FeatureCollection", )" + std::string(kOneWard)));
  static_cast<void>(town.import_text("b.geojson", "{broken"));

  EXPECT_EQ(staged(), 0);
  setenv("TMPDIR", before.c_str(), 1);
}

}  // namespace
}  // namespace wardscope::io
