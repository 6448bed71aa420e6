// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::geo {

// Set operations on polygons, by GEOS. All of them: are safe to call from any thread; close rings, drop repeated points
// and empty parts; return `malformed` where a coordinate is not finite or lies beyond 10,000 km, and `internal` with
// GEOS's reason where GEOS fails. Invalid input (self-touching view areas, crossed rings) is repaired first, because a
// set operation on an invalid ring is silently wrong. An empty result is an empty MultiPolygon, not an error.

/// Whether shapes obey the OGC rules, and where and why not.
struct Validity {
  bool valid = true;
  std::string reason;  ///< GEOS's words, "Self-intersection"; empty where valid
  Point where;         ///< the first trouble found
};
core::Result<Validity> check_validity(const MultiPolygon& polygons);
/// As check_validity(); false also for shapes that GEOS must not see.
bool is_valid(const MultiPolygon& polygons);

/// What a repair did. The caller keeps the original shape and reports the change of area.
struct Repair {
  MultiPolygon shape;
  bool changed = false;
  std::string reason;        ///< of the first trouble; empty where unchanged
  double area_before = 0.0;  ///< m^2, shoelace: lobes of a crossed ring cancel
  double area_after = 0.0;   ///< m^2
};
/// A valid shape over the same ground: GEOS's structure method (rings keep their role, overlaps are merged), collapsed
/// parts dropped. A valid shape comes back as it is.
core::Result<Repair> make_valid(const MultiPolygon& polygons);

/// The ground that any of the shapes covers. Shapes whose extents are apart are never looked at together; those that
/// meet are united by neighbours in groups, in parallel; ticks between groups.
core::Result<MultiPolygon> union_of(std::span<const MultiPolygon> shapes, const jobs::Progress& progress);
/// The ground of both. Shapes whose extents do not meet are not looked at further.
core::Result<MultiPolygon> intersection(const MultiPolygon& a, const MultiPolygon& b);
/// The area that the shape shares with each of `others`, m^2; overlaps among them count for each. The shape is checked
/// and repaired once for all of them: GEOS's check takes O(holes x vertices).
core::Result<std::vector<double>> shared_areas(const MultiPolygon& shape, std::span<const MultiPolygon> others);
/// The ground of `a` that `b` does not cover.
core::Result<MultiPolygon> difference(const MultiPolygon& a, const MultiPolygon& b);

/// The smallest convex shape that holds all of them; empty where there is no ground.
core::Result<MultiPolygon> convex_hull(const MultiPolygon& polygons);

/// Segments that approximate a quarter circle: 16 keep a disc's area within 0.2 %.
constexpr int kQuadrantSegments = 16;
/// The ground within `distance` of the shapes; a negative distance shrinks them.
core::Result<MultiPolygon> buffer(const MultiPolygon& polygons, core::Metres distance,
                                  int quadrant_segments = kQuadrantSegments);
/// The ground within `distance` of the lines, ends rounded. @pre distance > 0.
core::Result<MultiPolygon> buffer(const MultiLineString& lines, core::Metres distance,
                                  int quadrant_segments = kQuadrantSegments);

/// Fewer vertices, none of the outline farther than about `tolerance` from where it was, valid stays valid (GEOS's
/// topology-preserving simplifier). Each shape by itself: shared borders of neighbours drift apart. For display only.
core::Result<MultiPolygon> simplify(const MultiPolygon& polygons, core::Metres tolerance);

}  // namespace wardscope::geo
