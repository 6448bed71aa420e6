// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/triangulation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>
#include <utility>

#include "geo/geos_bridge.hpp"
#include "geo/orientation.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::geo {
namespace {

constexpr std::size_t kUncheckedEars =
    48;  // a ring of so few points (a building) is clipped without asking whether it is valid
constexpr std::size_t kMostEars = 6000;  // ear clipping is quadratic; above this GEOS is faster

std::uint32_t next_index(const TriangleMesh& mesh) { return static_cast<std::uint32_t>(mesh.vertices.size()); }

/// The boxes are compared first: nearly all points are far from the ear, and exact signs are dear.
bool in_triangle(Point a, Point b, Point c, Point p) {
  if (p.x < std::min({a.x, b.x, c.x}) || p.x > std::max({a.x, b.x, c.x})) return false;
  if (p.y < std::min({a.y, b.y, c.y}) || p.y > std::max({a.y, b.y, c.y})) return false;
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
  std::size_t count = ring.size();
  std::vector<std::uint32_t> left(count);
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
    return first_ +
           static_cast<std::uint32_t>(std::lower_bound(points_.begin(), points_.end(), p, &before) - points_.begin());
  }

 private:
  static bool before(Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; }
  std::vector<Point> points_;
  std::uint32_t first_;
};

/// Trapezoids between the heights of the vertices, each as tall as both its sides last.
class Trapezoids {
 public:
  explicit Trapezoids(TriangleMesh& mesh) : mesh_(mesh) {}

  void add_ring(const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Point a = ring[i - 1];
      const Point b = ring[i];
      heights_.push_back(b.y);
      if (a.y != b.y) edges_.push_back(a.y < b.y ? Edge{a, b} : Edge{b, a});
    }
  }

  void finish() {
    std::sort(heights_.begin(), heights_.end());
    heights_.erase(std::unique(heights_.begin(), heights_.end()), heights_.end());
    std::sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.low.y < b.low.y; });
    std::size_t next = 0;
    for (std::size_t k = 0; k + 1 < heights_.size(); ++k) {
      const double y = heights_[k];
      std::erase_if(active_, [&](std::size_t edge) { return edges_[edge].high.y <= y; });
      while (next < edges_.size() && edges_[next].low.y <= y) active_.push_back(next++);
      change_sides(y, (y + heights_[k + 1]) / 2.0);
    }
    active_.clear();
    if (!heights_.empty()) change_sides(heights_.back(), heights_.back());
  }

 private:
  struct Edge {
    Point low;
    Point high;
    [[nodiscard]] double x_at(double y) const {
      if (y <= low.y) return low.x;
      if (y >= high.y) return high.x;
      return low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
    }
  };
  using Sides = std::pair<std::size_t, std::size_t>;

  /// Pairs the active edges as they stand at `middle`; trapezoids whose sides are no pair any more end at y.
  void change_sides(double y, double middle) {
    std::sort(active_.begin(), active_.end(),
              [&](std::size_t a, std::size_t b) { return edges_[a].x_at(middle) < edges_[b].x_at(middle); });
    std::map<Sides, double> still_open;
    for (std::size_t i = 0; i + 1 < active_.size(); i += 2) {
      const Sides sides{active_[i], active_[i + 1]};
      const auto found = open_.find(sides);
      still_open.emplace(sides, found == open_.end() ? y : found->second);
      if (found != open_.end()) open_.erase(found);
    }
    for (const auto& [sides, since] : open_) emit(edges_[sides.first], edges_[sides.second], {since, y});
    open_ = std::move(still_open);
  }

  void emit(const Edge& left, const Edge& right, std::pair<double, double> y) {
    const std::array<Point, 4> corners = {Point{left.x_at(y.first), y.first}, Point{right.x_at(y.first), y.first},
                                          Point{right.x_at(y.second), y.second}, Point{left.x_at(y.second), y.second}};
    const std::uint32_t first = next_index(mesh_);
    mesh_.vertices.insert(mesh_.vertices.end(), corners.begin(), corners.end());
    for (const std::array<std::uint32_t, 3> t : {std::array<std::uint32_t, 3>{0, 1, 2}, {0, 2, 3}}) {
      if (orientation(corners[t[0]], corners[t[1]], corners[t[2]]) <= 0) continue;
      for (const std::uint32_t corner : t) mesh_.corners.push_back(first + corner);
    }
  }

  TriangleMesh& mesh_;
  std::vector<double> heights_;
  std::vector<Edge> edges_;
  std::vector<std::size_t> active_;
  std::map<Sides, double> open_;  ///< sides and the height at which the trapezoid began
};

core::Status append_delaunay(const MultiPolygon& polygons, TriangleMesh& mesh) {
  const geos::Context context;
  const auto shape = geos::to_geos(context, polygons);
  if (!shape) return shape.error();
  const geos::Handle triangles =
      geos::own(context, GEOSConstrainedDelaunayTriangulation_r(context.handle(), shape->get()));
  if (!triangles) {  // it knows no way through some rings full of spikes
    for (const Polygon& polygon : polygons) append_trapezoids(polygon, mesh);
    return {};
  }
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

void append_trapezoids(const Polygon& polygon, TriangleMesh& mesh) {
  Trapezoids trapezoids(mesh);
  trapezoids.add_ring(polygon.exterior);
  for (const Ring& hole : polygon.holes) trapezoids.add_ring(hole);
  trapezoids.finish();
}

core::Status append_triangles(const Polygon& polygon, TriangleMesh& mesh) {
  if (polygon.holes.empty() && polygon.exterior.size() <= kUncheckedEars) {
    const bool finite = std::all_of(polygon.exterior.begin(), polygon.exterior.end(),
                                    [](Point p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    const Ring ring = open_anticlockwise(polygon.exterior);
    if (finite && ring.size() < 3) return {};
    if (finite && clip_ears(ring, mesh)) return {};
  }
  const auto repaired = make_valid({polygon});
  if (!repaired) return repaired.error();
  MultiPolygon others;
  for (const Polygon& part : repaired->shape) {
    const bool clipped =
        part.holes.empty() && part.exterior.size() <= kMostEars && clip_ears(open_anticlockwise(part.exterior), mesh);
    if (!clipped) others.push_back(part);
  }
  return others.empty() ? core::Status() : append_delaunay(others, mesh);
}

core::Result<TriangleMesh> triangulate(const MultiPolygon& polygons) {
  TriangleMesh mesh;
  for (const Polygon& polygon : polygons) {
    if (const auto done = append_triangles(polygon, mesh); !done) return done.error();
  }
  return mesh;
}

}  // namespace wardscope::geo
