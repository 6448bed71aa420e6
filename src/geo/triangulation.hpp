// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

/// Triangles that share vertices, for filling areas on the graphics card.
struct TriangleMesh {
  std::vector<Point> vertices;
  std::vector<std::uint32_t> corners;  ///< three a triangle, anticlockwise; indices into vertices
};

/// Cuts a polygon into triangles that cover it exactly once and appends them. Uses the polygon's own vertices only.
/// Small rings without holes (buildings) by clipping ears with exact orientation, all others by GEOS's constrained
/// Delaunay triangulation. An invalid polygon is repaired first, where that is noticed.
/// @returns malformed where a coordinate is not finite or lies beyond 10,000 km; internal where GEOS fails.
core::Status append_triangles(const Polygon& polygon, TriangleMesh& mesh);

/// All parts in one mesh.
core::Result<TriangleMesh> triangulate(const MultiPolygon& polygons);

}  // namespace wardscope::geo
