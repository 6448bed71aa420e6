// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.hpp"
#include "io/part_file.hpp"
#include "io/writers.hpp"
#include "raster/raster.hpp"

namespace wardscope::io {

/// Writes a GeoTIFF to the part file, opens it again and compares every cell. @returns io.
core::Status write_geotiff(const raster::Raster<float>& raster, const PartFile& part,
                           const RasterWriteOptions& options);

}  // namespace wardscope::io
