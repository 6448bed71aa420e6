// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/shape_reading.hpp"

#include <utility>
#include <variant>

#include "geo/polygon_operations.hpp"

namespace wardscope::io {

core::Result<PlacedPolygons> read_polygons(const SourceRow& row, PositionReader& positions) {
  if (row.geometry == nullptr || !std::holds_alternative<geo::MultiPolygon>(*row.geometry)) {
    return core::malformed("it has no polygon");
  }
  auto placed = positions.transform(*row.geometry);
  if (!placed) return placed.error();
  PlacedPolygons shape;
  shape.polygons = geo::tidied(std::get<geo::MultiPolygon>(std::move(*placed)));
  auto repair = geo::make_valid(shape.polygons);
  if (!repair) return repair.error();
  if (repair->changed) {
    shape.original = std::move(shape.polygons);
    shape.polygons = geo::tidied(std::move(repair->shape));
    shape.repair = repair->area_after - repair->area_before;
  }
  if (shape.polygons.empty()) return core::malformed("no area is left of its polygon: it is a line or a point");
  return shape;
}

core::Result<geo::MultiLineString> read_lines(const SourceRow& row, PositionReader& positions) {
  if (row.geometry == nullptr || !std::holds_alternative<geo::MultiLineString>(*row.geometry)) {
    return core::malformed("it has no line");
  }
  auto placed = positions.transform(*row.geometry);
  if (!placed) return placed.error();
  return std::get<geo::MultiLineString>(std::move(*placed));
}

}  // namespace wardscope::io
