// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_sight.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/camera_optics.hpp"
#include "geo/isovist.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kSmallestPart = 0.01;  // m^2: smaller parts are rounding, not ground
constexpr double kBeyondRange = 1.01;   // shadows end a little beyond the range, where nothing is left to hide

/// Left of the wall a -> b is the inside: the wall faces a viewpoint on its right.
bool faces(geo::Point a, geo::Point b, geo::Point viewpoint) { return geo::cross(b - a, viewpoint - a) < 0.0; }

/// How many times its distance a building's shadow reaches; nothing: for ever.
std::optional<double> factor_of(const Sight& sight, std::optional<core::Metres> height) {
  const auto known = height ? height : sight.building_height;
  if (!sight.camera_height || !known) return std::nullopt;
  return shadow_factor({*sight.camera_height, sight.target_height, *known});
}

double distance_to(const geo::Polygon& footprint, geo::Point p) {
  double nearest = std::numeric_limits<double>::infinity();
  for_each_wall(footprint,
                [&](geo::Point a, geo::Point b) { nearest = std::min(nearest, geo::distance_to_segment(p, a, b)); });
  return nearest;
}

/// Whether the segments ab and cd have a point in common, touching included.
bool meet(const geo::Segment& ab, const geo::Segment& cd) {
  const auto sides = [](const geo::Segment& s, geo::Point p, geo::Point q) {
    return geo::cross(s.b - s.a, p - s.a) * geo::cross(s.b - s.a, q - s.a);
  };
  const auto apart = [](double a, double b, double c, double d) {
    return std::max(a, b) < std::min(c, d) || std::max(c, d) < std::min(a, b);
  };
  return !apart(ab.a.x, ab.b.x, cd.a.x, cd.b.x) && !apart(ab.a.y, ab.b.y, cd.a.y, cd.b.y) &&
         sides(ab, cd.a, cd.b) <= 0.0 && sides(cd, ab.a, ab.b) <= 0.0;
}

/// Whether any of the footprint is in the open ground. What is not stands behind higher buildings, out of range or
/// beside the sector, and so does its shadow: it need not be looked at.
bool stands_in(const geo::Polygon& open, const geo::Polygon& footprint) {
  const geo::Ring& ring = open.exterior;
  if (geo::contains(open, footprint.exterior.front()) || geo::contains(footprint, ring.front())) return true;
  bool crossed = false;
  for_each_wall(footprint, [&](geo::Point a, geo::Point b) {
    for (std::size_t i = 1; i < ring.size() && !crossed; ++i) crossed = meet({a, b}, {ring[i - 1], ring[i]});
  });
  return crossed;
}

bool is_convex(const geo::Ring& ring) {
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const geo::Point next = ring[i + 1 < ring.size() ? i + 1 : 1];
    if (geo::cross(ring[i] - ring[i - 1], next - ring[i]) < 0.0) return false;
  }
  return true;
}

/// Casts points k times as far from the viewpoint.
struct Caster {
  geo::Point viewpoint;
  double k = 1.0;
  geo::Point operator()(geo::Point p) const { return viewpoint + (p - viewpoint) * k; }
};

/// A convex footprint with its shadow is one polygon: the walls that face the viewpoint, then the others cast away.
geo::Polygon convex_shadow(const geo::Ring& footprint, const Caster& cast) {
  const std::size_t count = footprint.size() - 1;
  const auto corner = [&](std::size_t i) { return footprint[i % count]; };
  const auto faces_away = [&](std::size_t i) {
    return geo::cross(corner(i + 1) - corner(i), cast.viewpoint - corner(i)) > 0.0;
  };
  std::size_t first = 0;  // the first of the walls that face away: of a convex footprint they follow each other
  while (first < count && !(faces_away(first) && !faces_away(first + count - 1))) ++first;
  if (first == count) return {footprint, {}};
  geo::Polygon shadow;
  std::size_t i = first;
  shadow.exterior = {corner(i), cast(corner(i))};
  for (; faces_away(i); ++i) shadow.exterior.push_back(cast(corner(i + 1)));
  for (; i <= first + count; ++i) shadow.exterior.push_back(corner(i));
  return shadow;
}

