// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "borough/areas.hpp"
#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Areas with residents, and where people can live. Borrows both.
struct PeopledGround {
  const borough::AreaSet& areas;
  const geo::MultiPolygon& land;  ///< polygons that may share borders and do not overlap; empty: not known
};

/// Of each area, the share of its land that lies in each shape: one vector a shape, one number an area, 0 .. 1.
///   share = area(shape and a) / area(a and land)
/// Coarse outlines reach over water where nobody lives: what of an area lies off the land counts for nothing, unless
/// next to nothing of it is on the land, where the outline of the land is at fault. @returns cancelled, or a failure of
/// the polygon operations.
core::Result<std::vector<std::vector<double>>> ground_shares(std::span<const geo::MultiPolygon> shapes,
                                                             const PeopledGround& ground,
                                                             const jobs::Progress& progress);

}  // namespace wardscope::analysis
