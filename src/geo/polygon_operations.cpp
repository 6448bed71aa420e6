// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/polygon_operations.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "geo/geos_bridge.hpp"
#include "geo/spatial_order.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::geo {
namespace {

constexpr std::size_t kUnionGroup = 16;  // shapes a GEOS call: long enough to pay, short enough to stop between calls

geos::Handle repaired(const geos::Context& context, const GEOSGeometry* geometry) {
  GEOSContextHandle_t handle = context.handle();
  GEOSMakeValidParams* parameters = GEOSMakeValidParams_create_r(handle);
  GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0);
  geos::Handle shape = geos::own(context, GEOSMakeValidWithParams_r(handle, geometry, parameters));
  GEOSMakeValidParams_destroy_r(handle, parameters);
  return shape;
}

/// Through the gate, and repaired where it needs to be.
core::Result<geos::Handle> admit(const geos::Context& context, const MultiPolygon& polygons) {
  auto shape = geos::to_geos(context, polygons);
  if (!shape || GEOSisValid_r(context.handle(), shape->get()) == 1) return shape;
  geos::Handle valid = repaired(context, shape->get());
  if (!valid) return context.failure("repairing a shape");
  return valid;
}

core::Result<MultiPolygon> finished(const geos::Context& context, GEOSGeometry* raw, std::string_view doing) {
  const geos::Handle result = geos::own(context, raw);
  if (!result) return context.failure(doing);
  return geos::from_geos(context, result.get());
}

using BinaryOperation = GEOSGeometry* (*)(GEOSContextHandle_t, const GEOSGeometry*, const GEOSGeometry*);

core::Result<MultiPolygon> combine(const MultiPolygon& a, const MultiPolygon& b, BinaryOperation operation,
                                   std::string_view doing) {
  const geos::Context context;
  const auto left = admit(context, a);
  if (!left) return left.error();
  const auto right = admit(context, b);
  if (!right) return right.error();
  return finished(context, operation(context.handle(), left->get(), right->get()), doing);
}

/// The union of one group of shapes, in one GEOS call.
core::Result<MultiPolygon> union_group(std::span<const MultiPolygon> shapes) {
  const geos::Context context;
  std::vector<GEOSGeometry*> parts;
  const auto release = [&] {
    for (GEOSGeometry* part : parts) GEOSGeom_destroy_r(context.handle(), part);
  };
  for (const MultiPolygon& shape : shapes) {
    auto part = admit(context, shape);
    if (!part) {
      release();
      return part.error();
    }
    parts.push_back(part->release());
  }
  const geos::Handle all =
      geos::own(context, GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                                     static_cast<unsigned>(parts.size())));
  if (!all) return context.failure("collecting shapes");
  return finished(context, GEOSUnaryUnion_r(context.handle(), all.get()), "the union of shapes");
}

/// Smallest index that the shape's chain of meeting shapes leads to; halves the way there for the next who asks.
std::size_t leader_of(std::vector<std::size_t>& leaders, std::size_t i) {
  while (leaders[i] != i) {
    leaders[i] = leaders[leaders[i]];
    i = leaders[i];
  }
  return i;
}

/// Groups of shapes whose extents meet, directly or through others of the group: no two groups have ground in common.
/// By their first members; members ascending.
std::vector<std::vector<std::size_t>> meeting_groups(const std::vector<Extent>& extents) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    if (!extents[i].empty()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::size_t l, std::size_t r) {
    return extents[l].min_x != extents[r].min_x ? extents[l].min_x < extents[r].min_x : l < r;
  });
  std::vector<std::size_t> leaders(extents.size());
  std::iota(leaders.begin(), leaders.end(), std::size_t{0});
  std::vector<std::size_t> open;  // those that the sweep line from west to east still crosses
  for (const std::size_t i : order) {
    std::erase_if(open, [&](std::size_t o) { return extents[o].max_x < extents[i].min_x; });
    for (const std::size_t other : open) {
      if (!extents[other].intersects(extents[i])) continue;
      const std::size_t a = leader_of(leaders, i);
      const std::size_t b = leader_of(leaders, other);
      leaders[std::max(a, b)] = std::min(a, b);
    }
    open.push_back(i);
  }
  constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> group_of(extents.size(), kNew);
  std::vector<std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < extents.size(); ++i) {
    if (extents[i].empty()) continue;
    std::size_t& group = group_of[leader_of(leaders, i)];
    if (group == kNew) {
      group = groups.size();
      groups.emplace_back();
    }
    groups[group].push_back(i);
  }
  return groups;
}

