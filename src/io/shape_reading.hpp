// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "io/position_reader.hpp"
#include "io/source.hpp"

namespace wardscope::io {

/// Polygons in EPSG:27700, valid.
struct PlacedPolygons {
  geo::MultiPolygon polygons;
  geo::MultiPolygon original;    ///< before repair, in EPSG:27700; empty where nothing was repaired
  std::optional<double> repair;  ///< m^2 by which a repair changed the area; nothing: valid as it came
};

/// @returns malformed with the reason to reject the row: no polygons, outside Great Britain, nothing left after repair.
core::Result<PlacedPolygons> read_polygons(const SourceRow& row, PositionReader& positions);
/// As above, for lines.
core::Result<geo::MultiLineString> read_lines(const SourceRow& row, PositionReader& positions);

}  // namespace wardscope::io
