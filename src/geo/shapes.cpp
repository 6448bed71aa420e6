// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/shapes.hpp"

#include <cassert>
#include <numbers>
#include <type_traits>

#include "geo/ring_edges.hpp"

namespace wardscope::geo {
namespace {

Ring tidied_ring(Ring ring, bool anticlockwise) {
  ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
  if (!ring.empty() && !(ring.front() == ring.back())) ring.push_back(ring.front());
  if (ring.size() < 4) return {};
  if ((signed_area(ring) > 0.0) != anticlockwise) std::reverse(ring.begin(), ring.end());
  return ring;
}

}  // namespace

double signed_area(const Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 2; i < ring.size(); ++i) twice += cross(ring[i - 1] - ring[0], ring[i] - ring[0]);
  return twice / 2.0;
}

double area(const Polygon& polygon) {
  double sum = std::abs(signed_area(polygon.exterior));
  for (const Ring& hole : polygon.holes) sum -= std::abs(signed_area(hole));
  return std::max(0.0, sum);
}

double area(const MultiPolygon& polygons) {
  double sum = 0.0;
  for (const Polygon& polygon : polygons) sum += area(polygon);
  return sum;
}

double length(const MultiLineString& lines) {
  double sum = 0.0;
  for (const LineString& line : lines) {
    for (std::size_t i = 1; i < line.size(); ++i) sum += distance(line[i - 1], line[i]);
  }
  return sum;
}

double perimeter(const MultiPolygon& polygons) {
  double sum = 0.0;
  for_each_edge(polygons, [&](Point a, Point b) { sum += distance(a, b); });
  return sum;
}

Extent extent_of(const LineString& line) {
  Extent extent;
  for (const Point p : line) extent.add(p);
  return extent;
}

Extent extent_of(const Polygon& polygon) { return extent_of(polygon.exterior); }

Extent extent_of(const MultiPolygon& polygons) {
  Extent extent;
  for (const Polygon& polygon : polygons) extent.add(extent_of(polygon));
  return extent;
}

Extent extent_of(const Geometry& geometry) {
  return std::visit(
      [](const auto& shape) {
        using Shape = std::decay_t<decltype(shape)>;
        Extent extent;
        if constexpr (std::is_same_v<Shape, Point>) {
          extent.add(shape);
        } else if constexpr (std::is_same_v<Shape, MultiLineString>) {
          for (const LineString& line : shape) extent.add(extent_of(line));
        } else if constexpr (std::is_same_v<Shape, MultiPolygon>) {
          extent = extent_of(shape);
        }
        return extent;
      },
      geometry);
}

Point centroid(const MultiPolygon& polygons) {
  // Sum over triangles (origin, a, b) about the first vertex: weight cross(a, b), centre (a + b) / 3.
  assert(!polygons.empty() && !polygons.front().exterior.empty());
  const Point origin = polygons.front().exterior.front();
  double weight = 0.0;
  Point sum;
  Point vertex_sum;
  double vertices = 0.0;
  for (const Polygon& polygon : polygons) {
    const auto add_ring = [&](const Ring& ring, double sign) {
      const double turn = signed_area(ring) >= 0.0 ? sign : -sign;
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1] - origin;
        const Point b = ring[i] - origin;
        const double w = turn * cross(a, b);
        weight += w;
        sum = sum + (a + b) * (w / 3.0);
        vertex_sum = vertex_sum + a;
        vertices += 1.0;
      }
    };
    add_ring(polygon.exterior, 1.0);
    for (const Ring& hole : polygon.holes) add_ring(hole, -1.0);
  }
  if (std::abs(weight) > 1e-12) return origin + sum * (1.0 / weight);
  return vertices > 0.0 ? origin + vertex_sum * (1.0 / vertices) : origin;
}

bool contains(const Ring& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a = ring[i - 1];
    const Point b = ring[i];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    if (p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}

bool contains(const Polygon& polygon, Point p) {
  if (!contains(polygon.exterior, p)) return false;
  return std::none_of(polygon.holes.begin(), polygon.holes.end(), [&](const Ring& hole) { return contains(hole, p); });
}

bool contains(const MultiPolygon& polygons, Point p) {
  return std::any_of(polygons.begin(), polygons.end(), [&](const Polygon& polygon) { return contains(polygon, p); });
}

Point nearest_on_segment(Point p, Point a, Point b) {
  const Point along = b - a;
  const double squared = dot(along, along);
  if (squared == 0.0) return a;
  return a + along * std::clamp(dot(p - a, along) / squared, 0.0, 1.0);
}

double distance_to_segment(Point p, Point a, Point b) { return distance(p, nearest_on_segment(p, a, b)); }

double distance_to_boundary(const MultiPolygon& polygons, Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  for_each_edge(polygons, [&](Point a, Point b) { nearest = std::min(nearest, distance_to_segment(p, a, b)); });
  return nearest;
}

MultiPolygon tidied(MultiPolygon polygons) {
  MultiPolygon kept;
  for (Polygon& polygon : polygons) {
    Polygon tidy;
    tidy.exterior = tidied_ring(std::move(polygon.exterior), true);
    if (tidy.exterior.empty()) continue;
    for (Ring& hole : polygon.holes) {
      Ring ring = tidied_ring(std::move(hole), false);
      if (!ring.empty()) tidy.holes.push_back(std::move(ring));
    }
    kept.push_back(std::move(tidy));
  }
  return kept;
}

Polygon to_polygon(const Extent& e) {
  return {{{e.min_x, e.min_y}, {e.max_x, e.min_y}, {e.max_x, e.max_y}, {e.min_x, e.max_y}, {e.min_x, e.min_y}}, {}};
}

Polygon disc(Point centre, double radius, int sides) {
  assert(radius > 0.0 && sides >= 3);
  Polygon polygon;
  polygon.exterior.reserve(static_cast<std::size_t>(sides) + 1);
  for (int i = 0; i < sides; ++i) {
    const double angle = 2.0 * std::numbers::pi * i / sides;
    polygon.exterior.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  polygon.exterior.push_back(polygon.exterior.front());
  return polygon;
}

std::size_t vertex_count(const MultiPolygon& polygons) {
  std::size_t count = 0;
  for (const Polygon& polygon : polygons) {
    count += polygon.exterior.size();
    for (const Ring& hole : polygon.holes) count += hole.size();
  }
  return count;
}

}  // namespace wardscope::geo