/// The non-empty shapes, neighbours next to each other.
std::vector<MultiPolygon> in_spatial_order(std::span<const MultiPolygon> shapes) {
  std::vector<Extent> extents;
  extents.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) extents.push_back(extent_of(shape));
  std::vector<MultiPolygon> sorted;
  sorted.reserve(shapes.size());
  for (const std::uint32_t i : spatial_order(extents)) {
    if (!extents[i].empty()) sorted.push_back(shapes[i]);
  }
  return sorted;
}

/// `body(i)` gives the i-th of `count` shapes, in parallel; the first error by index is handed on.
template <typename Body>
core::Result<std::vector<MultiPolygon>> shapes_in_parallel(std::size_t count, const jobs::Progress& progress,
                                                           Body body) {
  constexpr std::size_t kGrain = 8;
  std::vector<MultiPolygon> made(count);
  std::vector<std::optional<core::Error>> errors(count);
  const core::Status done = jobs::parallel_for(count, kGrain, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      auto shape = body(i);
      if (shape) {
        made[i] = *std::move(shape);
      } else {
        errors[i] = shape.error();
      }
    }
  });
  if (!done) return done.error();
  for (const auto& error : errors) {
    if (error) return *error;
  }
  return made;
}

/// Shapes that meet, by rounds: in each, every group of neighbours becomes one shape.
core::Result<MultiPolygon> union_by_rounds(std::span<const MultiPolygon> shapes, const jobs::Progress& progress) {
  std::vector<MultiPolygon> current = in_spatial_order(shapes);
  double from = 0.0;
  do {  // at least once, so that a single shape with overlapping parts is merged too
    const double to = current.size() <= kUnionGroup ? 1.0 : from + (1.0 - from) / 2.0;
    const std::size_t groups = (current.size() + kUnionGroup - 1) / kUnionGroup;
    auto next = shapes_in_parallel(groups, progress.part(from, to), [&](std::size_t group) {
      const std::size_t first = group * kUnionGroup;
      return union_group(std::span(current).subspan(first, std::min(kUnionGroup, current.size() - first)));
    });
    if (!next) return next.error();
    current = *std::move(next);
    from = to;
  } while (current.size() > 1);
  return std::move(current.front());
}

}  // namespace

core::Result<Validity> check_validity(const MultiPolygon& polygons) {
  const geos::Context context;
  const auto shape = geos::to_geos(context, polygons);
  if (!shape) return shape.error();
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char answer = GEOSisValidDetail_r(context.handle(), shape->get(), 0, &reason, &place);
  const geos::Handle where = geos::own(context, place);
  Validity validity;
  validity.valid = answer == 1;
  if (reason != nullptr) validity.reason = reason;
  GEOSFree_r(context.handle(), reason);
  if (answer == 2) return context.failure("checking a shape");
  if (where) {
    GEOSGeomGetX_r(context.handle(), where.get(), &validity.where.x);
    GEOSGeomGetY_r(context.handle(), where.get(), &validity.where.y);
  }
  return validity;
}

bool is_valid(const MultiPolygon& polygons) {
  const auto validity = check_validity(polygons);
  return validity && validity->valid;
}

core::Result<Repair> make_valid(const MultiPolygon& polygons) {
  auto validity = check_validity(polygons);
  if (!validity) return validity.error();
  Repair repair;
  repair.area_before = area(polygons);
  if (validity->valid) {
    repair.shape = polygons;
    repair.area_after = repair.area_before;
    return repair;
  }
  const geos::Context context;
  const auto shape = geos::to_geos(context, polygons);
  if (!shape) return shape.error();
  const geos::Handle valid = repaired(context, shape->get());
  if (!valid) return context.failure("repairing a shape");
  repair.shape = geos::from_geos(context, valid.get());
  repair.changed = true;
  repair.reason = validity->reason;
  repair.area_after = area(repair.shape);
  return repair;
}

