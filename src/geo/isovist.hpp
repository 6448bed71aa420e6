// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

/// A straight stretch of wall that blocks sight.
struct Segment {
  Point a;
  Point b;
  friend bool operator==(const Segment&, const Segment&) = default;
};

/// What could be seen if nothing stood in the way.
struct IsovistOptions {
  core::Degrees bearing{0.0};          ///< of the middle of the sector, clockwise from grid north
  core::Degrees field_of_view{360.0};  ///< 0 < field of view <= 360; 360: all round, the bearing is then ignored
  core::Metres range{100.0};           ///< > 0, at most kLongestRange
  core::Metres arc_tolerance{0.05};    ///< sagitta: how far the drawn range falls short of the circle at most, >= 0.001
};

constexpr core::Metres kLongestRange{100'000.0};

/// The visibility polygon (isovist): every point p of the sector within range whose straight line from the viewpoint
/// crosses no obstacle. Exact but for three stated roundings: the range circle is drawn as a polyline inside it
/// (arc_tolerance), vertices lie on a lattice of 2^-30 m (a nanometre), and a wall or a gap seen under less than
/// 4e-9 of a quarter turn (2 micrometres at 300 m) is left out. A wall within a micrometre of the viewpoint goes
/// through it.
///
/// Obstacles may touch, cross, overlap and repeat. One that points exactly at the viewpoint has no width and hides
/// nothing: so a viewpoint on a wall sees both sides of it, one on a corner sees between the walls. Obstacles are
/// thin: to keep the inside of a building out of sight from outside, pass all its walls, or those that face the
/// viewpoint.
///
/// Method: upper envelope of nearness by divide and conquer, O(n log n) for n obstacles in reach. On the line through a
/// wall with m . q = 1 for its points q (relative to the viewpoint), the distance along direction u is |u| / (m . u):
/// nearness m . u is linear in u, so two walls compare and cross by linear arithmetic without trigonometry, and walls
/// that cross need no special case (unlike the sweep with a tree of Asano 1985).
///
/// @returns a valid polygon without holes whose ring never touches itself, anticlockwise; an empty one where walls at
///   the viewpoint hide everything. A ring that goes round the viewpoint with rising angles, tested exactly on the
///   lattice, cannot cross itself.
/// @pre finite coordinates, at most 8e6 from the origin; options within their ranges
Polygon isovist(Point viewpoint, std::span<const Segment> obstacles, const IsovistOptions& options);

}  // namespace wardscope::geo
