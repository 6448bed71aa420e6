// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foreign_harness.hpp"

#include <gdal.h>
#include <gtest/gtest.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <fstream>
#include <iterator>
#include <ostream>
#include <utility>

namespace wardscope::io::test {

void register_all() {
  static const bool done = [] {
    GDALAllRegister();
    CPLSetErrorHandler(CPLQuietErrorHandler);
    return true;
  }();
  static_cast<void>(done);
}

void PrintTo(const Format& format, std::ostream* out) { *out << format.file; }

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

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace wardscope::io::test
