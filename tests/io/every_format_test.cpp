// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every format that is read, as incidents, as a camera register and as wards: recognised without a word from the user,
// every row there, every place where it was, the coordinate reference system named.
#include <cpl_error.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "borough/areas.hpp"
#include "geo/coordinate_transform.hpp"
#include "io/import_harness.hpp"

namespace wardscope::io {
namespace {

using test::ImportHarness;
using testing::HasSubstr;

constexpr int kRows = 12;
constexpr double kWest = -1.88;  // degrees; rows stand 0.01 degrees apart on a line to the east
constexpr double kSouth = 50.72;
constexpr double kStep = 0.01;
constexpr double kMetresAStep = 706.0;  // a hundredth of a degree of longitude at 50.72 degrees north

struct Case {
  const char* driver;
  const char* extension;
  const char* kind;
};

using Field = std::pair<const char*, const char*>;  // name, value; "#" stands for the row's number

std::vector<Field> fields_of(std::string_view kind) {
  if (kind == "police-street") {
    return {{"Crime ID", "c#"},
            {"Month", "2025-03"},
            {"Reported by", "Dorset Police"},
            {"Falls within", "Dorset Police"},
            {"Longitude", "lon"},
            {"Latitude", "lat"},
            {"Location", "On or near Sea Street"},
            {"Crime type", "Burglary"}};
  }
  if (kind == "camera-register") {
    return {{"Camera ID", "C#"}, {"Location", "Pier approach"}, {"Camera type", "Dome"},
            {"Bearing", "90"},   {"Longitude", "lon"},          {"Latitude", "lat"}};
  }
  return {{"WD20CD", "E0500000#"}, {"WD20NM", "Café #"}};
}

std::string value_of(std::string text, int row) {
  if (text == "lon") return std::to_string(kWest + kStep * row);
  if (text == "lat") return std::to_string(kSouth);
  if (const std::size_t at = text.find('#'); at != std::string::npos) text.replace(at, 1, std::to_string(row));
  return text;
}

OGRGeometryH shape_of(std::string_view kind, int row) {
  const double west = kWest + kStep * row;
  if (kind != "wards") {
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, west, kSouth);
    return point;
  }
  OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
  for (const auto& [x, y] : {std::pair{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}) {
    OGR_G_AddPoint_2D(ring, west + kStep * x, kSouth + kStep * y);
  }
  OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
  OGR_G_AddGeometryDirectly(polygon, ring);
  return polygon;
}

/// The rows of a kind in memory, in WGS 84.
GDALDatasetH rows_of(std::string_view kind) {
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, nullptr);
  OGRSpatialReferenceH reference = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(reference, 4326);
  OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayerH layer =
      GDALDatasetCreateLayer(dataset, "rows", reference, kind == "wards" ? wkbPolygon : wkbPoint, nullptr);
  const auto fields = fields_of(kind);
  for (const auto& [name, value] : fields) {
    OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
    OGR_L_CreateField(layer, field, 0);
    OGR_Fld_Destroy(field);
  }
  for (int row = 0; row < kRows; ++row) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    for (std::size_t i = 0; i < fields.size(); ++i) {
      OGR_F_SetFieldString(feature, static_cast<int>(i), value_of(fields[i].second, row).c_str());
    }
    OGR_F_SetGeometryDirectly(feature, shape_of(kind, row));
    EXPECT_EQ(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  OSRDestroySpatialReference(reference);
  return dataset;
}

bool is_in_degrees(std::string_view driver) {
  return driver != "GPKG" && driver != "ESRI Shapefile" && driver != "FlatGeobuf" && driver != "GML";
}

void write_file(const std::filesystem::path& path, const Case& format) {
  GDALDatasetH rows = rows_of(format.kind);
  std::string driver = format.driver;
  std::string system = is_in_degrees(driver) ? "EPSG:4326" : "EPSG:27700";
  std::string f = "-f";
  std::string t = "-t_srs";
  const std::array<char*, 5> words{f.data(), driver.data(), t.data(), system.data(), nullptr};
  CPLPushErrorHandler(CPLQuietErrorHandler);  // "Field name 'Falls within' adjusted": what these formats do to names
  GDALVectorTranslateOptions* options = GDALVectorTranslateOptionsNew(const_cast<char**>(words.data()), nullptr);
  GDALDatasetH written = GDALVectorTranslate(path.c_str(), nullptr, 1, &rows, options, nullptr);
  CPLPopErrorHandler();
  ASSERT_NE(written, nullptr);
  GDALClose(written);
  GDALVectorTranslateOptionsFree(options);
  GDALClose(rows);
}

class EveryFormatAndKind : public testing::TestWithParam<Case> {};

TEST_P(EveryFormatAndKind, IsRecognisedAndWholeAndInItsPlace) {
  ImportHarness town;
  const Case& format = GetParam();
  const auto path = town.folder / (std::string("rows") + format.extension);
  write_file(path, format);

  const auto report = town.import({path});

  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->files.size(), 1U);
  const ImportedFile& file = report->files.front();
  EXPECT_EQ(file.kind, format.kind);
  EXPECT_EQ(file.quality.read, kRows);
  EXPECT_EQ(file.quality.stored, kRows);
  EXPECT_EQ(file.quality.rejected, 0);
  EXPECT_THAT(file.source_crs, HasSubstr(is_in_degrees(format.driver) ? "EPSG:4326 (WGS 84), as the " : "27700"));
  const auto dataset = town.load();
  constexpr double kTolerance = 0.5;  // m: six decimals of a degree, and the way through EPSG:27700 and back
  const auto expect_near = [&](geo::Point found, int row) {
    auto transform = geo::CoordinateTransform::to_british_national_grid(geo::CoordinateReferenceSystem::wgs84());
    ASSERT_TRUE(transform);
    const auto wanted = transform->transform(geo::Point{kWest + kStep * row, kSouth});
    ASSERT_TRUE(wanted);
    EXPECT_NEAR(found.x, wanted->x, kTolerance);
    EXPECT_NEAR(found.y, wanted->y, kTolerance);
  };
  if (dataset.incidents) {
    ASSERT_EQ(dataset.incidents->size(), kRows);
    for (std::size_t i = 0; i < kRows; ++i) {  // some formats put their rows into an order of their own
      const geo::Point found = dataset.incidents->position(i);
      expect_near(found, static_cast<int>(std::lround((found.x - 408500.0) / kMetresAStep)));
    }
    EXPECT_EQ(file.quality.month_only, kRows);
  }
  if (dataset.cameras) {
    ASSERT_EQ(dataset.cameras->size(), kRows);
    for (const borough::Camera& camera : *dataset.cameras) {
      expect_near(camera.position, std::stoi(camera.reference.substr(1)));
      EXPECT_EQ(camera.views.size(), 1U);
    }
  }
  if (const auto wards = borough::areas_of(dataset, borough::AreaKind::ward)) {
    ASSERT_EQ(wards->areas.size(), kRows);
    EXPECT_EQ(borough::find_area(*wards, "E050000011")->name, "Café 11");
  }
}

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const char* kind : {"police-street", "camera-register", "wards"}) {
    for (const auto& [driver, extension] : {std::pair{"GeoJSON", ".geojson"},
                                            {"GeoJSONSeq", ".geojsonl"},
                                            {"GPKG", ".gpkg"},
                                            {"ESRI Shapefile", ".shp"},
                                            {"KML", ".kml"},
                                            {"FlatGeobuf", ".fgb"},
                                            {"GML", ".gml"},
                                            {"XLSX", ".xlsx"},
                                            {"ODS", ".ods"},
                                            {"CSV", ".csv"}}) {
      const bool is_table =
          std::string_view(driver) == "XLSX" || std::string_view(driver) == "ODS" || std::string_view(driver) == "CSV";
      if (is_table && std::string_view(kind) == "wards") continue;  // a table has no outlines
      all.push_back({driver, extension, kind});
    }
  }
  return all;
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryFormatAndKind, testing::ValuesIn(cases()), [](const auto& parameter) {
  std::string name = std::string(parameter.param.kind) + parameter.param.extension;
  for (char& c : name) {
    if (c == '-' || c == '.') c = '_';
  }
  return name;
});

TEST(SeveralFiles, AndFoldersOfMixedFormatsComeInTogether) {
  ImportHarness town;
  std::filesystem::create_directories(town.folder / "in/deep");
  write_file(town.folder / "in/cameras.kml", {"KML", ".kml", "camera-register"});
  write_file(town.folder / "in/deep/street.csv", {"CSV", ".csv", "police-street"});
  write_file(town.folder / "wards.shp", {"ESRI Shapefile", ".shp", "wards"});

  const auto report = town.import({town.folder / "in", town.folder / "wards.shp"});

  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->files.size(), 3U);
  EXPECT_TRUE(report->failures.empty());
  EXPECT_EQ(report->stored(), 3 * kRows);
  EXPECT_EQ(report->files.back().kind, "police-street");  // after the wards, so that rows off the borough are counted
  EXPECT_TRUE(report->files.back().quality.off_the_borough.has_value());
}

}  // namespace
}  // namespace wardscope::io
