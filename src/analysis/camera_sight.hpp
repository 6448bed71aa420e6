// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "analysis/building_index.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"

namespace wardscope::analysis {

/// One sector to look into, everything decided.
struct Sight {
  geo::Point viewpoint;
  core::Degrees bearing{0.0};
  core::Degrees field_of_view{360.0};
  core::Metres range{100.0};
  std::optional<core::Metres> camera_height;  ///< nothing: every building hides for ever
  core::Metres target_height{1.6};
  std::optional<core::Metres> building_height;  ///< for buildings without one; nothing: they hide for ever
};

/// The ground of the sector that is in view: the exact visibility polygon before buildings at least as high as the
/// camera, less the footprints and shadows of lower ones. A lower block B seen from the viewpoint shadows the union of
/// k' B for k' in 1 … k: the footprint and, for each wall that faces away, the quadrilateral from the wall to k times
/// the wall.
core::Result<geo::MultiPolygon> ground_in_sight(const Sight& sight, const BuildingIndex& buildings);

/// Where a camera stands that the register puts inside a building.
struct Standpoint {
  geo::Point position;
  std::optional<core::Metres> moved;  ///< how far; nothing: not at all
};

constexpr core::Metres kOffTheWall{0.3};  ///< a bracket's length: where moved cameras stand
constexpr core::Metres kAtTheWall{0.01};  ///< nearer to a wall than this is on it

/// The position itself where it is free; else 0.3 m in front of the nearest point of the building's walls from which
/// there is no other building. Nothing where the building has no free wall.
std::optional<Standpoint> free_standpoint(geo::Point position, const BuildingIndex& buildings);

}  // namespace wardscope::analysis
