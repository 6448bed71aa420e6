// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/camera_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "analysis/camera_optics.hpp"
#include "analysis/camera_sight.hpp"
#include "analysis/camera_view_words.hpp"
#include "analysis/mapped_ground.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kRanges{1.0, 2000.0};       // m
constexpr core::NumberRange kHeights{0.1, 200.0};       // m
constexpr core::NumberRange kFieldsOfView{0.1, 360.0};  // degrees
constexpr core::NumberRange kSensors{0.0005, 0.1};      // m

constexpr std::array kCameraChoices{core::Choice{"in-service", "In service"},
                                    core::Choice{"in-service-and-proposed", "In service and proposed"},
                                    core::Choice{"all", "All"}};
constexpr std::array kBearingChoices{core::Choice{"not-known", "Leave the view out"},
                                     core::Choice{"all-round", "Assume all round"}};
constexpr std::array kOcclusionChoices{core::Choice{"none", "Nothing"}, core::Choice{"buildings", "Buildings"}};

bool within(core::NumberRange range, double value) { return value >= range.least && value <= range.most; }

template <typename Quantity>
core::Status check(std::string_view name, core::NumberRange range, const std::optional<Quantity>& value) {
  if (!value || within(range, value->value())) return {};
  return core::invalid_argument(
      fmt::format("{} is {}, but must lie between {} and {}", name, value->value(), range.least, range.most));
}

core::Status check(const CameraViewOptions& options) {
  for (const core::Status& status : {check("assumed-range", kRanges, options.assumed_range),
                                     check("assumed-field-of-view", kFieldsOfView, options.assumed_field_of_view),
                                     check("assumed-sensor-width", kSensors, options.assumed_sensor_width),
                                     check("assumed-mounting-height", kHeights, options.assumed_mounting_height),
                                     check("assumed-building-height", kHeights, options.assumed_building_height),
                                     check("target-height", {0.0, 20.0}, std::optional(options.target_height))}) {
    if (!status) return status;
  }
  return {};
}

const BuildingIndex& no_buildings() {
  static const BuildingIndex kNone;
  return kNone;
}

/// Values that were not in the register, and why there is no view.
struct Notes {
  std::vector<std::string> assumed;
  std::vector<std::string> at_least;
  std::string reason;
};

void add_once(std::vector<std::string>& clauses, std::string clause) {
  if (std::find(clauses.begin(), clauses.end(), clause) == clauses.end()) clauses.push_back(std::move(clause));
}

std::optional<std::string> why_left_out(const borough::Camera& camera, CameraChoice choice) {
  using borough::CameraStatus;
  if (choice == CameraChoice::all) return std::nullopt;
  if (camera.status == CameraStatus::out_of_service) return "out of service";
  if (camera.status == CameraStatus::proposed && choice == CameraChoice::in_service)
    return "proposed, not yet in service";
  return std::nullopt;
}

std::optional<core::Metres> range_of(const borough::Camera& camera, const CameraViewOptions& options, Notes& notes) {
  if (camera.range && camera.range->value() > 0.0 && within({0.0, geo::kLongestRange.value()}, camera.range->value())) {
    return camera.range;
  }
  if (options.assumed_range) {
    add_once(notes.assumed, "range " + length_words(*options.assumed_range));
    return options.assumed_range;
  }
  notes.reason = camera.range ? "range is not a distance" : "range not known";
  return std::nullopt;
}

std::optional<core::Degrees> field_of_view_of(const borough::Camera& camera, const borough::CameraView& view,
                                              const CameraViewOptions& options, Notes& notes) {
  if (view.field_of_view && within({1e-3, 360.0}, view.field_of_view->value())) return view.field_of_view;
  if (camera.focal_length && camera.focal_length->value() > 0.0 && options.assumed_sensor_width) {
    const core::Degrees angle = field_of_view(*options.assumed_sensor_width, *camera.focal_length);
    add_once(notes.assumed, fmt::format("sensor {:g} mm wide", options.assumed_sensor_width->value() * 1000.0));
    return angle;
  }
  if (options.assumed_field_of_view) {
    add_once(notes.assumed, "field of view " + angle_words(*options.assumed_field_of_view));
    return options.assumed_field_of_view;
  }
  notes.reason = "field of view not known";
  return std::nullopt;
}

/// The sector of one view, or nothing where something is not known and not assumed.
struct Sector {
  core::Degrees bearing{0.0};
  core::Degrees field_of_view{360.0};
};

std::optional<Sector> sector_of(const borough::Camera& camera, const borough::CameraView& view,
                                const CameraViewOptions& options, Notes& notes) {
  if (view.field_of_view && view.field_of_view->value() == 360.0) return Sector{};
  if (view.bearing && std::isfinite(view.bearing->value())) {
    const auto width = field_of_view_of(camera, view, options, notes);
    if (!width) return std::nullopt;
    return Sector{*view.bearing, *width};
  }
  if (options.unknown_bearing == UnknownBearing::all_round) {
    add_once(notes.assumed, "bearing not known: all round");
    return Sector{};
  }
  notes.reason = "bearing not known";
  return std::nullopt;
}

