// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <memory>

namespace wardscope::io {

constexpr int kBritishGrid = 27700;  // EPSG code of what is written

struct CloseDataset {
  void operator()(GDALDatasetH dataset) const { GDALClose(dataset); }
};
using DatasetHandle = std::unique_ptr<void, CloseDataset>;

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using FeatureHandle = std::unique_ptr<void, DestroyFeature>;

struct DestroyGeometry {
  void operator()(OGRGeometryH geometry) const { OGR_G_DestroyGeometry(geometry); }
};
using GeometryHandle = std::unique_ptr<void, DestroyGeometry>;

struct DestroyReference {
  void operator()(OGRSpatialReferenceH reference) const { OSRDestroySpatialReference(reference); }
};
using ReferenceHandle = std::unique_ptr<void, DestroyReference>;

struct FreeText {
  void operator()(char* text) const { CPLFree(text); }
};

/// Notices the failures that GDAL reports while this object lives, and keeps them off the terminal. Its return codes
/// alone are not to be trusted: a loop over a truncated file simply ends.
class FailureWatch {
 public:
  FailureWatch() { CPLPushErrorHandlerEx(&FailureWatch::on_error, this); }
  FailureWatch(const FailureWatch&) = delete;
  FailureWatch& operator=(const FailureWatch&) = delete;
  ~FailureWatch() { CPLPopErrorHandler(); }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  static void on_error(CPLErr level, CPLErrorNum, const char*) {
    auto* const watch = static_cast<FailureWatch*>(CPLGetErrorHandlerUserData());
    if (level >= CE_Failure) watch->failed_ = true;
  }
  bool failed_ = false;
};

/// Registers the drivers that the program itself writes with, once: GeoPackage, GeoJSON, GeoTIFF.
void register_writing_drivers();

}  // namespace wardscope::io
