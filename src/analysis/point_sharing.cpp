// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/point_sharing.hpp"

#include <algorithm>

#include "analysis/bandwidth.hpp"
#include "analysis/coverage_ground.hpp"
#include "analysis/distinct_locations.hpp"

namespace wardscope::analysis {

core::Metres PointSharing::moved_by() const {
  if (street_level()) return core::Metres(0.0);
  return core::Metres(std::min(usual_distance.value(), kViewTolerances.most));
}

core::Result<PointSharing> point_sharing(const borough::IncidentTable& incidents, const jobs::Progress& progress) {
  const auto locations = distinct_locations({incidents.x, incidents.y, {}, {}}, Aggregation::always, progress);
  if (!locations) return locations.error();
  PointSharing sharing;
  sharing.incidents = locations->rows;
  sharing.points = static_cast<std::int64_t>(locations->size());
  for (const std::uint32_t here : locations->incidents) {
    if (here >= borough::kStackedRows) sharing.in_stacks += here;
  }
  sharing.on_map_points = borough::count_on_map_points(incidents);
  if (sharing.street_level()) return sharing;  // the distance is asked for only where points are shared
  sharing.usual_distance = median_nearest_distance(*locations).value_or(core::Metres(0.0));
  return sharing;
}

}  // namespace wardscope::analysis
