// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/point_sharing.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_options.hpp"
#include "catalog/view_words.hpp"
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

namespace {

std::string_view status_word(analysis::ViewStatus status) {
  switch (status) {
    case analysis::ViewStatus::known:
      return "known";
    case analysis::ViewStatus::assumed:
      return "assumed";
    case analysis::ViewStatus::not_known:
      return "not known";
    case analysis::ViewStatus::left_out:
      return "left out";
  }
  return "";
}

std::string clauses(const analysis::CameraViewResult& view) {
  std::string text = view.reason;
  for (const std::string& clause : view.assumed) text += (text.empty() ? "assumed: " : "; assumed: ") + clause;
  for (const std::string& clause : view.at_least) text += (text.empty() ? "at least: " : "; at least: ") + clause;
  return text;
}

std::string_view bound_words(const analysis::CameraViewResult& view) {
  switch (view.obstacles) {
    case analysis::MappedObstacles::all:
      return "";
    case analysis::MappedObstacles::part:
      return "reaches beyond the ground with buildings";
    case analysis::MappedObstacles::none:
      return "stands outside the ground with buildings";
  }
  return "";
}

/// "SB066, EUD/050".
std::string references(const std::vector<std::size_t>& rows, const borough::CameraRegister& cameras,
                       std::optional<std::size_t> but = {}) {
  std::string text;
  for (const std::size_t row : rows) {
    if (row == but) continue;
    const std::string& reference = cameras[row].reference.empty() ? cameras[row].name : cameras[row].reference;
    text += text.empty() ? reference : ", " + reference;
  }
  return text;
}

struct Neighbours {
  std::string references;
  table::Value only_here;  ///< incidents that these and the camera alone see together
};

Neighbours neighbours_of(std::size_t camera, const borough::CameraRegister& cameras,
                         const analysis::Coverage* coverage) {
  if (coverage == nullptr) return {};
  for (const analysis::CamerasAtOnePlace& group : coverage->same_place) {
    if (std::find(group.cameras.begin(), group.cameras.end(), camera) == group.cameras.end()) continue;
    return {references(group.cameras, cameras, camera), group.only_here};
  }
  return {};
}

/// What the answer on coverage rests on. Borrows everything.
struct CoverageBasis {
  const analysis::CameraViewSet& views;
  const analysis::PointSharing& sharing;
  const borough::IncidentTable& incidents;
  const ops::CountedIncidents& counted;
};

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
                                {"upper_bound", "In view at most, because it", "", ColumnType::text, false},
                                {"same_place", "Stands where another does", "", ColumnType::text, false},
                                {"only_here_together", "Seen by these alone", "", ColumnType::integer, true},
                                {"register", "Register", "", ColumnType::text, false},
                                {"described", "As registered", "", ColumnType::text, false},
                                {"remark", "Assumed or missing", "", ColumnType::text, false},
                                {"moved_m", "Moved to wall", "m", ColumnType::number, false}});
  for (const analysis::CameraViewResult& view : views.views) {
    const borough::Camera& camera = cameras[view.camera];
    table::Value visible;
    // Without buildings round it nothing is known of what they hide.
    if (view.unobstructed_km2 > 0.0 && view.obstacles != analysis::MappedObstacles::none)
      visible = view.area_km2 / view.unobstructed_km2 * 100.0;
    table::Value incidents;
    table::Value only_here;
    if (coverage != nullptr && !view.in_view.empty()) {
      incidents = coverage->cameras[view.camera].incidents;
      only_here = coverage->cameras[view.camera].only_here;
    }
    const Neighbours together = neighbours_of(view.camera, cameras, coverage);
    table::Value moved;
    if (view.moved_to_wall) moved = view.moved_to_wall->value();
    geo::Geometry shape;
    if (!view.in_view.empty()) shape = view.in_view;
    table::Value area;
    if (!view.in_view.empty()) area = view.area_km2 * 1e6;
    features.add_row({camera.reference, camera.name, std::string(status_word(view.status)), area, visible, incidents,
                      only_here, std::string(bound_words(view)), together.references, together.only_here,
                      camera.register_name, analysis::describe_in_words(camera), clauses(view), moved},
                     std::move(shape));
  }
  return features;
}

