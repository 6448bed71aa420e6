// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/triangulation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "geo/geos_bridge.hpp"
#include "geo/orientation.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::geo {
namespace {

constexpr std::size_t kMostEars = 48;  // ear clipping is quadratic; above this GEOS is faster

std::uint32_t next_index(const TriangleMesh& mesh) { return static_cast<std::uint32_t>(mesh.vertices.size()); }

bool in_triangle(Point a, Point b, Point c, Point p) {
  return orientation(a, b, p) >= 0 && orientation(b, c, p) >= 0 && orientation(c, a, p) >= 0;
}

/// The ring without its closing point and repeats, anticlockwise.
Ring open_anticlockwise(const Ring& ring) {
  Ring open;
  for (const Point p : ring) {
    if (open.empty() || !(open.back() == p)) open.push_back(p);
  }
  while (open.size() > 1 && open.front() == open.back()) open.pop_back();
  if (signed_area(ring) < 0.0) std::reverse(open.begin(), open.end());
  return open;
}

/// Clips ears until a triangle is left; straight corners are clipped for nothing.
/// @returns false, with the mesh as it was, where no ear is left: the ring touches or crosses itself.
bool clip_ears(const Ring& ring, TriangleMesh& mesh) {
  const std::uint32_t first = next_index(mesh);
  const std::size_t corners_before = mesh.corners.size();
  std::array<std::uint32_t, kMostEars + 1> left{};
  std::size_t count = ring.size();
  for (std::size_t i = 0; i < count; ++i) left[i] = static_cast<std::uint32_t>(i);
  const auto is_ear = [&](std::size_t i) {
    const Point a = ring[left[(i + count - 1) % count]];
    const Point b = ring[left[i]];
    const Point c = ring[left[(i + 1) % count]];
    for (std::size_t k = 2; k + 1 < count; ++k) {
      if (in_triangle(a, b, c, ring[left[(i + k) % count]])) return false;
    }
    return true;
  };
  std::size_t i = 0;
  for (std::size_t tried = 0; count >= 3;) {
    i %= count;
    const std::uint32_t before = left[(i + count - 1) % count];
    const std::uint32_t after = left[(i + 1) % count];
    const int turn = orientation(ring[before], ring[left[i]], ring[after]);
    if (turn < 0 || (turn > 0 && !is_ear(i))) {
      if (++tried > count) {
        mesh.corners.resize(corners_before);
        return false;
      }
      ++i;
      continue;
    }
    if (turn > 0) mesh.corners.insert(mesh.corners.end(), {first + before, first + left[i], first + after});
    for (std::size_t k = i + 1; k < count; ++k) left[k - 1] = left[k];
    --count;
    tried = 0;
  }
  mesh.vertices.insert(mesh.vertices.end(), ring.begin(), ring.end());
  return true;
}

/// Index of each distinct point of `points`, which it sorts and makes unique.
class VertexTable {
 public:
  VertexTable(std::vector<Point> points, TriangleMesh& mesh) : points_(std::move(points)), first_(next_index(mesh)) {
    std::sort(points_.begin(), points_.end(), &before);
    points_.erase(std::unique(points_.begin(), points_.end()), points_.end());
    mesh.vertices.insert(mesh.vertices.end(), points_.begin(), points_.end());
  }
  [[nodiscard]] std::uint32_t index(Point p) const {
    return first_ + static_cast<std::uint32_t>(std::lower_bound(points_.begin(), points_.end(), p, &before) - points_.begin());
  }

 private:
  static bool before(Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }
  std::vector<Point> points_;
  std::uint32_t first_;
};

core::Status append_delaunay(const MultiPolygon& polygons, TriangleMesh& mesh) {
  const geos::Context context;
  const auto shape = geos::to_geos(context, polygons);
  if (!shape) return shape.error();
  const geos::Handle triangles =
      geos::own(context, GEOSConstrainedDelaunayTriangulation_r(context.handle(), shape->get()));
  if (!triangles) return context.failure("cutting a shape into triangles");
  const MultiPolygon parts = geos::from_geos(context, triangles.get());
  std::vector<Point> points;
  for (const Polygon& part : parts) points.insert(points.end(), part.exterior.begin(), part.exterior.end());
  const VertexTable table(std::move(points), mesh);
  for (const Polygon& part : parts) {
    for (std::size_t i = 0; i < 3; ++i) mesh.corners.push_back(table.index(part.exterior[i]));
  }
  return {};
}

}  // namespace

core::Status append_triangles(const Polygon& polygon, TriangleMesh& mesh) {
  if (polygon.holes.empty() && polygon.exterior.size() <= kMostEars) {
    const bool finite = std::all_of(polygon.exterior.begin(), polygon.exterior.end(),
                                    [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    const Ring ring = open_anticlockwise(polygon.exterior);
    if (finite && ring.size() < 3) return {};
    if (finite && clip_ears(ring, mesh)) return {};
  }
  const auto repaired = make_valid({polygon});
  if (!repaired) return repaired.error();
  if (repaired->shape.empty()) return {};
  return append_delaunay(repaired->shape, mesh);
}

core::Result<TriangleMesh> triangulate(const MultiPolygon& polygons) {
  TriangleMesh mesh;
  for (const Polygon& polygon : polygons) {
    if (const auto done = append_triangles(polygon, mesh); !done) return done.error();
  }
  return mesh;
}

}  // namespace wardscope::geo
