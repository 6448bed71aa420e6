// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::store {

/// The SRID of every geometry in a workspace: the British National Grid.
constexpr int kBritishNationalGrid = 27700;

using Blob = std::vector<std::byte>;

/// Geometry as SpatiaLite stores it ("BLOB-Geometry", little-endian; SpatiaLite 5 manual, appendix "BLOB-Geometry
/// format"), SRID 27700. @pre coordinates are finite, the shape is not empty.
Blob to_blob(geo::Point point);
/// The same without an allocation, for tables of millions of points.
std::array<std::byte, 60> point_blob(geo::Point point);
Blob to_blob(const geo::LineString& line);
Blob to_blob(const geo::MultiLineString& lines);
Blob to_blob(const geo::Polygon& polygon);
Blob to_blob(const geo::MultiPolygon& polygons);
/// Nothing, an empty line or an empty polygon: an empty blob, which is stored as NULL.
Blob to_blob(const geo::Geometry& geometry);

/// Points, lines and polygons, single or multiple; a single line or polygon becomes a collection of one.
/// An empty blob is std::monostate. @returns malformed where the bytes are not such a geometry.
core::Result<geo::Geometry> geometry_from(std::span<const std::byte> blob);

/// True where every coordinate is a finite number: NaN and infinity never reach a GIS or GEOS.
bool is_finite(geo::Point point);
bool is_finite(const geo::LineString& line);
bool is_finite(const geo::Polygon& polygon);
bool is_finite(const geo::MultiPolygon& polygons);
bool is_finite(const geo::Geometry& geometry);

}  // namespace wardscope::store
