// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/geotiff.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/version.hpp"
#include "io/gdal_handles.hpp"

namespace wardscope::io {
namespace {

constexpr std::array<const char*, 5> kSettings{"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER",
                                               nullptr};

/// Row `from_north` of the file: rasters count from the south, images from the north.
std::size_t raster_row(const raster::GridSpec& grid, std::size_t from_north) { return grid.rows - 1 - from_north; }

bool write_rows(GDALRasterBandH band, const raster::Raster<float>& raster) {
  const raster::GridSpec& grid = raster.grid();
  const auto columns = static_cast<int>(grid.columns);
  std::vector<float> row(grid.columns);
  for (std::size_t y = 0; y < grid.rows; ++y) {
    for (std::size_t x = 0; x < grid.columns; ++x) row[x] = raster.at(x, raster_row(grid, y));
    if (GDALRasterIO(band, GF_Write, 0, static_cast<int>(y), columns, 1, row.data(), columns, 1, GDT_Float32, 0, 0) !=
        CE_None) {
      return false;
    }
  }
  return true;
}

bool rows_agree(GDALRasterBandH band, const raster::Raster<float>& raster) {
  const raster::GridSpec& grid = raster.grid();
  const auto columns = static_cast<int>(grid.columns);
  if (GDALGetRasterBandXSize(band) != columns || GDALGetRasterBandYSize(band) != static_cast<int>(grid.rows))
    return false;
  std::vector<float> row(grid.columns);
  for (std::size_t y = 0; y < grid.rows; ++y) {
    if (GDALRasterIO(band, GF_Read, 0, static_cast<int>(y), columns, 1, row.data(), columns, 1, GDT_Float32, 0, 0) !=
        CE_None) {
      return false;
    }
    for (std::size_t x = 0; x < grid.columns; ++x) {
      const float expected = raster.at(x, raster_row(grid, y));
      if (row[x] != expected && !(std::isnan(row[x]) && std::isnan(expected))) return false;
    }
  }
  return true;
}

std::array<double, 6> geotransform_of(const raster::GridSpec& grid) {
  return {grid.x0, grid.cell, 0.0, grid.y0 + static_cast<double>(grid.rows) * grid.cell, 0.0, -grid.cell};
}

bool write_file(const raster::Raster<float>& raster, const PartFile& part, const RasterWriteOptions& options) {
  const FailureWatch watch;
  const raster::GridSpec& grid = raster.grid();
  DatasetHandle dataset(GDALCreate(GDALGetDriverByName("GTiff"), part.path().c_str(), static_cast<int>(grid.columns),
                                   static_cast<int>(grid.rows), 1, GDT_Float32, kSettings.data()));
  if (!dataset) return false;
  const ReferenceHandle reference(OSRNewSpatialReference(nullptr));
  std::array<double, 6> transform = geotransform_of(grid);
  bool good = OSRImportFromEPSG(reference.get(), kBritishGrid) == OGRERR_NONE &&
              GDALSetSpatialRef(dataset.get(), reference.get()) == CE_None &&
              GDALSetGeoTransform(dataset.get(), transform.data()) == CE_None;
  const std::string software = "Wardscope " + std::string(core::version());
  GDALSetMetadataItem(dataset.get(), "TIFFTAG_SOFTWARE", software.c_str(), nullptr);
  GDALSetMetadataItem(dataset.get(), "TIFFTAG_IMAGEDESCRIPTION", options.description.c_str(), nullptr);
  if (!options.provenance_json.empty()) {
    GDALSetMetadataItem(dataset.get(), "PROVENANCE", options.provenance_json.c_str(), nullptr);
  }
  GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
  GDALSetDescription(band, options.description.c_str());
  GDALSetRasterUnitType(band, options.unit.c_str());
  good = good && GDALSetRasterNoDataValue(band, std::numeric_limits<double>::quiet_NaN()) == CE_None &&
         write_rows(band, raster);
  dataset.reset();
  return good && !watch.failed();
}

bool file_agrees(const raster::Raster<float>& raster, const PartFile& part, const RasterWriteOptions& options) {
  const FailureWatch watch;
  const std::array<const char*, 2> drivers{"GTiff", nullptr};
  const DatasetHandle dataset(
      GDALOpenEx(part.path().c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr));
  if (!dataset || GDALGetRasterCount(dataset.get()) != 1) return false;
  std::array<double, 6> transform{};
  if (GDALGetGeoTransform(dataset.get(), transform.data()) != CE_None || transform != geotransform_of(raster.grid()))
    return false;
  OGRSpatialReferenceH reference = GDALGetSpatialRef(dataset.get());
  const char* code = reference == nullptr ? nullptr : OSRGetAuthorityCode(reference, nullptr);
  if (code == nullptr || std::string_view(code) != "27700") return false;
  GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
  const char* provenance = GDALGetMetadataItem(dataset.get(), "PROVENANCE", nullptr);
  if (options.provenance_json != (provenance == nullptr ? "" : provenance)) return false;
  int has_no_data = 0;
  const double no_data = GDALGetRasterNoDataValue(band, &has_no_data);
  return has_no_data != 0 && std::isnan(no_data) && options.unit == GDALGetRasterUnitType(band) &&
         rows_agree(band, raster) && !watch.failed();
}

}  // namespace

core::Status write_geotiff(const raster::Raster<float>& raster, const PartFile& part,
                           const RasterWriteOptions& options) {
  if (raster.grid().size() == 0) return core::invalid_argument("a raster without cells can't be written");
  register_writing_drivers();
  if (!write_file(raster, part, options)) return part.error("writing stopped; is the disk full?");
  if (!file_agrees(raster, part, options)) {
    return part.error("what was read back is not what was written; is the disk full?");
  }
  return {};
}

}  // namespace wardscope::io
