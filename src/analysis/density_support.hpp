// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "analysis/distinct_locations.hpp"
#include "core/units.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

/// What a cell of a surface needs so that it tells of a place and of no single record.
struct SupportRule {
  core::Metres reach{250.0};  ///< of the kernel, > 0
  std::int64_t least = 10;    ///< incidents within the reach of the cell's centre
};

/// Takes the value of every cell with too few incidents in reach, those with none too: the edge between them would be a
/// circle round a record. O(rows of points x rows of cells in reach + cells). @returns cells left with a value
std::int64_t hide_thin_support(raster::Raster<float>& surface, const PointColumns& points, const SupportRule& rule);

}  // namespace wardscope::analysis
