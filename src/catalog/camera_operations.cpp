// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_options.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {

core::Result<analysis::CameraViewSet> views_of_cameras(const analysis::CameraViewOptions& options,
                                                       const ops::OperationContext& context) {
  if (!context.dataset.cameras || context.dataset.cameras->empty()) {
    return core::not_found("the workspace has no cameras; import a register with 'wardscope import'");
  }
  const borough::BuildingSet none;
  const bool has_buildings = context.dataset.buildings.has_value() && !context.dataset.buildings->empty();
  if (!has_buildings && options.occlusion == analysis::Occlusion::buildings) {
    context.diagnostics.note("no-buildings", "the workspace has no buildings: nothing hides anything, so every view is as "
                                             "large as it can be; import building footprints to see what cameras really see");
  }
  const analysis::BuildingIndex buildings(has_buildings ? *context.dataset.buildings : none);
  auto views = analysis::camera_views({*context.dataset.cameras, buildings}, options, context.progress);
  if (!views) return views.error();
  for (const std::string& assumption : views->assumptions) context.diagnostics.note("assumed", assumption);
  return views;
}

namespace {

std::string_view status_word(analysis::ViewStatus status) {
  switch (status) {
    case analysis::ViewStatus::known: return "known";
    case analysis::ViewStatus::assumed: return "assumed";
    case analysis::ViewStatus::not_known: return "not known";
    case analysis::ViewStatus::left_out: return "left out";
  }
  return "";
}

std::string clauses(const analysis::CameraViewResult& view) {
  std::string text = view.reason;
  for (const std::string& clause : view.assumed) text += text.empty() ? clause : "; " + clause;
  return text;
}

table::FeatureTable view_table(const borough::CameraRegister& cameras, const analysis::CameraViewSet& views,
                               const analysis::Coverage* coverage) {
  using table::ColumnType;
  table::FeatureTable features({{"reference", "Camera", "", ColumnType::text, false},
                                {"name", "Place", "", ColumnType::text, false},
                                {"status", "View", "", ColumnType::text, false},
                                {"area_m2", "In view", "m²", ColumnType::number, false},
                                {"visible_percent", "Not hidden by buildings", "%", ColumnType::number, false},
                                {"incidents", "Incidents in view", "", ColumnType::integer, true},
                                {"only_here", "Seen by this one alone", "", ColumnType::integer, true},
                                {"register", "Register", "", ColumnType::text, false},
                                {"described", "As registered", "", ColumnType::text, false},
                                {"remark", "Assumed or missing", "", ColumnType::text, false},
                                {"moved_m", "Moved to wall", "m", ColumnType::number, false}});
  for (const analysis::CameraViewResult& view : views.views) {
    const borough::Camera& camera = cameras[view.camera];
    table::Value visible;
    if (view.unobstructed_km2 > 0.0) visible = view.area_km2 / view.unobstructed_km2 * 100.0;
    table::Value incidents;
    table::Value only_here;
    if (coverage != nullptr && !view.in_view.empty()) {
      incidents = coverage->cameras[view.camera].incidents;
      only_here = coverage->cameras[view.camera].only_here;
    }
    table::Value moved;
    if (view.moved_to_wall) moved = view.moved_to_wall->value();
    geo::Geometry shape;
    if (!view.in_view.empty()) shape = view.in_view;
    features.add_row({camera.reference, camera.name, std::string(status_word(view.status)), view.area_km2 * 1e6, visible, incidents,
                      only_here, camera.register_name, analysis::describe_in_words(camera), clauses(view), moved},
                     std::move(shape));
  }
  return features;
}

table::FeatureTable area_table(const std::vector<analysis::AreaCoverage>& areas, const borough::AreaSet& set) {
  using table::ColumnType;
  table::FeatureTable features({{"name", "Area", "", ColumnType::text, false},
                                {"cameras", "Cameras", "", ColumnType::integer, false},
                                {"incidents", "Incidents", "", ColumnType::integer, true},
                                {"in_view", "In view", "", ColumnType::integer, true},
                                {"in_view_percent", "Share in view", "%", ColumnType::number, false},
                                {"ground_in_view_percent", "Ground in view", "%", ColumnType::number, false},
                                {"code", "Code", "", ColumnType::text, false}});
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const analysis::AreaCoverage& area = areas[i];
    table::Value share;
    if (area.incidents > 0) share = area.in_view_share * 100.0;
    features.add_row({area.name, area.cameras, area.incidents, area.in_view, share,
                      area.area_km2 > 0.0 ? area.in_view_km2 / area.area_km2 * 100.0 : 0.0, area.code},
                     set.areas[i].shape);
  }
  return features;
}

void add_type_sentence(const analysis::Coverage& coverage, ops::OperationResult& result) {
  std::string words;
  constexpr std::size_t kNamed = 4;
  for (std::size_t i = 0; i < std::min(kNamed, coverage.types.size()); ++i) {
    const analysis::TypeCoverage& type = coverage.types[i];
    const double share = type.incidents > 0 ? static_cast<double>(type.in_view) / static_cast<double>(type.incidents) : 0.0;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", type.type, percent(share));
  }
  if (!words.empty()) result.sentences.push_back("Share in view by type: " + words + ".");
}

