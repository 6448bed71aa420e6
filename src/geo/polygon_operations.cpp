// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/polygon_operations.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "geo/geos_bridge.hpp"
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

/// Position along a Morton (Z-order) curve of 2^16 x 2^16 cells: neighbours on it are mostly neighbours on the ground.
std::uint32_t morton_code(Point p, const Extent& within) {
  const double side = std::max({within.width(), within.height(), 1e-9});
  const auto spread = [](double ratio) {
    auto bits = static_cast<std::uint32_t>(std::clamp(ratio, 0.0, 1.0) * 65535.0);
    bits = (bits | (bits << 8U)) & 0x00FF00FFU;
    bits = (bits | (bits << 4U)) & 0x0F0F0F0FU;
    bits = (bits | (bits << 2U)) & 0x33333333U;
    return (bits | (bits << 1U)) & 0x55555555U;
  };
  return spread((p.x - within.min_x) / side) | (spread((p.y - within.min_y) / side) << 1U);
}

/// The non-empty shapes, neighbours next to each other.
std::vector<MultiPolygon> in_spatial_order(std::span<const MultiPolygon> shapes) {
  Extent all;
  for (const MultiPolygon& shape : shapes) all.add(extent_of(shape));
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const Extent extent = extent_of(shapes[i]);
    if (!extent.empty()) order.emplace_back(morton_code(extent.centre(), all), i);
  }
  std::sort(order.begin(), order.end());
  std::vector<MultiPolygon> sorted;
  sorted.reserve(order.size());
  for (const auto& [code, index] : order) sorted.push_back(shapes[index]);
  return sorted;
}

/// One round: each group of neighbours becomes one shape.
core::Result<std::vector<MultiPolygon>> union_round(const std::vector<MultiPolygon>& shapes,
                                                    const jobs::Progress& progress) {
  const std::size_t groups = (shapes.size() + kUnionGroup - 1) / kUnionGroup;
  std::vector<MultiPolygon> unions(groups);
  std::vector<std::optional<core::Error>> errors(groups);
  const core::Status done = jobs::parallel_for(groups, 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t group = begin; group < end; ++group) {
      const std::size_t first = group * kUnionGroup;
      auto shape = union_group(std::span(shapes).subspan(first, std::min(kUnionGroup, shapes.size() - first)));
      if (shape) {
        unions[group] = *std::move(shape);
      } else {
        errors[group] = shape.error();
      }
    }
  });
  if (!done) return done.error();
  for (const auto& error : errors) {
    if (error) return *error;
  }
  return unions;
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
  std::vector<MultiPolygon> current = in_spatial_order(shapes);
  if (current.empty()) return MultiPolygon{};
  double from = 0.0;
  do {  // at least once, so that a single shape with overlapping parts is merged too
    const double to = current.size() <= kUnionGroup ? 1.0 : from + (1.0 - from) / 2.0;
    auto next = union_round(current, progress.part(from, to));
    if (!next) return next.error();
    current = *std::move(next);
    from = to;
  } while (current.size() > 1);
  return std::move(current.front());
}

core::Result<MultiPolygon> intersection(const MultiPolygon& a, const MultiPolygon& b) {
  if (!extent_of(a).intersects(extent_of(b))) return MultiPolygon{};
  return combine(a, b, &GEOSIntersection_r, "the intersection of two shapes");
}

core::Result<MultiPolygon> difference(const MultiPolygon& a, const MultiPolygon& b) {
  return combine(a, b, &GEOSDifference_r, "the difference of two shapes");
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
