// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/density_land.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// The ground on which points could lie: for a pattern as much a part of the data as the points. Immutable.
class PatternWindow {
 public:
  /// @param land polygons that may share borders and must not overlap (geo::union_of makes them so)
  explicit PatternWindow(geo::MultiPolygon land);

  [[nodiscard]] bool empty() const { return boundary_.empty(); }
  [[nodiscard]] double area() const { return boundary_.area(); }  ///< m^2
  [[nodiscard]] const geo::MultiPolygon& land() const { return land_; }
  [[nodiscard]] const geo::Extent& extent() const { return boundary_.extent(); }
  [[nodiscard]] const LandBoundary& boundary() const { return boundary_; }
  /// Whether the window fills its extent.
  [[nodiscard]] bool is_rectangle() const { return is_rectangle_; }
  /// The border counts as inside.
  [[nodiscard]] bool contains(geo::Point p) const;
  /// To the nearest border, m; `most` where that is farther.
  [[nodiscard]] double distance_to_border(geo::Point p, double most) const;

 private:
  geo::MultiPolygon land_;
  LandBoundary boundary_;
  bool is_rectangle_ = false;
};

/// The share of circles about a point that lies in the window. The border near the point is prepared once for all
/// radii.
///
///   share(d) = (1 / 2 pi) sum over crossings of -+ angle, modulo 1: the circle of radius d, run through anticlockwise,
///   enters the window (-) or leaves it (+) at each crossing with the border.
///
/// Exact to rounding: crossings are multiplied as complex numbers, so that one arc tangent gives the sum. A circle
/// without crossings lies inside, as one does through a point of the window about another.
class CircleShare {
 public:
  /// Circles of up to `reach` about a point. Clears what was there before.
  void prepare(const PatternWindow& window, geo::Point centre, double reach);
  /// 0 < share <= 1. @pre 0 <= radius <= reach; some point of the window lies on the circle
  [[nodiscard]] double at(double radius) const;

 private:
  /// Part of an edge along which the distance from the centre grows.
  struct Rise {
    double least = 0.0;  ///< distance of its ends: it crosses circles with least <= radius < most
    double most = 0.0;
    geo::Point foot;     ///< of the perpendicular from the centre, seen from there
    geo::Point outward;  ///< unit vector along the edge, away from the foot
    double foot_squared = 0.0;
    double turn = 1.0;  ///< 1 where an anticlockwise circle leaves the window here, -1 where it comes in
  };
  void add_edge(geo::Point a, geo::Point b);

  std::vector<Rise> rises_;
  double reach_ = 0.0;
  double buckets_per_metre_ = 1.0;    ///< of radius
  std::vector<std::uint32_t> start_;  ///< by bucket of radii, into listed_; one more at the end
  std::vector<std::uint32_t> next_;   ///< by bucket, while they are filled
  std::vector<Rise> listed_;          ///< those of each bucket side by side, so that a look-up reads memory in a row
};

}  // namespace wardscope::analysis