/// Where no view is known, what is in view is not known: empty, not 0.
table::FeatureTable area_table(const std::vector<analysis::AreaCoverage>& areas, const borough::AreaSet& set,
                               const CoverageBasis& basis) {
  using table::ColumnType;
  table::FeatureTable features(
      {{"name", "Area", "", ColumnType::text, false},
       {"cameras", "Cameras", "", ColumnType::integer, false},
       {"incidents", "Incidents", "", ColumnType::integer, true},
       {"in_view", "In view", "", ColumnType::integer, true},
       {"in_view_percent", "Share in view", "%", ColumnType::number, false},
       {"perhaps_in_view_percent", "Share in view or as near as points were moved", "%", ColumnType::number, false},
       {"ground_in_view_percent", "Ground in view", "%", ColumnType::number, false},
       {"code", "Code", "", ColumnType::text, false}});
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const analysis::AreaCoverage& area = areas[i];
    table::Value in_view;
    table::Value share;
    table::Value at_most;
    table::Value ground;
    if (basis.views.any_view()) {
      in_view = area.in_view;
      if (area.incidents > 0) share = area.in_view_share * 100.0;
      if (area.incidents > 0 && !basis.sharing.street_level()) {
        at_most = static_cast<double>(area.perhaps_in_view) / static_cast<double>(area.incidents) * 100.0;
      }
      if (area.area_km2 > 0.0) ground = area.in_view_km2 / area.area_km2 * 100.0;
    }
    features.add_row({area.name, area.cameras, area.incidents, in_view, share, at_most, ground, area.code},
                     set.areas[i].shape);
  }
  return features;
}

borough::Sensitivity sensitivity_of(const std::string& type, const borough::IncidentTable& incidents) {
  for (const borough::IncidentCategory& category : incidents.categories) {
    if (category.name == type) return analysis::sensitivity_of(category);
  }
  return analysis::sensitivity_of_type(type);
}

void add_type_sentence(const analysis::Coverage& coverage, const borough::IncidentTable& incidents,
                       ops::OperationResult& result) {
  std::string words;
  constexpr std::size_t kNamed = 4;
  const analysis::DisclosureControl control;
  for (std::size_t i = 0; i < std::min(kNamed, coverage.types.size()); ++i) {
    const analysis::TypeCoverage& type = coverage.types[i];
    const analysis::ProfileNumber share = control.share(type.in_view, type.incidents, sensitivity_of(type.type, incidents));
    if (share.value) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", type.type, percent(*share.value));
  }
  if (!words.empty()) result.sentences.push_back("Share in view by type: " + words + ".");
}

void add_share_sentences(const analysis::Coverage& coverage, const CoverageBasis& basis, ops::OperationResult& result) {
  const std::string incidents = incidents_in_words(coverage.incidents, basis.counted.filter, basis.counted.sensitivity);
  if (!basis.views.any_view()) {
    result.sentences.push_back(
        fmt::format("How many of {} were recorded in view of a camera is not known: the register says of none of its "
                    "{} cameras what it sees. State an "
                    "assumption (--assumed-range, --unknown-bearing and others), or complete the register.",
                    incidents, basis.views.views.size()));
    return;
  }
  const analysis::DisclosureControl control;
  const analysis::ProfileNumber share = control.share(coverage.in_view_incidents, coverage.incidents, basis.counted.sensitivity);
  result.sentences.push_back(
      fmt::format("{} of {} were recorded in view of at least one camera; cameras see {} km² of ground.",
                  share.value ? percent(*share.value) : std::string("A share too small to be said"), incidents,
                  core::fixed(coverage.in_view_km2, 3)));
  if (!basis.sharing.street_level()) {
    result.sentences.push_back(
        shared_point_words(basis.sharing) +
        perhaps_in_view_words({coverage.in_view_incidents, coverage.perhaps_in_view, coverage.incidents, basis.counted.sensitivity},
                              basis.sharing));
  }
  if (basis.views.not_known > 0) {
    result.sentences.push_back(
        fmt::format("The view of {} of {} cameras is not known and counts as seeing nothing: they may see more.",
                    basis.views.not_known, basis.views.views.size()));
  }
  const std::int64_t beyond = basis.views.outside_buildings + basis.views.reaching_beyond;
  const analysis::ProfileNumber bounded = control.share(coverage.in_bounded_view, coverage.incidents, basis.counted.sensitivity);
  if (beyond > 0) {
    result.sentences.push_back(fmt::format(
        "{} of the cameras stand outside the ground for which there are buildings, or their view reaches beyond it: "
        "what they see is an "
        "upper bound.{}",
        beyond,
        bounded.value ? fmt::format(" The others alone have {} in view.", percent(*bounded.value)) : std::string()));
  }
  add_type_sentence(coverage, basis.incidents, result);
}

