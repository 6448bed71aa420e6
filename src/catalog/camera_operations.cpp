// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "catalog/camera_tables.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_options.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {

core::Result<analysis::CameraViewSet> views_of_cameras(const analysis::CameraViewOptions& options,
                                                       const ops::OperationContext& context) {
  if (!context.dataset.cameras || context.dataset.cameras->empty()) {
    return core::not_found("the workspace has no cameras; import a register with 'wardscope import'");
  }
  const borough::BuildingSet none;
  const bool has_buildings = context.dataset.buildings.has_value() && !context.dataset.buildings->empty();
  if (!has_buildings && options.occlusion == analysis::Occlusion::buildings) {
    context.diagnostics.note("no-buildings",
                             "the workspace has no buildings: nothing hides anything, so every view is as "
                             "large as it can be; import building footprints to see what cameras really see");
  }
  const analysis::BuildingIndex buildings(has_buildings ? *context.dataset.buildings : none);
  auto views = analysis::camera_views({*context.dataset.cameras, buildings}, options, context.progress);
  if (!views) return views.error();
  for (const std::string& assumption : views->assumptions) context.diagnostics.note("assumed", assumption);
  return views;
}

std::string view_certainty(const analysis::CameraViewSet& views) {
  const std::int64_t beyond = views.outside_buildings + views.reaching_beyond;
  std::string words = fmt::format(
      "a view is as good as the register's bearing, range and position and the building footprints; {} of {} views "
      "rest on what the register says alone",
      views.known, views.known + views.assumed + views.not_known);
  if (beyond > 0) {
    words +=
        fmt::format(", and {} reach ground whose buildings are not in the file, where they are upper bounds", beyond);
  }
  return words + ".";
}

std::string view_methods(const analysis::CameraViewOptions& options, const analysis::CameraViewSet& views) {
  const bool past_buildings = options.occlusion == analysis::Occlusion::buildings;
  std::string words = fmt::format(
      "the exact visibility polygon of each camera's sector, out to its range{}, for what stands {} m above the "
      "ground.",
      past_buildings ? ", past the building footprints (angular sweep over their walls)" : ", buildings left aside",
      core::fixed(options.target_height.value(), 1));
  if (views.assumed == 0) words += " Nothing was assumed in the place of what the register does not say.";
  for (const std::string& assumption : views.assumptions) {
    if (assumption.starts_with("Assumed")) words += " " + assumption;
  }
  return words;
}

namespace {

constexpr const char* kViewLimits =
    "whether a camera works, records, is watched, or would let anyone be recognised; trees, vehicles and darkness are "
    "not in it.";

core::Result<ops::OperationResult> run_camera_view(const analysis::CameraViewOptions& options,
                                                   const ops::OperationContext& context) {
  const auto views = views_of_cameras(options, context);
  if (!views) return views.error();
  ops::OperationResult result;
  result.sentences.push_back(fmt::format(
      "{} cameras: the view of {} is known, of {} assumed, of {} not known; {} were left out by their status.",
      context.dataset.cameras->size(), views->known, views->assumed, views->not_known, views->left_out));
  if (views->at_least > 0) {
    result.sentences.push_back(
        fmt::format("Of these, {} see at least what is shown: a height or a part of the view is not known, and nothing "
                    "was assumed in its place.",
                    views->at_least));
  }
  if (views->moved_to_wall > 0) {
    result.sentences.push_back(
        fmt::format("{} stand inside a building in the register and were moved to its wall.", views->moved_to_wall));
  }
  if (views->not_known > 0) {
    result.sentences.push_back(
        "A view that is not known counts as seeing nothing. State an assumption (--assumed-range and others) to change "
        "that.");
  }
  ops::say(result, {"", view_certainty(*views), kViewLimits, view_methods(options, *views)});
  result.layers.push_back({"views", "What cameras see", "view", "",
                           core::make_snapshot(view_table(*context.dataset.cameras, *views, nullptr))});
  return result;
}

}  // namespace

void register_camera_views(ops::OperationRegistry& registry) {
  registry.add<analysis::CameraViewOptions>(
      {.name = "camera-view",
       .title = "What cameras see",
       .summary = "The exact ground in view of each camera past the buildings",
       .method = "The visibility polygon of each camera by an angular sweep over the walls in reach: the sector of its "
                 "bearing "
                 "and field of view (all round for a camera that turns), out to its range. A building hides what lies "
                 "behind it, for ever where it "
                 "is as high as the camera, otherwise up to k = (H - t)/(H - b) times the distance of its far wall. "
                 "What the register does not "
                 "say is not known unless you set an assumption here. Without a mounting height a camera sees over no "
                 "building: at least "
                 "what is shown is in view. Within 225 m of a place that has no footprint within 250 m, nobody can "
                 "tell whether buildings are "
                 "missing from the file: cameras there, and views that reach there, are upper bounds.",
       .group = ops::kCameraGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::cameras | borough::Part::buildings,
       .example = "camera-view saltmere.sqlite --assumed-range 60 --output views.gpkg",
       .positional = ""},
      run_camera_view);
}

}  // namespace wardscope::catalog
