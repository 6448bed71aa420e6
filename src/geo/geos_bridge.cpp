// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/geos_bridge.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

namespace wardscope::geo::geos {
namespace {

constexpr double kFarthest = 1e7;  // metres; the Earth's quadrant. Beyond it a coordinate is a mistake, not a place
constexpr std::size_t kSmallestRing = 4;  // points of a closed triangle

static_assert(sizeof(Point) == 2 * sizeof(double), "a run of points is handed to GEOS as x, y, x, y …");

core::Status check(std::span<const Point> points) {
  for (const Point p : points) {
    if (std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest) continue;
    return core::malformed(fmt::format(
        "a vertex at ({}, {}) is not a place in metres within 10,000 km; check the file's coordinates and its "
        "coordinate reference system",
        p.x, p.y));
  }
  return {};
}

std::vector<Point> without_repeats(std::span<const Point> points) {
  std::vector<Point> kept;
  kept.reserve(points.size() + 1);
  for (const Point p : points) {
    if (kept.empty() || !(kept.back() == p)) kept.push_back(p);
  }
  return kept;
}

GEOSCoordSequence* to_sequence(const Context& context, const std::vector<Point>& points) {
  return GEOSCoordSeq_copyFromBuffer_r(context.handle(), &points.front().x, static_cast<unsigned>(points.size()), 0, 0);
}

/// Null where the ring has no area to speak of: fewer than three distinct corners.
GEOSGeometry* to_ring(const Context& context, const Ring& ring) {
  std::vector<Point> points = without_repeats(ring);
  if (!points.empty() && !(points.front() == points.back())) points.push_back(points.front());
  if (points.size() < kSmallestRing) return nullptr;
  return GEOSGeom_createLinearRing_r(context.handle(), to_sequence(context, points));
}

Ring from_ring(const Context& context, const GEOSGeometry* ring, bool anticlockwise) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context.handle(), ring);
  unsigned size = 0;
  GEOSCoordSeq_getSize_r(context.handle(), sequence, &size);
  Ring points(size);
  if (size != 0) GEOSCoordSeq_copyToBuffer_r(context.handle(), sequence, &points.front().x, 0, 0);
  if ((signed_area(points) > 0.0) != anticlockwise) std::reverse(points.begin(), points.end());
  return points;
}

void collect(const Context& context, const GEOSGeometry* geometry, MultiPolygon& polygons) {
  GEOSContextHandle_t handle = context.handle();
  if (geometry == nullptr || GEOSisEmpty_r(handle, geometry) != 0) return;
  const int type = GEOSGeomTypeId_r(handle, geometry);
  if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
    const int parts = GEOSGetNumGeometries_r(handle, geometry);
    for (int i = 0; i < parts; ++i) collect(context, GEOSGetGeometryN_r(handle, geometry, i), polygons);
  }
  if (type != GEOS_POLYGON) return;
  Polygon polygon;
  polygon.exterior = from_ring(context, GEOSGetExteriorRing_r(handle, geometry), true);
  const int holes = GEOSGetNumInteriorRings_r(handle, geometry);
  for (int i = 0; i < holes; ++i) {
    polygon.holes.push_back(from_ring(context, GEOSGetInteriorRingN_r(handle, geometry, i), false));
  }
  polygons.push_back(std::move(polygon));
}

}  // namespace

Context::Context() : handle_(GEOS_init_r()) { GEOSContext_setErrorMessageHandler_r(handle_, &Context::remember, this); }

Context::~Context() { GEOS_finish_r(handle_); }

void Context::remember(const char* message, void* context) { static_cast<Context*>(context)->message_ = message; }

core::Error Context::failure(std::string_view doing) const {
  return core::internal_error(fmt::format("{} failed in the geometry library ({}); repair the shapes and try again",
                                          doing, message_.empty() ? "no reason given" : message_));
}

Handle own(const Context& context, GEOSGeometry* geometry) { return Handle(geometry, Destroy{context.handle()}); }

core::Result<Handle> to_geos(const Context& context, const MultiPolygon& polygons) {
  std::vector<GEOSGeometry*> parts;
  const auto give_up = [&](core::Error error) {
    for (GEOSGeometry* part : parts) GEOSGeom_destroy_r(context.handle(), part);
    return error;
  };
  for (const Polygon& polygon : polygons) {
    core::Status fine = check(polygon.exterior);
    for (const Ring& hole : polygon.holes) {
      if (fine) fine = check(hole);
    }
    if (!fine) return give_up(fine.error());
    GEOSGeometry* exterior = to_ring(context, polygon.exterior);
    if (exterior == nullptr) continue;
    std::vector<GEOSGeometry*> holes;
    for (const Ring& hole : polygon.holes) {
      if (GEOSGeometry* ring = to_ring(context, hole)) holes.push_back(ring);
    }
    GEOSGeometry* part =
        GEOSGeom_createPolygon_r(context.handle(), exterior, holes.data(), static_cast<unsigned>(holes.size()));
    if (part == nullptr) return give_up(context.failure("reading a polygon"));
    parts.push_back(part);
  }
  GEOSGeometry* all = GEOSGeom_createCollection_r(context.handle(), GEOS_MULTIPOLYGON, parts.data(),
                                                  static_cast<unsigned>(parts.size()));
  if (all == nullptr) return context.failure("reading polygons");
  return own(context, all);
}

core::Result<Handle> to_geos(const Context& context, const MultiLineString& lines) {
  std::vector<GEOSGeometry*> parts;
  for (const LineString& line : lines) {
    if (const core::Status fine = check(line); !fine) {
      for (GEOSGeometry* part : parts) GEOSGeom_destroy_r(context.handle(), part);
      return fine.error();
    }
    const std::vector<Point> points = without_repeats(line);
    if (points.size() < 2) continue;
    parts.push_back(GEOSGeom_createLineString_r(context.handle(), to_sequence(context, points)));
  }
  GEOSGeometry* all = GEOSGeom_createCollection_r(context.handle(), GEOS_MULTILINESTRING, parts.data(),
                                                  static_cast<unsigned>(parts.size()));
  if (all == nullptr) return context.failure("reading lines");
  return own(context, all);
}

MultiPolygon from_geos(const Context& context, const GEOSGeometry* geometry) {
  MultiPolygon polygons;
  collect(context, geometry, polygons);
  return polygons;
}

}  // namespace wardscope::geo::geos
