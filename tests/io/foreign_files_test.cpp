// SPDX-License-Identifier: GPL-3.0-or-later
//
// Foreign formats through the worker: files that GDAL made here, files that are damaged, and files that mean harm.
#include <gdal.h>
#include <gdal_frmts.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

#include "io/import_harness.hpp"
#include "io/writers.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

void register_all() {
  static const bool done = [] {
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler);
    return true;
  }();
  static_cast<void>(done);
}

struct Format {
  const char* driver;
  const char* file;
  int epsg;
};

/// Else GoogleTest prints the bytes, addresses among them, and the tests are named differently each time.
void PrintTo(const Format& format, std::ostream* out) { *out << format.file; }

/// Three wards of a square kilometre each, by GDAL.
void write_wards(const std::filesystem::path& path, const Format& format) {
  register_all();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName(format.driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr) << format.driver;
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(reference, format.epsg);
  OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
  std::array<const char*, 2> utf8{std::string_view(format.driver) == "ESRI Shapefile" ? "ENCODING=UTF-8" : nullptr,
                                  nullptr};
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "wards", reference, wkbPolygon, const_cast<char**>(utf8.data()));
  for (const char* name : {"WD20CD", "WD20NM"}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
    OGR_L_CreateField(layer, field, 0);
    OGR_Fld_Destroy(field);
  }
  for (int i = 0; i < 3; ++i) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, ("E0500000" + std::to_string(i)).c_str());
    OGR_F_SetFieldString(feature, 1, (i == 0 ? std::string("Wŷnd") : "Ward " + std::to_string(i)).c_str());
    const bool metres = format.epsg == 27700;
    const double x = metres ? 409000.0 + 1000 * i : -1.87 + 0.01 * i;
    const double y = metres ? 92000.0 : 50.72;
    const double side = metres ? 1000.0 : 0.01;
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}})
      OGR_G_AddPoint_2D(ring, x + dx * side, y + dy * side);
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    OGR_G_AddGeometryDirectly(polygon, ring);
    OGR_F_SetGeometryDirectly(feature, polygon);
    ASSERT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  GDALClose(dataset);
  OSRDestroySpatialReference(reference);
}

class EveryFormat : public testing::TestWithParam<Format> {};

TEST_P(EveryFormat, GivesItsRowsTextsAndPlaces) {
  ImportHarness town;
  const auto path = town.folder / GetParam().file;
  write_wards(path, GetParam());

  const auto report = town.import({path});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.at(0).kind, "wards");
  EXPECT_THAT(report->files[0].format, HasSubstr("read by a process of its own"));
  const auto wards = borough::areas_of(town.load(), borough::AreaKind::ward);
  ASSERT_EQ(wards->areas.size(), 3U);
  ASSERT_NE(borough::find_area(*wards, "E05000000"), nullptr);
  EXPECT_EQ(borough::find_area(*wards, "E05000000")->name, "Wŷnd");
  const borough::Area* const second = borough::find_area(*wards, "E05000001");
  ASSERT_NE(second, nullptr);
  if (GetParam().epsg == 27700) {
    EXPECT_EQ(report->files[0].crs_operation, "none needed");
    EXPECT_NEAR(geo::area(second->shape), 1e6, 1e-3 /* m^2 */);
    EXPECT_EQ(geo::extent_of(second->shape).min_x, 410000.0);
  } else {
    EXPECT_THAT(report->files[0].crs_operation, HasSubstr("OSGB36"));
    EXPECT_NEAR(geo::area(second->shape), 706.0 * 1112.0, 5000.0 /* m^2: a hundredth of a degree each way */);
  }
}