/// Appends the footprint and what it hides behind it, within the range.
void add_shadow(geo::MultiPolygon& hidden, const geo::Polygon& footprint, const Sight& sight, double factor) {
  const double distance = distance_to(footprint, sight.viewpoint);
  // One factor for the whole building, so that the shadows of neighbouring walls share their corners exactly.
  const double most = std::max(1.0, kBeyondRange * sight.range.value() / std::max(distance, 1e-3));
  const Caster cast{sight.viewpoint, std::min(factor, most)};
  if (cast.k > 1.0 && footprint.holes.empty() && is_convex(footprint.exterior)) {
    hidden.push_back(convex_shadow(footprint.exterior, cast));
    return;
  }
  hidden.push_back(footprint);
  if (cast.k <= 1.0) return;
  for_each_wall(footprint, [&](geo::Point a, geo::Point b) {
    if (geo::cross(b - a, sight.viewpoint - a) <= 0.0) return;
    hidden.push_back({{a, cast(a), cast(b), b, a}, {}});
    geo::Ring& ring = hidden.back().exterior;
    if (geo::signed_area(ring) < 0.0) std::reverse(ring.begin(), ring.end());
  });
}

}  // namespace

core::Result<geo::MultiPolygon> ground_in_sight(const Sight& sight, const BuildingIndex& buildings) {
  std::vector<geo::Segment> walls;
  std::vector<std::pair<BuildingIndex::Id, double>> low;
  for (const BuildingIndex::Id id : buildings.near(sight.viewpoint, sight.range)) {
    const auto factor = factor_of(sight, buildings.height(id));
    if (factor) {
      low.emplace_back(id, *factor);
      continue;
    }
    for_each_wall(buildings.footprint(id), [&](geo::Point a, geo::Point b) {
      if (faces(a, b, sight.viewpoint)) walls.push_back({a, b});
    });
  }
  geo::Polygon open = geo::isovist(
      sight.viewpoint, walls, {.bearing = sight.bearing, .field_of_view = sight.field_of_view, .range = sight.range});
  if (open.exterior.empty()) return geo::MultiPolygon{};
  const geo::Extent extent = geo::extent_of(open);
  geo::MultiPolygon hidden;
  for (const auto& [id, factor] : low) {
    const geo::Polygon& footprint = buildings.footprint(id);
    if (!buildings.extent(id).intersects(extent) || !stands_in(open, footprint)) continue;
    add_shadow(hidden, footprint, sight, factor);
  }
  geo::MultiPolygon in_view{std::move(open)};
  if (hidden.empty()) return in_view;
  // Shadows overlap; difference() repairs such a set to their union first.
  auto left = geo::difference(in_view, hidden);
  if (!left) return left.error().within("subtracting the shadows of buildings");
  std::erase_if(*left, [](const geo::Polygon& part) { return geo::area(part) < kSmallestPart; });
  return left;
}

std::optional<Standpoint> free_standpoint(geo::Point position, const BuildingIndex& buildings) {
  const auto inside = buildings.standing_on(position, kAtTheWall);
  if (!inside) return Standpoint{position, std::nullopt};
  std::vector<std::pair<double, geo::Point>> candidates;  // distance, place in front of a wall
  for_each_wall(buildings.footprint(*inside), [&](geo::Point a, geo::Point b) {
    const double length = geo::distance(a, b);
    const geo::Point outward = geo::Point{b.y - a.y, a.x - b.x} * (kOffTheWall.value() / length);
    // Terraced houses share part of a wall: where its nearest point is not free, its middle or its ends may be.
    for (const geo::Point foot : {geo::nearest_on_segment(position, a, b), (a + b) * 0.5, a, b}) {
      candidates.emplace_back(geo::distance(position, foot), foot + outward);
    }
  });
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& l, const auto& r) { return l.first < r.first; });
  for (const auto& [distance, place] : candidates) {
    if (!buildings.standing_on(place, kAtTheWall)) {
      return Standpoint{place, core::Metres(geo::distance(position, place))};
    }
  }
  return std::nullopt;
}

}  // namespace wardscope::analysis
