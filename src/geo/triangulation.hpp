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

/// Cuts a polygon into triangles that cover it exactly once and appends them. Rings without holes (buildings, wards) by
/// clipping ears with exact orientation, all others and very long ones by GEOS's constrained Delaunay triangulation;
/// where GEOS finds no way, by trapezoids, which add vertices along edges. An invalid polygon is repaired first, where
/// that is noticed.
/// @returns malformed where a coordinate is not finite or lies beyond 10,000 km; internal where the repair fails.
core::Status append_triangles(const Polygon& polygon, TriangleMesh& mesh);

/// The same by trapezoids alone: cannot fail, but its corners lie on edges where a neighbour has none.
/// @pre the polygon is valid and its coordinates are finite
void append_trapezoids(const Polygon& polygon, TriangleMesh& mesh);

/// All parts in one mesh.
core::Result<TriangleMesh> triangulate(const MultiPolygon& polygons);

}  // namespace wardscope::geo
