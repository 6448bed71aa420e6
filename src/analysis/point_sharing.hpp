// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "borough/incidents.hpp"
#include "borough/stacking.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How far the points of incidents can be trusted, judged by how many share one.
struct PointSharing {
  std::int64_t incidents = 0;
  std::int64_t points = 0;           ///< distinct
  std::int64_t in_stacks = 0;        ///< incidents on points that borough::kStackedRows or more share
  core::Metres usual_distance{0.0};  ///< median distance of a point to the nearest other one; 0 for a single point, and
                                     ///< where street level is supported
  [[nodiscard]] bool street_level() const { return borough::supports_street_level(in_stacks, incidents); }
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
