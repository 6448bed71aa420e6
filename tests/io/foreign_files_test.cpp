// SPDX-License-Identifier: GPL-3.0-or-later
//
// Foreign formats through the worker: files that GDAL made here.
#include <gdal.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <filesystem>
#include <string>
#include <utility>

#include "io/foreign_harness.hpp"
#include "io/import_harness.hpp"
#include "io/writers.hpp"

namespace wardscope::io {
namespace {

using test::Format;
using test::ImportHarness;
using test::kOneWard;
using test::register_all;
using test::write_wards;
using testing::HasSubstr;

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
