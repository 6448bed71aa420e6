// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/camera_view.hpp"
#include "borough/areas.hpp"
#include "borough/cameras.hpp"
#include "borough/incidents.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"
#include "raster/raster.hpp"

namespace wardscope::analysis {

struct CoverageOptions {
  /// An incident this near to a view counts as in view, 0 … 100 m. 0: only incidents whose own point is in view. Police
  /// data moves incidents to the middle of a street or onto a building, which no view contains: a few metres then tell
  /// more than none. The tolerance reaches through walls.
  core::Metres tolerance{0.0};
};

void describe(CoverageOptions& options, core::ParameterVisitor& visitor);

/// Cameras and the incidents they are asked about. Borrows everything.
struct CoverageInput {
  const CameraViewSet& views;
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;               ///< selected rows of `incidents`
  const borough::AreaSet* wards = nullptr;           ///< null: not counted by ward
  const borough::AreaSet* neighbourhoods = nullptr;  ///< null: not counted by neighbourhood; they may overlap
  const borough::CameraRegister* cameras = nullptr;  ///< that `views` were made of; null: same_place is not asked
  core::Metres moved_by{0.0};  ///< how far the source may have moved its points (PointSharing): for perhaps_in_view
};

/// What cameras see of one area.
struct AreaCoverage {
  std::string code;
  std::string name;
  std::int64_t cameras = 0;  ///< with a view, that stand in the area
  std::int64_t incidents = 0;
  std::int64_t in_view = 0;          ///< of these, in view of at least one camera wherever it stands
  std::int64_t perhaps_in_view = 0;  ///< in view, or no farther from a view than CoverageInput::moved_by
  double in_view_share = 0.0;        ///< of the incidents, 0..1; 0 where there are none
  double area_km2 = 0.0;
  double in_view_km2 = 0.0;  ///< ground of the area in view
};

struct TypeCoverage {
  std::string type;
  std::int64_t incidents = 0;
  std::int64_t in_view = 0;
};

/// What one camera adds. Cameras without a view count nothing.
struct CameraCoverage {
  std::size_t camera = 0;      ///< row of the register
  std::int64_t incidents = 0;  ///< in its view
  std::int64_t only_here = 0;  ///< in view of no other camera: what would be lost without it (leave-one-out)
  double area_km2 = 0.0;       ///< of its view
  double only_here_km2 = 0.0;  ///< ground in view of no other camera
};

/// Cameras that stand where one would stand: perhaps one listed twice, perhaps several on a mast.
struct CamerasAtOnePlace {
  std::vector<std::size_t> cameras;  ///< rows of the register, ascending, two or more, linked by pairs that near
  double apart = 0.0;                ///< m, the widest of the pairs
  std::int64_t only_here = 0;        ///< incidents in view of these and of no other: what would be lost without all
};
/// Two cameras of one register are at one place within the first, of two registers, whose surveys differ, the second.
constexpr core::Metres kSamePlaceInOneRegister{5.0};
constexpr core::Metres kSamePlaceInTwoRegisters{12.0};

struct Coverage {
  geo::MultiPolygon in_view;  ///< ground in view of at least one camera; valid
  double in_view_km2 = 0.0;
  double sum_of_views_km2 = 0.0;  ///< each view by itself: overlaps counted as often as they are seen

  std::int64_t incidents = 0;  ///< selected, with a place
  std::int64_t in_view_incidents = 0;
  std::int64_t perhaps_in_view = 0;  ///< in view, or no farther from a view than CoverageInput::moved_by
  core::Metres moved_by{0.0};        ///< as in the input
  std::int64_t in_bounded_view = 0;  ///< in view of a camera with all buildings known (MappedObstacles::all)
  std::vector<std::int64_t> incidents_by_cameras;  ///< [n]: in view of exactly n cameras, n = 0, 1, 2 …
  std::vector<std::uint16_t> cameras_by_row;       ///< for each selected row, how many cameras have it in view

  std::vector<AreaCoverage> wards;            ///< in the order of the set
  std::vector<AreaCoverage> neighbourhoods;   ///< in the order of the set
  std::vector<TypeCoverage> types;            ///< most incidents first, equals by name
  std::vector<CameraCoverage> cameras;        ///< one a camera, in the order of the register
  std::vector<CamerasAtOnePlace> same_place;  ///< in the order of their first camera; left-out cameras are not asked
};

/// What the cameras see together, and which incidents happened in their view.
///
/// Boundary rule: an incident on the outline of a view (within a micrometre), or within the tolerance of it, is in
/// view. An incident inside a building is in view only by the tolerance, because views end at walls. Being in view of a
/// camera means that it could have been seen from there, not that it was recorded.
///
/// @returns invalid_argument where the tolerance is out of its range; cancelled.
core::Result<Coverage> coverage(const CoverageInput& input, const CoverageOptions& options,
                                const jobs::Progress& progress);

/// Ground that at least `least` cameras see, from the cells' centres: 1 for the union, 2 for backup. km2.
double seen_by_at_least(const raster::Raster<float>& camera_counts, int least);

/// How many cameras see the centre of each cell of `cell` metres, over the extent of all views. An empty raster where
/// no camera has a view.
/// @returns invalid_argument where cell is not in 0.25 … 1000 m or would make more than 64 million cells; cancelled.
core::Result<raster::Raster<float>> camera_counts(const CameraViewSet& views, core::Metres cell,
                                                  const jobs::Progress& progress);

}  // namespace wardscope::analysis
