// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "raster/raster.hpp"
#include "table/feature_table.hpp"

namespace wardscope::io {

/// Bytes that the table needs as a file, an estimate on the high side for every format: a vertex as GeoJSON writes it,
/// a number as a spreadsheet's XML does, and what an empty GeoPackage takes.
std::uintmax_t room_for(const table::FeatureTable& features);

/// Bytes that the grid needs as a GeoTIFF, were nothing of it compressible.
std::uintmax_t room_for(const raster::Raster<float>& raster);

}  // namespace wardscope::io
