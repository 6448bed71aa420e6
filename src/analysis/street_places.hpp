// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "analysis/street_graph.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Incidents at one place of a street.
struct StreetPlace {
  std::uint32_t piece = 0;
  double along = 0.0;  ///< m from the piece's `from`, 0 to its length
  double weight = 0.0;
  std::uint32_t incidents = 0;
};

/// Incidents moved to the streets they are nearest to.
struct PlacesOnStreets {
  std::vector<StreetPlace> places;  ///< by piece, then along it; each place once
  std::int64_t incidents = 0;       ///< on streets
  double weight = 0.0;              ///< of these
  std::int64_t too_far = 0;         ///< incidents farther from every street than was allowed: in no place
  core::Metres usual_move{0.0};     ///< the median distance that those on streets were moved
};

/// Moves each location to the nearest point of a street no farther than `within` (the distance itself counts; of
/// equally near pieces the first), and merges those that come to one place, to a millimetre. O(locations), in parallel;
/// the same on any number of threads.
/// @returns invalid_argument where `within` is not above 0; cancelled
core::Result<PlacesOnStreets> places_on_streets(const StreetGraph& graph, const DistinctLocations& locations,
                                                core::Metres within, const jobs::Progress& progress);

}  // namespace wardscope::analysis
