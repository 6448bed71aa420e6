// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "raster/raster.hpp"

namespace wardscope::raster {

/// The mean of the cells about (column, row), itself and up to eight others, that have a value; no_data where none has.
/// @pre column < columns, row < rows
float mean_around(const Raster<float>& raster, std::size_t column, std::size_t row);

}  // namespace wardscope::raster
