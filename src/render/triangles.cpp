// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/triangles.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace wardscope::render {
namespace {

using Ring = std::vector<geo::Point>;

double turn(geo::Point a, geo::Point b, geo::Point c) { return geo::cross(b - a, c - a); }

bool in_triangle(geo::Point p, geo::Point a, geo::Point b, geo::Point c) {
  return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
}

/// Without repeated points and without the closing one, in the direction that is asked for.
Ring open_ring(const geo::Ring& ring, double direction) {
  Ring open;
  for (const geo::Point p : ring) {
    if (open.empty() || open.back() != p) open.push_back(p);
  }
  while (open.size() > 1 && open.front() == open.back()) open.pop_back();
  if (geo::signed_area(ring) * direction < 0) std::ranges::reverse(open);
  return open;
}

/// The vertex of `outer` that a hole's rightmost point sees, looking to the right: Eberly's steps 2 to 6.
std::size_t visible_vertex(const Ring& outer, geo::Point from) {
  double nearest = std::numeric_limits<double>::infinity();
  std::size_t best = outer.size();
  geo::Point hit;
  for (std::size_t i = 0; i < outer.size(); ++i) {
    const geo::Point a = outer[i];
    const geo::Point b = outer[(i + 1) % outer.size()];
    if (!(a.y <= from.y && b.y >= from.y) || a.y == b.y) continue;  // an anticlockwise ring rises on its right side
    const double x = a.x + (from.y - a.y) / (b.y - a.y) * (b.x - a.x);
    if (x < from.x || x - from.x >= nearest) continue;
    nearest = x - from.x;
    hit = {x, from.y};
    best = a.x > b.x ? i : (i + 1) % outer.size();
  }
  if (best == outer.size()) return best;
  // A reflex vertex inside the triangle (from, hit, best) hides `best`: take the one nearest to the ray.
  const geo::Point candidate = outer[best];
  double least_slope = std::numeric_limits<double>::infinity();
  std::size_t chosen = best;
  for (std::size_t i = 0; i < outer.size(); ++i) {
    const geo::Point p = outer[i];
    if (p.x < from.x || p == candidate) continue;
    const bool inside = candidate.y < from.y ? in_triangle(p, from, candidate, hit) : in_triangle(p, from, hit, candidate);
    if (!inside) continue;
    const double slope = std::abs(p.y - from.y) / std::max(p.x - from.x, 1e-12);
    if (slope < least_slope) {
      least_slope = slope;
      chosen = i;
    }
  }
  return chosen;
}

Ring with_holes(const geo::Polygon& polygon) {
  Ring outer = open_ring(polygon.exterior, 1.0);
  std::vector<Ring> holes;
  for (const geo::Ring& hole : polygon.holes) {
    Ring open = open_ring(hole, -1.0);
    if (open.size() < 3) continue;
    std::ranges::rotate(open, std::ranges::max_element(open, {}, [](geo::Point p) { return p.x; }));
    holes.push_back(std::move(open));
  }
  std::ranges::sort(holes, [](const Ring& a, const Ring& b) { return a.front().x > b.front().x; });
  for (const Ring& hole : holes) {
    const std::size_t at = visible_vertex(outer, hole.front());
    if (at == outer.size()) continue;  // a hole outside of its polygon
    Ring bridge(hole);
    bridge.push_back(hole.front());
    bridge.push_back(outer[at]);
    outer.insert(outer.begin() + static_cast<std::ptrdiff_t>(at) + 1, bridge.begin(), bridge.end());
  }
  return outer;
}

/// Cuts ears off `ring` until a triangle is left.
void clip_ears(const Ring& ring, Triangles& out) {
  if (ring.size() < 3) return;
  const auto first = static_cast<std::uint32_t>(out.vertices.size());
  out.vertices.insert(out.vertices.end(), ring.begin(), ring.end());
  std::vector<std::uint32_t> left(ring.size());
  for (std::uint32_t i = 0; i < left.size(); ++i) left[i] = i;
  const auto is_ear = [&](std::size_t i) {
    const std::size_t n = left.size();
    const geo::Point a = ring[left[(i + n - 1) % n]];
    const geo::Point b = ring[left[i]];
    const geo::Point c = ring[left[(i + 1) % n]];
    if (turn(a, b, c) <= 0) return false;
    return std::ranges::none_of(left, [&](std::uint32_t other) {
      const geo::Point p = ring[other];
      return p != a && p != b && p != c && in_triangle(p, a, b, c);
    });
  };
  std::size_t i = 0;
  std::size_t failures = 0;
  while (left.size() > 3) {
    const std::size_t n = left.size();
    i %= n;
    // After a whole round without an ear the ring touches or crosses itself: cut anyway, so that it ends.
    if (failures < n && !is_ear(i)) {
      ++i;
      ++failures;
      continue;
    }
    for (const std::size_t k : {(i + n - 1) % n, i, (i + 1) % n}) out.indices.push_back(first + left[k]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(i));
    i = i + n - 2;  // go back one: its ear may have opened
    failures = 0;
  }
  for (const std::uint32_t index : left) out.indices.push_back(first + index);
}

}  // namespace

Triangles triangulated(const geo::MultiPolygon& shape) {
  Triangles triangles;
  for (const geo::Polygon& polygon : shape) clip_ears(with_holes(polygon), triangles);
  return triangles;
}

}  // namespace wardscope::render