core::Result<MultiPolygon> union_of(std::span<const MultiPolygon> shapes, const jobs::Progress& progress) {
  std::vector<Extent> extents;
  extents.reserve(shapes.size());
  for (const MultiPolygon& shape : shapes) extents.push_back(extent_of(shape));
  const std::vector<std::vector<std::size_t>> groups = meeting_groups(extents);
  std::vector<std::size_t> small;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].size() <= kUnionGroup) small.push_back(g);
  }
  const auto members = [&](std::size_t group) {
    std::vector<MultiPolygon> found;
    for (const std::size_t i : groups[group]) found.push_back(shapes[i]);
    return found;
  };
  auto united = shapes_in_parallel(small.size(), progress.part(0.0, small.size() == groups.size() ? 1.0 : 0.3),
                                   [&](std::size_t i) { return union_group(members(small[i])); });
  if (!united) return united.error();
  std::vector<MultiPolygon> unions(groups.size());
  for (std::size_t i = 0; i < small.size(); ++i) unions[small[i]] = std::move((*united)[i]);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (groups[g].size() <= kUnionGroup) continue;
    const auto share = [&](std::size_t n) {
      return 0.3 + 0.7 * static_cast<double>(n) / static_cast<double>(groups.size());
    };
    auto large = union_by_rounds(members(g), progress.part(share(g), share(g + 1)));
    if (!large) return large.error();
    unions[g] = *std::move(large);
  }
  MultiPolygon all;
  for (MultiPolygon& shape : unions) std::move(shape.begin(), shape.end(), std::back_inserter(all));
  return all;
}

core::Result<std::vector<double>> shared_areas(const MultiPolygon& shape, std::span<const MultiPolygon> others) {
  std::vector<double> areas(others.size(), 0.0);
  const Extent extent = extent_of(shape);
  const geos::Context context;
  const auto left = admit(context, shape);
  if (!left) return left.error();
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (!extent_of(others[i]).intersects(extent)) continue;
    const auto right = admit(context, others[i]);
    if (!right) return right.error();
    const auto shared = finished(context, GEOSIntersection_r(context.handle(), left->get(), right->get()),
                                 "the intersection of two shapes");
    if (!shared) return shared.error();
    areas[i] = area(*shared);
  }
  return areas;
}

core::Result<MultiPolygon> intersection(const MultiPolygon& a, const MultiPolygon& b) {
  if (!extent_of(a).intersects(extent_of(b))) return MultiPolygon{};
  return combine(a, b, &GEOSIntersection_r, "the intersection of two shapes");
}

core::Result<MultiPolygon> difference(const MultiPolygon& a, const MultiPolygon& b) {
  return combine(a, b, &GEOSDifference_r, "the difference of two shapes");
}

core::Result<MultiPolygon> convex_hull(const MultiPolygon& polygons) {
  if (polygons.empty()) return MultiPolygon{};
  const geos::Context context;
  const auto shape = admit(context, polygons);
  if (!shape) return shape.error();
  return finished(context, GEOSConvexHull_r(context.handle(), shape->get()), "the hull of shapes");
}

core::Result<MultiPolygon> buffer(const MultiPolygon& polygons, core::Metres distance, int quadrant_segments) {
  assert(std::isfinite(distance.value()) && quadrant_segments > 0);
  const geos::Context context;
  const auto shape = admit(context, polygons);
  if (!shape) return shape.error();
  return finished(context, GEOSBuffer_r(context.handle(), shape->get(), distance.value(), quadrant_segments),
                  "widening a shape");
}

core::Result<MultiPolygon> buffer(const MultiLineString& lines, core::Metres distance, int quadrant_segments) {
  assert(distance.value() > 0.0 && std::isfinite(distance.value()) && quadrant_segments > 0);
  const geos::Context context;
  const auto shape = geos::to_geos(context, lines);
  if (!shape) return shape.error();
  return finished(context, GEOSBuffer_r(context.handle(), shape->get(), distance.value(), quadrant_segments),
                  "widening a line");
}

core::Result<MultiPolygon> simplify(const MultiPolygon& polygons, core::Metres tolerance) {
  assert(tolerance.value() >= 0.0);
  const geos::Context context;
  const auto shape = admit(context, polygons);
  if (!shape) return shape.error();
  return finished(context, GEOSTopologyPreserveSimplify_r(context.handle(), shape->get(), tolerance.value()),
                  "simplifying a shape");
}

}  // namespace wardscope::geo
