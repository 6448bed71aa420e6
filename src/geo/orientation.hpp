// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geo/shapes.hpp"

namespace wardscope::geo {

/// On which side of the directed line a→b the point p lies: 1 left, -1 right, 0 exactly on it. Exact for all finite
/// coordinates (no overflow or underflow among ground metres): a filtered double product first, an exact expansion
/// where rounding could have decided (Shewchuk 1997, "Adaptive precision floating-point arithmetic", sections 2 and 4).
int orientation(Point a, Point b, Point p);

/// Whether p's ray towards the east crosses the segment ab, under the half-open rule on which all point location here
/// rests: p stands for a point infinitesimally farther east, and even less farther north. Hence a point on a border
/// belongs to the ground just east of it (north of it, where the border runs east-west), and two areas that share an
/// edge never both claim nor both lose it. The answer does not depend on the direction of the edge.
inline bool crosses_eastward_ray(Point a, Point b, Point p) {
  if ((a.y > p.y) == (b.y > p.y)) return false;
  if (a.x <= p.x && b.x <= p.x) return false;
  if (a.x > p.x && b.x > p.x) return true;
  return a.y < b.y ? orientation(a, b, p) > 0 : orientation(b, a, p) > 0;
}

}  // namespace wardscope::geo
