// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "borough/incidents.hpp"
#include "borough/stacking.hpp"

namespace wardscope::borough {

/// What is said wherever a map or a number would let a reader believe that it knows single streets. The same words on
/// the map, in the window, in profiles and in the sentences of results.
constexpr std::string_view kNoStreetLevel = "Street level not supported";

/// What the points of incidents tell of their places.
struct PlaceSharing {
  std::int64_t incidents = 0;
  std::int64_t points = 0;         ///< distinct
  std::int64_t in_stacks = 0;      ///< incidents on points that kStackedRows or more share
  std::int64_t on_map_points = 0;  ///< incidents that an anonymising source moved to one of its points
  /// The one decision that every badge and sentence follows: see supports_street_level(), of stacks and of moved
  /// incidents alike.
  [[nodiscard]] bool street_level() const {
    return supports_street_level(in_stacks, incidents) && supports_street_level(on_map_points, incidents);
  }
};

/// Of all incidents of the table: moving points is a habit of the source, not of a selection from it. O(incidents).
PlaceSharing place_sharing(const IncidentTable& incidents);

/// Which rows of a table stand on one point: looked up once, asked about any selection. Keeps nothing of the table.
class SharedPoints {
 public:
  SharedPoints() = default;
  /// O(incidents).
  explicit SharedPoints(const IncidentTable& incidents);
  /// What the points of these rows tell of their places: what a result that used them, and no others, may say. A point
  /// is shared where kStackedRows or more of the whole table stand on it: a source puts few of a small selection on
  /// each of its points, and they are no less its points. O(rows + points). @pre rows of the same table
  [[nodiscard]] PlaceSharing of(const IncidentTable& incidents, std::span<const std::uint32_t> rows) const;

 private:
  std::vector<std::uint32_t> point_;   ///< by row
  std::vector<std::int64_t> rows_at_;  ///< by point
};

/// SharedPoints::of() for one selection.
PlaceSharing place_sharing(const IncidentTable& incidents, std::span<const std::uint32_t> rows);

/// Incidents whose point bears the name of one to which their source moves incidents.
std::int64_t count_on_map_points(const IncidentTable& incidents);

/// "Street level not supported: 84 % of the incidents stand on points that 20 or more records share, …; areas of about
/// 200 m and more are." Empty where it is supported.
std::string street_level_words(const PlaceSharing& sharing);

}  // namespace wardscope::borough
