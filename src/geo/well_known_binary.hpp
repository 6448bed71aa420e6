// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::geo {

/// OGC well-known binary, little endian, two-dimensional: Point, MultiLineString or MultiPolygon. A geometry that is
/// not there becomes no bytes at all.
std::vector<std::byte> to_wkb(const Geometry& geometry);

/// Reads OGC, ISO and PostGIS ("EWKB") forms of either byte order; heights, measures and an SRID are dropped. Single
/// lines and polygons become multi ones; a collection must hold shapes of one kind. No bytes, and POINT EMPTY, read as
/// no geometry. Rings come back as written: pass them through tidied().
/// @returns malformed where the bytes end early, run on, nest too deep or hold a coordinate that is not finite;
/// unsupported for curves, surfaces and mixed collections.
core::Result<Geometry> from_wkb(std::span<const std::byte> bytes);

}  // namespace wardscope::geo
