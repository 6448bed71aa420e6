// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Places with the group that each is drawn in. Borrows.
struct GroupedPlaces {
  std::span<const double> x;            ///< easting, m, finite
  std::span<const double> y;            ///< northing, m
  std::span<const std::int32_t> group;  ///< below `groups`; negative: in no outline
  std::int32_t groups = 0;
};

struct ClusterOutlineOptions {
  core::Metres square{25.0};  ///< side of the squares that places are rounded out to, > 0
  core::Metres radius{50.0};  ///< of the disc round each square's centre, >= 0.75 squares
  core::Metres link{100.0};   ///< how far apart places of a group may be that hold it together
};

/// The outline of each group, in the order of the groups: the ground within `radius` of the centre of a square that
/// holds one of its places, and a neck between parts of which such squares lie in reach of a link of each other. The
/// squares are anchored at the origin of the National Grid, so that an outline tells in which squares places lie and
/// not where in them, and is the same whatever else is asked for.
///
/// Each place of a group lies in its outline; the outline is in one piece where each place is `link` or less from
/// another of the group, through others. Outlines of two groups may overlap by less than `radius`. A group without
/// places has none. Circles have 32 sides; holes smaller than a square are filled. O(places log places + squares at the
/// edge of a group x (radius / square)^2).
/// @returns internal where GEOS fails; cancelled.
core::Result<std::vector<geo::MultiPolygon>> cluster_outlines(const GroupedPlaces& places,
                                                              const ClusterOutlineOptions& options,
                                                              const jobs::Progress& progress);

}  // namespace wardscope::analysis
