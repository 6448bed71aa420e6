// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "borough/incidents.hpp"
#include "borough/place_sharing.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How far the points of incidents can be trusted, judged by how many share one.
struct PointSharing : borough::PlaceSharing {
  /// Median distance of a point to the nearest other one; 0 for a single point, and where street level is supported.
  core::Metres usual_distance{0.0};
  /// How far a source that moves incidents to the nearest of its points usually moves them, m: the median distance of a
  /// point to the nearest other one. Of points thrown evenly the distance of a place to the nearest point has the same
  /// distribution as that of a point to the nearest other one (Diggle 2013, section 2.3); of clustered ones it is
  /// longer. 0 where street level is supported; at most 100 m, the widest tolerance.
  [[nodiscard]] core::Metres moved_by() const;
};

/// Of all incidents of the table: moving points is a habit of the source, not of a selection from it.
/// @returns invalid_argument where a coordinate is not finite; cancelled.
core::Result<PointSharing> point_sharing(const borough::IncidentTable& incidents, const jobs::Progress& progress);

}  // namespace wardscope::analysis