// camera-view -----------------------------------------------------------------------------------------------------------

core::Result<ops::OperationResult> run_camera_view(const analysis::CameraViewOptions& options, const ops::OperationContext& context) {
  const auto views = views_of_cameras(options, context);
  if (!views) return views.error();
  ops::OperationResult result;
  result.sentences.push_back(fmt::format("{} cameras: the view of {} is known, of {} assumed, of {} not known; {} were left out by their status.",
                                         context.dataset.cameras->size(), views->known, views->assumed, views->not_known, views->left_out));
  if (views->moved_to_wall > 0) {
    result.sentences.push_back(fmt::format("{} stand inside a building in the register and were moved to its wall.", views->moved_to_wall));
  }
  if (views->not_known > 0) {
    result.sentences.push_back("A view that is not known counts as seeing nothing. State an assumption (--assumed-range and others) to change that.");
  }
  result.layers.push_back(
      {"views", "What cameras see", "view", "", core::make_snapshot(view_table(*context.dataset.cameras, *views, nullptr))});
  return result;
}

// coverage --------------------------------------------------------------------------------------------------------------

struct CoverageQuestion {
  borough::IncidentFilter filter;
  analysis::CameraViewOptions views;
  analysis::CoverageOptions coverage;
};

void describe(CoverageQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.views, visitor);
  describe(question.coverage, visitor);
}

core::Result<ops::OperationResult> run_coverage(const CoverageQuestion& question, const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const ops::OperationContext view_context{context.dataset, context.workspace, context.progress.part(0.0, 0.5, "Camera views"),
                                           context.diagnostics};
  const auto views = views_of_cameras(question.views, view_context);
  if (!views) return views.error();
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(context.dataset, borough::AreaKind::neighbourhood);
  const auto coverage = analysis::coverage({*views, *context.dataset.incidents, selection->rows, wards.get(), neighbourhoods.get()},
                                           question.coverage, context.progress.part(0.5, 1.0, "Incidents in view"));
  if (!coverage) return coverage.error();
  const double share = coverage->incidents > 0
                           ? static_cast<double>(coverage->in_view_incidents) / static_cast<double>(coverage->incidents)
                           : 0.0;
  ops::OperationResult result;
  result.sentences.push_back(fmt::format(
      "{} of {} were recorded in view of at least one camera; cameras see {} km² of ground.", percent(share),
      incidents_in_words(coverage->incidents, question.filter), core::fixed(coverage->in_view_km2, 3)));
  add_type_sentence(*coverage, result);
  result.sentences.push_back("In view means that it could have been seen from there, not that it was recorded or noticed.");
  result.layers.push_back(
      {"views", "What cameras see", "view", "", core::make_snapshot(view_table(*context.dataset.cameras, *views, &*coverage))});
  if (wards) {
    result.layers.push_back({"coverage-by-ward", "Incidents in view by ward", "choropleth:in_view_percent", "",
                             core::make_snapshot(area_table(coverage->wards, *wards))});
  }
  if (neighbourhoods) {
    result.layers.push_back({"coverage-by-neighbourhood", "Incidents in view by targeted neighbourhood", "choropleth:in_view_percent", "",
                             core::make_snapshot(area_table(coverage->neighbourhoods, *neighbourhoods))});
  }
  return result;
}

}  // namespace

void register_camera_views(ops::OperationRegistry& registry) {
  registry.add<analysis::CameraViewOptions>(
      {.name = "camera-view",
       .title = "What cameras see",
       .summary = "The exact ground in view of each camera past the buildings",
       .method = "The visibility polygon of each camera by an angular sweep over the walls in reach: the sector of its bearing "
                 "and field of view (all round for a camera that turns), out to its range. A building hides what lies behind it, for ever where it "
                 "is as high as the camera, otherwise up to k = (H - t)/(H - b) times the distance of its far wall. What the register does not "
                 "say is not known unless you set an assumption here.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::cameras | borough::Part::buildings,
       .example = "camera-view saltmere.sqlite --assumed-range 60 --output views.gpkg",
       .positional = ""},
      run_camera_view);
  registry.add<CoverageQuestion>(
      {.name = "coverage",
       .title = "Camera coverage",
       .summary = "Which incidents were recorded in view of a camera? By ward, neighbourhood, type and camera",
       .method = "Counts each incident that lies in the ground in view of at least one camera (see camera-view), how "
                 "many cameras had it in view, "
                 "and for each camera what it alone sees. An incident on the outline of a view counts as in view.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::cameras | borough::Part::buildings,
       .example = "coverage saltmere.sqlite --weekday friday --weekday saturday --first-hour 20 --last-hour 3",
       .positional = ""},
      run_coverage);
}

}  // namespace wardscope::catalog
