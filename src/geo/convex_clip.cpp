// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/convex_clip.hpp"

#include <cmath>

namespace wardscope::geo {
namespace {

/// What of a closed ring lies left of the line from a to b.
Ring left_of(const Ring& ring, Point a, Point b) {
  Ring kept;
  kept.reserve(ring.size() + 2);
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point from = ring[i];
    const Point to = ring[i + 1];
    const double from_side = cross(b - a, from - a);
    const double to_side = cross(b - a, to - a);
    if (from_side >= 0.0) kept.push_back(from);
    if ((from_side >= 0.0) != (to_side >= 0.0)) {
      kept.push_back(from + (to - from) * (from_side / (from_side - to_side)));
    }
  }
  if (!kept.empty()) kept.push_back(kept.front());
  return kept;
}

double ring_area_within(const Ring& ring, const Ring& convex) {
  Ring left = ring;
  for (std::size_t i = 0; i + 1 < convex.size() && !left.empty(); ++i) left = left_of(left, convex[i], convex[i + 1]);
  return left.empty() ? 0.0 : std::fabs(signed_area(left));
}

}  // namespace

double area_within(std::span<const Polygon> polygons, const Ring& convex) {
  const Extent extent = extent_of(convex);
  double area = 0.0;
  for (const Polygon& polygon : polygons) {
    if (!extent_of(polygon).intersects(extent)) continue;
    area += ring_area_within(polygon.exterior, convex);
    for (const Ring& hole : polygon.holes) area -= ring_area_within(hole, convex);
  }
  return area;
}

}  // namespace wardscope::geo
