// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct RepeatPlaceOptions {
  std::int64_t within_days = 30;  ///< 1 … 366: a repeat so soon after the incident before at the same place is told
};

void describe(RepeatPlaceOptions& options, core::ParameterVisitor& visitor);

/// A place: all incidents at equal coordinates.
struct RepeatPlace {
  double x = 0.0;
  double y = 0.0;
  std::int64_t incidents = 0;
  std::uint32_t row = 0;  ///< the first of them in the table
};

struct RepeatPlaces {
  std::vector<RepeatPlace> places;  ///< most incidents first; of equals the western, then the southern
  std::int64_t incidents = 0;
  std::int64_t repeat_places = 0;  ///< with two incidents or more
  std::int64_t dated = 0;          ///< incidents whose date is known to the day
  std::int64_t soon = 0;           ///< of these, those within the days asked for after the one before at the same place

  /// Incidents at the `share` of the places, rounded up to a whole one, that have most. @pre 0 < share <= 1
  [[nodiscard]] std::int64_t incidents_at_top(double share) const;
  [[nodiscard]] std::int64_t places_in(double share) const;
  /// Places with `least` to `most` incidents.
  [[nodiscard]] std::int64_t places_with(std::int64_t least, std::int64_t most) const;
};

/// Which places have incidents again and again (Farrell & Pease 1993). A place is a pair of coordinates: an address
/// that was geocoded in two ways is two, and a point to which a source moves incidents stands for all addresses there.
/// @returns invalid_argument where the option is out of its range; cancelled. @pre rows within the table
core::Result<RepeatPlaces> repeat_places(const borough::IncidentTable& incidents, std::span<const std::uint32_t> rows,
                                         const RepeatPlaceOptions& options, const jobs::Progress& progress);

}  // namespace wardscope::analysis