std::vector<Sector> sectors_of(const borough::Camera& camera, const CameraViewOptions& options, Notes& notes) {
  if (camera.kind == borough::CameraKind::pan_tilt_zoom) return {Sector{}};
  std::vector<borough::CameraView> views = camera.views;
  if (views.empty()) views.emplace_back();
  std::vector<Sector> sectors;
  std::size_t unknown = 0;
  for (const borough::CameraView& view : views) {
    if (const auto sector = sector_of(camera, view, options, notes)) {
      sectors.push_back(*sector);
    } else {
      ++unknown;
    }
  }
  if (!sectors.empty() && unknown > 0) {
    add_once(notes.at_least, fmt::format("{} of {} views left out: {}", unknown, views.size(), notes.reason));
  }
  return sectors;
}

/// The heights that the shadows need, with what has to be said about them.
void set_heights(Sight& sight, const borough::Camera& camera, const CameraViewOptions& options, Notes& notes) {
  sight.target_height = options.target_height;
  sight.building_height = options.assumed_building_height;
  sight.camera_height = camera.mounting_height;
  if (sight.camera_height && sight.camera_height->value() > 0.0) return;
  sight.camera_height = options.assumed_mounting_height;
  if (sight.camera_height) {
    add_once(notes.assumed, "mounting height " + length_words(*sight.camera_height));
  } else {
    add_once(notes.at_least, "mounting height not known: no view over buildings");
  }
}

core::Result<geo::MultiPolygon> united(const std::vector<geo::MultiPolygon>& shapes) {
  if (shapes.size() == 1) return shapes.front();
  return geo::union_of(shapes, jobs::Progress());
}

void note_buildings(const Sight& sight, const BuildingIndex& buildings, Notes& notes) {
  const auto near = buildings.near(sight.viewpoint, sight.range);
  const bool missing =
      std::any_of(near.begin(), near.end(), [&](BuildingIndex::Id id) { return !buildings.height(id); });
  if (!missing || !sight.camera_height) return;  // without a camera height, no building's height is asked for
  if (sight.building_height) {
    add_once(notes.assumed, "buildings without a height " + length_words(*sight.building_height) + " high");
  } else {
    add_once(notes.at_least, "buildings without a height: no view over them");
  }
}

/// Fills in_view and the areas of a camera whose sectors and range are decided.
core::Status look(CameraViewResult& result, const std::vector<Sector>& sectors, Sight sight,
                  const BuildingIndex& buildings) {
  std::vector<geo::MultiPolygon> seen;
  std::vector<geo::MultiPolygon> open;
  for (const Sector& sector : sectors) {
    sight.bearing = sector.bearing;
    sight.field_of_view = sector.field_of_view;
    auto ground = ground_in_sight(sight, buildings);
    if (!ground) return ground.error();
    seen.push_back(*std::move(ground));
    auto all = ground_in_sight(sight, no_buildings());
    if (!all) return all.error();
    open.push_back(*std::move(all));
  }
  auto in_view = united(seen);
  if (!in_view) return in_view.error();
  const auto unobstructed = united(open);
  if (!unobstructed) return unobstructed.error();
  result.in_view = *std::move(in_view);
  result.area_km2 = core::from_square_metres(geo::area(result.in_view)).value();
  result.unobstructed_km2 = core::from_square_metres(geo::area(*unobstructed)).value();
  return {};
}

CameraViewResult without_view(CameraViewResult result, ViewStatus status, std::string reason) {
  result.status = status;
  result.reason = std::move(reason);
  return result;
}

/// Asks of each view whether all buildings that it may pass are known.
core::Status judge_obstacles(std::vector<CameraViewResult>& views, const BuildingIndex& buildings,
                             const jobs::Progress& progress) {
  const MappedGround mapped(buildings);
  return jobs::parallel_for(views.size(), 1, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      CameraViewResult& view = views[i];
      if (view.in_view.empty()) continue;
      if (!mapped.contains(view.viewpoint)) {
        view.obstacles = MappedObstacles::none;
      } else if (!mapped.contains_outline(view.in_view)) {
        view.obstacles = MappedObstacles::part;
      }
    }
  });
}

}  // namespace