INSTANTIATE_TEST_SUITE_P(Formats, EveryFormat,
                         testing::Values(Format{"GeoJSON", "wards.geojson", 4326}, Format{"GPKG", "wards.gpkg", 27700},
                                         Format{"GPKG", "degrees.gpkg", 4326},
                                         Format{"ESRI Shapefile", "wards.shp", 27700},
                                         Format{"FlatGeobuf", "wards.fgb", 27700}, Format{"GML", "wards.gml", 27700},
                                         Format{"GeoJSONSeq", "wards.geojsonl", 4326}),
                         [](const auto& parameter) {
                           std::string name = parameter.param.file;
                           name[name.find('.')] = '_';
                           return name;
                         });

TEST(ForeignFiles, KmlGivesNamesAndShapes) {
  register_all();
  ImportHarness town;

  const auto report =
      town.import_text("areas.kml", R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
    <Placemark><name>Harbour</name><Polygon><outerBoundaryIs><LinearRing><coordinates>-1.9,50.7 -1.8,50.7 -1.8,50.8 -1.9,50.7
    </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>)");

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].kind, "areas");
  EXPECT_EQ(town.load().area_sets.at(0)->areas.at(0).name, "Harbour");
}

class EverySpreadsheet : public testing::TestWithParam<Format> {};

TEST_P(EverySpreadsheet, GivesNumbersDatesAndTexts) {
  register_all();
  ImportHarness town;
  const auto path = town.folder / GetParam().file;
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName(GetParam().driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  ASSERT_NE(dataset, nullptr);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, "list", nullptr, wkbNone, nullptr);
  for (const auto& [name, type] :
       {std::pair{"Category", OFTString}, {"Date", OFTDate}, {"Easting", OFTReal}, {"Northing", OFTInteger}}) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    OGR_L_CreateField(layer, field, 0);
    OGR_Fld_Destroy(field);
  }
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  OGR_F_SetFieldString(feature, 0, "Noise");
  OGR_F_SetFieldDateTime(feature, 1, 2025, 1, 31, 0, 0, 0, 0);
  OGR_F_SetFieldDouble(feature, 2, 409722.25);
  OGR_F_SetFieldInteger(feature, 3, 92041);
  ASSERT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
  OGR_F_Destroy(feature);
  GDALClose(dataset);

  const auto report = town.import({path});

  ASSERT_TRUE(report) << report.error().message;
  const auto incidents = town.load().incidents;
  ASSERT_EQ(incidents->size(), 1U);
  EXPECT_EQ(incidents->position(0), (geo::Point{409722.25, 92041.0}));
  EXPECT_EQ(core::format_time(incidents->time[0], incidents->precision[0]), "2025-01-31");
}

INSTANTIATE_TEST_SUITE_P(Formats, EverySpreadsheet,
                         testing::Values(Format{"XLSX", "asb.xlsx", 0}, Format{"ODS", "asb.ods", 0}),
                         [](const auto& parameter) { return std::string(parameter.param.driver); });

TEST(ForeignFiles, WhatWeWriteWeRead) {
  ImportHarness town;
  table::FeatureTable table(
      {{"name", "Name", "", table::ColumnType::text}, {"reason", "Reason", "", table::ColumnType::text}});
  table.add_row({std::string("Harbour"), std::string("Most reports after dark")},
                geo::MultiPolygon{geo::to_polygon({409000, 92000, 409500, 92400})});
  ASSERT_TRUE(write_features(table, town.folder / "a.gpkg", {.layer_name = "areas"}));
  ASSERT_TRUE(write_features(table, town.folder / "b.geojson", {.format = FeatureFormat::geojson_british_grid}));

  EXPECT_TRUE(town.import({town.folder / "a.gpkg"}));
  town.options.name = "Second set";
  const auto report = town.import({town.folder / "b.geojson"});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files[0].kind, "targeted-neighbourhoods");
  const auto dataset = town.load();
  ASSERT_EQ(dataset.area_sets.size(), 2U);
  for (const auto& set : dataset.area_sets) EXPECT_NEAR(geo::area(set->areas[0].shape), 200000.0, 1e-3 /* m^2 */);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

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

