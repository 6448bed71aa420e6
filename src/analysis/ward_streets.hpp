// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/ward_tally.hpp"
#include "borough/places.hpp"
#include "core/units.hpp"
#include "geo/point_index.hpp"

namespace wardscope::analysis {

/// Farther from every named street an incident belongs to none: half a wide block.
constexpr core::Metres kStreetReach{50.0};

/// Finds the nearest named street. Streets are points every 10 m along their lines, so of two streets the wrong one may
/// be taken where their distances differ by less than about 0.5 m at 25 m: it is for naming places.
class StreetNames {
 public:
  explicit StreetNames(const borough::StreetSet& streets);
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Index into names() of the street within kStreetReach, or nothing.
  [[nodiscard]] std::optional<std::size_t> nearest(geo::Point p) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::uint32_t> name_of_point_;
  geo::PointIndex points_;
};

/// The incidents of one street, or of the map points of one name, in one ward.
struct StreetTally {
  std::string name;
  std::int64_t incidents = 0;
  std::size_t points = 0;                                     ///< different positions among them
  std::vector<std::pair<std::uint16_t, std::int64_t>> types;  ///< category, count; most first
  std::optional<std::int32_t> hotspot;                        ///< that holds at least half of them
};

/// Borrows everything.
struct StreetTallyInput {
  const StreetNames* streets = nullptr;  ///< null: by the names that the source gives its map points
  const borough::IncidentTable& incidents;
  const WardTallies& tallies;
  std::optional<std::size_t> ward;  ///< only this one is filled; nothing: all
};

/// For each ward of the tallies, its streets with most incidents first, equals by name. @returns cancelled
core::Result<std::vector<std::vector<StreetTally>>> tally_streets(const StreetTallyInput& input,
                                                                  const jobs::Progress& progress);

}  // namespace wardscope::analysis