void describe(CameraViewOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration(
      {"cameras", "Cameras", "which cameras are asked about; one without a status counts as in service"},
      kCameraChoices, options.cameras);
  visitor.optional_metres({"assumed-range", "Range where not known (m)",
                           "taken for cameras without a range; left empty, their view is not known"},
                          kRanges, options.assumed_range);
  visitor.enumeration({"unknown-bearing", "Bearing where not known", "what becomes of views without a bearing"},
                      kBearingChoices, options.unknown_bearing);
  visitor.optional_degrees({"assumed-field-of-view", "Field of view where not known (°)",
                            "taken for views with a bearing and no field of view; left empty, they are not known"},
                           kFieldsOfView, options.assumed_field_of_view);
  visitor.optional_metres({"assumed-sensor-width", "Sensor width (m)",
                           "turns a focal length into a field of view: 0.0048 for a 1/3 inch sensor"},
                          kSensors, options.assumed_sensor_width);
  visitor.enumeration({"occlusion", "Hidden behind", "what hides the ground behind it"}, kOcclusionChoices,
                      options.occlusion);
  visitor.optional_metres({"assumed-mounting-height", "Mounting height where not known (m)",
                           "taken for cameras without one; left empty, they do not see over any building"},
                          kHeights, options.assumed_mounting_height);
  visitor.optional_metres({"assumed-building-height", "Building height where not known (m)",
                           "taken for buildings without one; left empty, no camera sees over them"},
                          kHeights, options.assumed_building_height);
  visitor.metres({"target-height", "Target height (m)", "above the ground, of what should be seen: a face"},
                 {0.0, 20.0}, options.target_height);
}

core::Result<CameraViewResult> camera_view(const CameraScene& scene, std::size_t row,
                                           const CameraViewOptions& options) {
  assert(row < scene.cameras.size());
  const borough::Camera& camera = scene.cameras[row];
  CameraViewResult result;
  result.camera = row;
  result.viewpoint = camera.position;
  if (const auto why = why_left_out(camera, options.cameras)) return without_view(result, ViewStatus::left_out, *why);
  if (!(std::abs(camera.position.x) <= 8e6 && std::abs(camera.position.y) <= 8e6)) {
    return without_view(result, ViewStatus::not_known, "position not known");
  }
  Notes notes;
  const auto sectors = sectors_of(camera, options, notes);
  if (sectors.empty()) return without_view(result, ViewStatus::not_known, notes.reason);
  const auto range = range_of(camera, options, notes);
  if (!range) return without_view(result, ViewStatus::not_known, notes.reason);

  const bool hide = options.occlusion == Occlusion::buildings && scene.buildings.size() > 0;
  const BuildingIndex& buildings = hide ? scene.buildings : no_buildings();
  const auto stand = free_standpoint(camera.position, buildings);
  if (!stand) return without_view(result, ViewStatus::not_known, "inside a building without a free wall");
  result.viewpoint = stand->position;
  result.moved_to_wall = stand->moved;
  Sight sight;
  sight.viewpoint = stand->position;
  sight.range = *range;
  if (hide) {
    set_heights(sight, camera, options, notes);
    note_buildings(sight, buildings, notes);
  }
  result.assumed = std::move(notes.assumed);
  result.at_least = std::move(notes.at_least);
  result.status = result.assumed.empty() ? ViewStatus::known : ViewStatus::assumed;
  if (const core::Status done = look(result, sectors, sight, buildings); !done) {
    return done.error().within(fmt::format("the view of camera {} of the register", row + 1));
  }
  return result;
}

core::Result<CameraViewSet> camera_views(const CameraScene& scene, const CameraViewOptions& options,
                                         const jobs::Progress& progress) {
  if (const core::Status good = check(options); !good) return good.error();
  CameraViewSet set;
  set.views.resize(scene.cameras.size());
  core::Status done = jobs::parallel_for(
      set.views.size(), 1, progress.part(0.0, 0.95, "Views"), [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
          auto view = camera_view(scene, row, options);
          if (!view) {  // one odd building must not take the other cameras' views away
            CameraViewResult failed;
            failed.camera = row;
            failed.viewpoint = scene.cameras[row].position;
            view = without_view(std::move(failed), ViewStatus::not_known,
                                "could not be worked out: " + view.error().message);
          }
          set.views[row] = *std::move(view);
        }
      });
  if (!done) return done.error();
  if (options.occlusion == Occlusion::buildings && scene.buildings.size() > 0) {
    done = judge_obstacles(set.views, scene.buildings, progress.part(0.95, 1.0, "Views"));
    if (!done) return done.error();
  }
  for (const CameraViewResult& view : set.views) {
    set.known += view.status == ViewStatus::known ? 1 : 0;
    set.assumed += view.status == ViewStatus::assumed ? 1 : 0;
    set.not_known += view.status == ViewStatus::not_known ? 1 : 0;
    set.left_out += view.status == ViewStatus::left_out ? 1 : 0;
    set.moved_to_wall += view.moved_to_wall ? 1 : 0;
    set.at_least += view.at_least.empty() ? 0 : 1;
    set.outside_buildings += view.obstacles == MappedObstacles::none ? 1 : 0;
    set.reaching_beyond += view.obstacles == MappedObstacles::part ? 1 : 0;
  }
  std::vector<std::size_t> all(set.views.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  set.assumptions = assumptions_of(set, scene.cameras, all);
  return set;
}

}  // namespace wardscope::analysis
