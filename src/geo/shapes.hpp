// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <variant>
#include <vector>

namespace wardscope::geo {

/// A position in EPSG:27700: easting x and northing y in metres, unless a function says otherwise.
struct Point {
  double x = 0.0;
  double y = 0.0;
  friend bool operator==(const Point&, const Point&) = default;
  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
};

inline double dot(Point a, Point b) { return a.x * b.x + a.y * b.y; }
inline double cross(Point a, Point b) { return a.x * b.y - a.y * b.x; }
inline double length(Point a) { return std::hypot(a.x, a.y); }
inline double distance(Point a, Point b) { return length(b - a); }

/// An axis-parallel rectangle, sides included. Empty until something was added.
struct Extent {
  double min_x = std::numeric_limits<double>::infinity();
  double min_y = std::numeric_limits<double>::infinity();
  double max_x = -std::numeric_limits<double>::infinity();
  double max_y = -std::numeric_limits<double>::infinity();

  friend bool operator==(const Extent&, const Extent&) = default;
  [[nodiscard]] bool empty() const { return !(min_x <= max_x && min_y <= max_y); }
  [[nodiscard]] double width() const { return empty() ? 0.0 : max_x - min_x; }
  [[nodiscard]] double height() const { return empty() ? 0.0 : max_y - min_y; }
  /// @pre not empty
  [[nodiscard]] Point centre() const { return {(min_x + max_x) / 2, (min_y + max_y) / 2}; }
  [[nodiscard]] bool contains(Point p) const { return p.x >= min_x && p.x <= max_x && p.y >= min_y && p.y <= max_y; }
  [[nodiscard]] bool intersects(const Extent& o) const {
    return min_x <= o.max_x && o.min_x <= max_x && min_y <= o.max_y && o.min_y <= max_y;
  }
  void add(Point p) {
    min_x = std::min(min_x, p.x);
    min_y = std::min(min_y, p.y);
    max_x = std::max(max_x, p.x);
    max_y = std::max(max_y, p.y);
  }
  void add(const Extent& o) {
    if (o.empty()) return;
    add(Point{o.min_x, o.min_y});
    add(Point{o.max_x, o.max_y});
  }
  /// Grown by `margin` metres on each side.
  [[nodiscard]] Extent grown(double margin) const {
    if (empty()) return *this;
    return {min_x - margin, min_y - margin, max_x + margin, max_y + margin};
  }
};

using LineString = std::vector<Point>;
using MultiLineString = std::vector<LineString>;
/// A closed ring: first and last point are equal. Exterior rings run anticlockwise, holes clockwise.
using Ring = std::vector<Point>;

struct Polygon {
  Ring exterior;
  std::vector<Ring> holes;
  friend bool operator==(const Polygon&, const Polygon&) = default;
};

using MultiPolygon = std::vector<Polygon>;

/// The geometry of a feature; std::monostate where it has none.
using Geometry = std::variant<std::monostate, Point, MultiLineString, MultiPolygon>;

/// Area with sign, m^2: positive where anticlockwise (shoelace, about the first vertex to keep digits).
double signed_area(const Ring& ring);
/// m^2, holes subtracted. Never negative.
double area(const Polygon& polygon);
double area(const MultiPolygon& polygons);
/// Length of all lines, m.
double length(const MultiLineString& lines);
double perimeter(const MultiPolygon& polygons);

Extent extent_of(const LineString& line);
Extent extent_of(const Polygon& polygon);
Extent extent_of(const MultiPolygon& polygons);
Extent extent_of(const Geometry& geometry);

/// Centre of mass; of the vertices where the area is 0. @pre at least one vertex.
Point centroid(const MultiPolygon& polygons);
/// Even-odd rule; a point exactly on an edge may fall either way (use PolygonCoverage where that must be decided).
bool contains(const Ring& ring, Point p);
bool contains(const Polygon& polygon, Point p);
bool contains(const MultiPolygon& polygons, Point p);
/// Distance to the segment ab, m, and the nearest point on it.
double distance_to_segment(Point p, Point a, Point b);
Point nearest_on_segment(Point p, Point a, Point b);
/// Distance to the boundary, m; infinity for an empty shape.
double distance_to_boundary(const MultiPolygon& polygons, Point p);

/// Closes rings, drops repeated points, turns exteriors anticlockwise and holes clockwise, drops rings below 4 points.
MultiPolygon tidied(MultiPolygon polygons);
/// A rectangle as a polygon.
Polygon to_polygon(const Extent& extent);
/// A regular polygon of `sides` corners, inscribed in the circle. @pre radius > 0, sides >= 3.
Polygon disc(Point centre, double radius, int sides = 128);
std::size_t vertex_count(const MultiPolygon& polygons);

}  // namespace wardscope::geo
