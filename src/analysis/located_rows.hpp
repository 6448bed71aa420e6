// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "geo/polygon_coverage.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Where each of the rows lies: an index into the polygons of the coverage, or geo::PolygonCoverage::kNowhere; one
/// number a row, in their order. @pre rows exist. @returns cancelled.
core::Result<std::vector<std::int32_t>> located_rows(const geo::PolygonCoverage& coverage,
                                                     const borough::IncidentTable& incidents,
                                                     std::span<const std::uint32_t> rows,
                                                     const jobs::Progress& progress);

/// The same in the areas of a set, an index into its areas.
core::Result<std::vector<std::int32_t>> located_rows(const borough::AreaSet& areas,
                                                     const borough::IncidentTable& incidents,
                                                     std::span<const std::uint32_t> rows,
                                                     const jobs::Progress& progress);

}  // namespace wardscope::analysis
