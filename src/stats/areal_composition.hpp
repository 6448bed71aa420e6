// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "stats/rate_interval.hpp"

namespace wardscope::stats {

/// A unit whose residents are known as a whole (a small area), and how much of its ground lies in the place asked
/// about.
struct UnitPart {
  double residents = 0.0;     ///< of the whole unit, >= 0
  double of_group = 0.0;      ///< of these, in the group; 0 .. residents
  double share_inside = 0.0;  ///< of its ground, 0 .. 1
};

/// How many residents of a place are in a group.
struct GroupShare {
  double residents = 0.0;       ///< of the place, estimated
  double of_group = 0.0;        ///< of these, estimated
  std::optional<double> share;  ///< of_group / residents; nothing where nobody lives there
  /// Between what the share lies where the residents of each cut unit live inside up to kDensityFactor times as
  /// thickly, or as thinly, as they would evenly; and those inside are in the group as often as all of the unit. Where
  /// the group is a property of the unit (its deprivation), the first alone.
  Interval likely;
  /// The same where any number of them lives inside, none and all included.
  Interval bounds;
  std::size_t whole = 0;  ///< units inside
  std::size_t cut = 0;    ///< units on the border
};

/// A unit of which no more than this lies outside is inside; one of which no more lies inside, and that gives no more
/// of the place's residents, is outside: outlines of two publishers never meet exactly.
constexpr double kBorderSliver = 0.01;

/// How much thicker or thinner the part of a cut unit inside may be peopled than its whole: houses on one side, a park
/// on the other. An assumption, stated wherever `likely` is shown.
constexpr double kDensityFactor = 2.0;

/// Areal weighting (Goodchild & Lam 1980): residents of a unit are spread evenly over its ground,
///   share = sum a_s g_s / sum a_s n_s
///   a_s share of the unit's ground inside, n_s residents, g_s of the group.
/// The ranges take away "evenly": each a_s of a cut unit may be anything between two limits, a_s / 2 and 2 a_s (1 at
/// most) or 0 and 1. They are the extremes of that quotient over all a_s, where every cut unit is at one of its limits
/// in the order of g_s / n_s (a fractional linear programme; the idea is Duncan & Davis 1953). O(n log n).
/// @pre as UnitPart says
GroupShare group_share(std::span<const UnitPart> units);

}  // namespace wardscope::stats
