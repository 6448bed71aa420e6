// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/building_index.hpp"
#include "borough/cameras.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What becomes of a view whose bearing the register does not say.
enum class UnknownBearing {
  not_known,  ///< the view is not known and left out, said so
  all_round,  ///< the camera is assumed to see all round, said so
};

/// Whether buildings hide what is behind them.
enum class Occlusion { none, buildings };

/// Which cameras are asked about. A camera whose status is not known counts as in service, and that is said.
enum class CameraChoice { in_service, in_service_and_proposed, all };

/// What a camera view needs beyond the register. Nothing is assumed that is not set here: where a value is neither
/// known nor set, the camera's view is "not known".
struct CameraViewOptions {
  CameraChoice cameras = CameraChoice::in_service;
  /// For cameras without a range, 1 m … 2 km.
  std::optional<core::Metres> assumed_range = std::nullopt;
  UnknownBearing unknown_bearing = UnknownBearing::not_known;
  /// For views with a bearing and no field of view, 0.1° … 360°.
  std::optional<core::Degrees> assumed_field_of_view = std::nullopt;
  /// Turns a known focal length into a field of view, 0.5 mm … 100 mm.
  std::optional<core::Metres> assumed_sensor_width = std::nullopt;
  Occlusion occlusion = Occlusion::buildings;
  /// For cameras without a mounting height. Neither known nor set: every building hides what is behind it.
  std::optional<core::Metres> assumed_mounting_height = std::nullopt;
  /// For buildings without a height. Neither known nor set: the building hides what is behind it.
  std::optional<core::Metres> assumed_building_height = std::nullopt;
  core::Metres target_height{1.6};  ///< above ground of what should be seen: a face
};

void describe(CameraViewOptions& options, core::ParameterVisitor& visitor);

/// Whether the buildings are known that may stand in a view's way.
enum class MappedObstacles {
  all,   ///< the view lies on ground for which there are buildings; or buildings were not asked about
  part,  ///< it reaches beyond that ground (MappedGround): an upper bound
  none,  ///< the camera stands outside it: an upper bound
};

enum class ViewStatus {
  known,      ///< all from the register, as far as `at_least` does not say otherwise
  assumed,    ///< some of it assumed by the user, listed in `assumed`
  not_known,  ///< no view: `reason` says what is missing
  left_out,   ///< not asked about: out of service or proposed
};

/// What one camera sees on the ground, buildings excluded.
struct CameraViewResult {
  std::size_t camera = 0;  ///< row of the register
  ViewStatus status = ViewStatus::not_known;
  std::string reason;                 ///< of not_known and left_out, a clause: "range not known"
  std::vector<std::string> assumed;   ///< clauses: "range 80 m", "bearing not known: all round"
  std::vector<std::string> at_least;  ///< why it sees more than is known, clauses: "mounting height not known: no view
                                      ///< over buildings"; nothing is assumed by these
  MappedObstacles obstacles = MappedObstacles::all;  ///< filled by camera_views()
  geo::Point viewpoint;                              ///< where it was taken to stand
  std::optional<core::Metres> moved_to_wall;         ///< how far the viewpoint was moved out of a building
  geo::MultiPolygon in_view;                         ///< valid; empty without a view
  double area_km2 = 0.0;                             ///< of in_view
  double unobstructed_km2 = 0.0;                     ///< of the same view without buildings
};

struct CameraViewSet {
  std::vector<CameraViewResult> views;  ///< one a camera, in the order of the register
  std::int64_t known = 0;
  std::int64_t assumed = 0;
  std::int64_t not_known = 0;
  std::int64_t left_out = 0;
  std::int64_t moved_to_wall = 0;
  std::int64_t at_least = 0;           ///< of known and assumed: what is shown is seen, and perhaps more
  std::int64_t outside_buildings = 0;  ///< MappedObstacles::none
  std::int64_t reaching_beyond = 0;    ///< MappedObstacles::part
  [[nodiscard]] bool any_view() const { return known + assumed > 0; }
  std::vector<std::string> assumptions;  ///< plain sentences with counts, for reports and under maps
};

/// Cameras and what may stand in their way. Borrowed.
struct CameraScene {
  const borough::CameraRegister& cameras;
  const BuildingIndex& buildings;
};

/// The ground in view of every camera, cameras in parallel; the result does not depend on the number of threads.
///
/// A fixed view is the sector of its bearing, field of view and range; a pan-tilt-zoom camera's is all round: what it
/// can reach, not what it looks at. Several views of a camera are united. A building is a block with vertical walls. It
/// hides the target (at target_height above the ground) behind it for ever where it is at least as high as the camera,
/// otherwise up to k times the distance of its far face, k = (H - t) / (H - b) (shadow_factor()); its footprint is
/// roof, not ground, and never in view. Slopes, trees, the dead zone below the camera and the picture's vertical extent
/// are not modelled. Parts smaller than 0.01 m^2 are dropped. Range: a polyline inside the circle by at most 0.05 m.
///
/// A camera inside a footprint, or within 1 cm of its wall, is moved to 0.3 m in front of the nearest free point of the
/// walls.
///
/// Buildings are known only where the file has them: where a camera stands outside MappedGround, or its view reaches
/// beyond it, the view is an upper bound, and says so.
///
/// A camera whose view GEOS fails on is not known, with GEOS's reason, and takes no other camera's view away.
///
/// @returns invalid_argument where an option is out of its range; cancelled where the progress says stop.
core::Result<CameraViewSet> camera_views(const CameraScene& scene, const CameraViewOptions& options,
                                         const jobs::Progress& progress);

/// One camera of the scene. @pre row < scene.cameras.size(), options within their ranges
core::Result<CameraViewResult> camera_view(const CameraScene& scene, std::size_t row, const CameraViewOptions& options);

/// The sentences of CameraViewSet::assumptions for some of its views alone: what was assumed of them, why others of
/// them are not known. @pre each of `chosen` < set.views.size(), the set is of `cameras`
std::vector<std::string> assumptions_of(const CameraViewSet& set, const borough::CameraRegister& cameras,
                                        std::span<const std::size_t> chosen);

/// How the register describes the view, for lists: "bearing 120°, 60° wide, 80 m", "bearing not known, range not
/// known".
std::string describe_in_words(const borough::Camera& camera);

}  // namespace wardscope::analysis
