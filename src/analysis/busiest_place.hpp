// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// Incidents that share a point.
struct PlaceCount {
  geo::Point at;
  std::int64_t incidents = 0;
  double weight = 0.0;
};

/// Where to go and look first.
struct BusiestPlace {
  geo::Point at;               ///< weighted mean of the incidents in the busiest square
  std::int64_t incidents = 0;  ///< around it
};

constexpr core::Metres kBusySquare{10.0};        ///< squares of the National Grid, as an 8-figure reference names them
constexpr core::Metres kBusySurroundings{50.0};  ///< from a square's centre to the centres of those around it

/// The 10 m square that holds incidents and has the most weight in the squares around it, whose centres lie within 50 m
/// of its own; of equals the one with most weight itself, then the westernmost, then the southernmost. A place that one
/// can stand at, where the mean of all incidents of a sprawling area is none. Nothing where there are no incidents.
/// O(places + 81 squares that hold some). @pre coordinates are finite and less than 1e9
std::optional<BusiestPlace> busiest_place(std::span<const PlaceCount> places);

}  // namespace wardscope::analysis
