// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::catalog {

/// The land of the borough as land_of() has it, piece by piece; without areas where it is not known.
geo::PolygonCoverage land_coverage(const borough::Dataset& dataset);

/// Those of the rows that lie on the land, in their order; all of them where the land is not known. Tells how many are
/// left out. @returns invalid_argument where none is left. @pre dataset.incidents
core::Result<std::vector<std::uint32_t>> rows_on_land(const borough::Dataset& dataset,
                                                      const std::vector<std::uint32_t>& rows,
                                                      core::Diagnostics& diagnostics);

/// Tells how many of the selected incidents lie off the wards; nothing of none.
void note_off_the_land(std::int64_t off_land, borough::Sensitivity sensitivity, core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