constexpr std::string_view kOneWard =
    R"("features": [{"type": "Feature", "properties": {"WD20CD": "E1", "WD20NM": "One"}, "geometry": {"type": "Polygon",
    "coordinates": [[[-1.9, 50.7], [-1.8, 50.7], [-1.8, 50.8], [-1.9, 50.7]]]}}]})";

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

  EXPECT_THAT(town.refusal_of_text("bomb.kml", bomb), HasSubstr("'bomb.kml': "));
  EXPECT_THAT(town.refusal_of_text("bomb.gml", bomb), HasSubstr("'bomb.gml': "));
}

TEST(HostileFiles, ADeadWorkerIsAnErrorMessage) {
  ImportHarness town;
  town.options.worker_program = "/bin/true";
  EXPECT_THAT(town.refusal_of_text("a.geojson", R"({"type": "FeatureCollection", )" + std::string(kOneWard)),
              HasSubstr("'a.geojson': its reader ended early"));
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

TEST(ForeignFiles, SwappedLatitudesAreNamed) {
  ImportHarness town;
  std::string swapped(kOneWard);
  for (const auto& [from, to] : {std::pair{"[-1.9, 50.7]", "[50.7, -1.9]"},
                                 {"[-1.8, 50.7]", "[50.7, -1.8]"},
                                 {"[-1.8, 50.8]", "[50.8, -1.8]"}}) {
    for (std::size_t at = swapped.find(from); at != std::string::npos; at = swapped.find(from))
      swapped.replace(at, std::string_view(from).size(), to);
  }

  EXPECT_THAT(town.refusal_of_text("s.geojson", R"({"type": "FeatureCollection", )" + swapped),
              HasSubstr("1 of 1 rows come to lie in the right place only with x and y swapped"));
}

TEST(ForeignFiles, EastingsReadAsDegreesAreNamedWithTheRemedy) {
  ImportHarness town;
  std::string metres(kOneWard);
  for (const auto& [from, to] : {std::pair{"[-1.9, 50.7]", "[407000, 91000]"},
                                 {"[-1.8, 50.7]", "[408000, 91000]"},
                                 {"[-1.8, 50.8]", "[408000, 92000]"}}) {
    for (std::size_t at = metres.find(from); at != std::string::npos; at = metres.find(from))
      metres.replace(at, std::string_view(from).size(), to);
  }

  EXPECT_THAT(town.refusal_of_text("m.geojson", R"({"type": "FeatureCollection", )" + metres),
              AllOf(HasSubstr("1 of 1 places look like eastings and northings"), HasSubstr("--crs EPSG:27700")));
}

TEST(ForeignFiles, AFileOfSeveralLayersGivesABatchEach) {
  register_all();
  ImportHarness town;
  const auto path = town.folder / "town.gpkg";
  write_wards(path, {"GPKG", "town.gpkg", 27700});
  {
    GDALDatasetH dataset = GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr);
    OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(reference, 27700);
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, "hubs", reference, wkbPoint, nullptr);
    for (const char* name : {"name", "hub type"}) {
      OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
      OGR_L_CreateField(layer, field, 0);
      OGR_Fld_Destroy(field);
    }
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, "Harbour Library");
    OGR_F_SetFieldString(feature, 1, "library");
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, 409500, 92500);
    OGR_F_SetGeometryDirectly(feature, point);
    ASSERT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
    GDALDatasetCreateLayer(dataset, "oddments", reference, wkbPoint, nullptr);
    GDALClose(dataset);
    OSRDestroySpatialReference(reference);
  }

  const auto report = town.import({path});

  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->files.size(), 2U);
  EXPECT_EQ(report->files[1].quality.file_name, "town.gpkg|hubs");
  ASSERT_EQ(report->failures.size(), 1U);
  EXPECT_EQ(report->failures[0].file_name, "town.gpkg|oddments");
  EXPECT_EQ(town.load().hubs->at(0).kind, borough::HubKind::library);
}

}  // namespace
}  // namespace wardscope::io