void add_same_place_sentence(const analysis::Coverage& coverage, const borough::CameraRegister& cameras,
                             ops::OperationResult& result) {
  if (coverage.same_place.empty()) return;
  constexpr std::size_t kNamed = 12;
  std::string words;
  for (std::size_t i = 0; i < std::min(kNamed, coverage.same_place.size()); ++i) {
    const analysis::CamerasAtOnePlace& group = coverage.same_place[i];
    words += fmt::format("{}{} ({} m apart)", words.empty() ? "" : "; ", references(group.cameras, cameras),
                         core::fixed(group.apart, 1));
  }
  if (coverage.same_place.size() > kNamed) words += fmt::format("; and {} more", coverage.same_place.size() - kNamed);
  result.sentences.push_back(
      fmt::format("At {} place{} cameras stand so near to each other that they may be one, listed twice: {}. Each of "
                  "them seems to add little while "
                  "the other is there; the column 'Seen by these alone' says what would be lost without all of them.",
                  coverage.same_place.size(), coverage.same_place.size() == 1 ? "" : "s", words));
}

// camera-view
// -----------------------------------------------------------------------------------------------------------

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
  result.layers.push_back({"views", "What cameras see", "view", "",
                           core::make_snapshot(view_table(*context.dataset.cameras, *views, nullptr))});
  return result;
}

// coverage
// --------------------------------------------------------------------------------------------------------------

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

core::Result<ops::OperationResult> run_coverage(const CoverageQuestion& question,
                                                const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const ops::OperationContext view_context{context.dataset, context.workspace,
                                           context.progress.part(0.0, 0.5, "Camera views"), context.diagnostics};
  const auto views = views_of_cameras(question.views, view_context);
  if (!views) return views.error();
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(context.dataset, borough::AreaKind::neighbourhood);
  const auto sharing = analysis::point_sharing(*context.dataset.incidents, context.progress);
  if (!sharing) return sharing.error();
  const borough::CameraRegister& cameras = *context.dataset.cameras;
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const analysis::CoverageInput input{*views, incidents, selection->rows, wards.get(), neighbourhoods.get(), &cameras, sharing->moved_by()};
  const auto coverage = analysis::coverage(input, question.coverage, context.progress.part(0.5, 0.8, "Incidents in view"));
  if (!coverage) return coverage.error();
  const auto all = all_types_seen({input, question.coverage, question.filter, *coverage}, context.progress.part(0.8, 1.0, "Small counts"));
  if (!all) return all.error();
  ops::CountedIncidents counted{analysis::sensitivity_of_rows(incidents, selection->rows), {}, question.filter};
  const CoverageBasis basis{*views, *sharing, incidents, counted};
  ops::OperationResult result;
  add_share_sentences(*coverage, basis, result);
  if (views->any_view()) add_same_place_sentence(*coverage, cameras, result);
  result.sentences.push_back(
      "In view means that it could have been seen from there, not that it was recorded or noticed.");
  result.layers.push_back(
      {"views", "What cameras see", "view", "", core::make_snapshot(view_table(cameras, *views, &*coverage)), {counted.sensitivity}});
  counted.filter = analysis::with_period(question.filter, incidents);
  const auto add = [&](const borough::AreaSet& set, const std::vector<analysis::AreaCoverage>& areas, ops::ResultLayer layer) -> core::Status {
    auto hidden = hidden_areas({incidents, set, question.filter, *all}, context.progress);
    if (!hidden) return hidden.error();
    layer.data = core::make_snapshot(area_table(areas, set, basis));
    layer.counted = counted;
    layer.counted.area_set = set.name;
    layer.counted.hidden = *std::move(hidden);
    result.layers.push_back(std::move(layer));
    return {};
  };
  constexpr const char* kStyle = "choropleth:in_view_percent";
  if (wards) {
    if (auto added = add(*wards, coverage->wards, {"coverage-by-ward", "Incidents in view by ward", kStyle, "", {}}); !added) return added.error();
  }
  if (neighbourhoods) {
    const ops::ResultLayer layer{"coverage-by-neighbourhood", "Incidents in view by targeted neighbourhood", kStyle, "", {}};
    if (auto added = add(*neighbourhoods, coverage->neighbourhoods, layer); !added) return added.error();
  }
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
                 "and for each camera what it alone sees. An incident on the outline of a view counts as in view. "
                 "Where incidents stand on "
                 "shared points (10 % or more of them on points that 20 or more share), the share is also given for "
                 "incidents as near to a view "
                 "as the usual distance between two neighbouring points. Cameras within 5 m of each other in one "
                 "register, or 12 m in two, may "
                 "be one: they are listed, with what they see together and no other.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::cameras | borough::Part::buildings,
       .example = "coverage saltmere.sqlite --weekday friday --weekday saturday --first-hour 20 --last-hour 3",
       .positional = ""},
      run_coverage);
}

}  // namespace wardscope::catalog
