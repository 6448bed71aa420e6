// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "raster/raster.hpp"

namespace wardscope::raster {

/// The same as Raster<float>(grid, fill), sooner where it is large: the memory is asked for in huge pages where the
/// system has them. First touch of 64 MiB in pages of 4 KiB costs as much as a density surface that fills them.
Raster<float> large_raster(const GridSpec& grid, float fill);

}  // namespace wardscope::raster
