// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/differencing.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/point_sharing.hpp"
#include "catalog/camera_tables.hpp"
#include "catalog/coverage_layers.hpp"
#include "catalog/hidden_areas.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/view_options.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

/// What the answer on coverage rests on. Borrows everything.
struct CoverageBasis {
  const analysis::CameraViewSet& views;
  const analysis::PointSharing& sharing;
  const borough::IncidentTable& incidents;
  const ops::CountedIncidents& counted;
};

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
  const analysis::ProfileNumber share =
      control.share(coverage.in_view_incidents, coverage.incidents, basis.counted.sensitivity);
  result.sentences.push_back(
      fmt::format("{} of {} were recorded in view of at least one camera; cameras see {} km² of ground.",
                  share.value ? percent(*share.value) : std::string("A share too small to be said"), incidents,
                  core::fixed(coverage.in_view_km2, 3)));
  if (!basis.sharing.street_level()) {
    result.sentences.push_back(shared_point_words(basis.sharing) +
                               perhaps_in_view_words({coverage.in_view_incidents, coverage.perhaps_in_view,
                                                      coverage.incidents, basis.counted.sensitivity},
                                                     basis.sharing));
  }
  if (basis.views.not_known > 0) {
    result.sentences.push_back(
        fmt::format("The view of {} of {} cameras is not known and counts as seeing nothing: they may see more.",
                    basis.views.not_known, basis.views.views.size()));
  }
  const std::int64_t beyond = basis.views.outside_buildings + basis.views.reaching_beyond;
  const analysis::ProfileNumber bounded =
      control.share(coverage.in_bounded_view, coverage.incidents, basis.counted.sensitivity);
  if (beyond > 0) {
    result.sentences.push_back(fmt::format(
        "{} of the cameras stand outside the ground for which there are buildings, or their view reaches beyond it: "
        "what they see is an "
        "upper bound.{}",
        beyond,
        bounded.value ? fmt::format(" The others alone have {} in view.", percent(*bounded.value)) : std::string()));
  }
}

void add_same_place_sentence(const analysis::Coverage& coverage, const borough::CameraRegister& cameras,
                             ops::OperationResult& result) {
  if (coverage.same_place.empty()) return;
  constexpr std::size_t kNamed = 12;
  std::string words;
  for (std::size_t i = 0; i < std::min(kNamed, coverage.same_place.size()); ++i) {
    const analysis::CamerasAtOnePlace& group = coverage.same_place[i];
    words += fmt::format("{}{} ({} m apart)", words.empty() ? "" : "; ", camera_references(group.cameras, cameras),
                         core::fixed(group.apart, 1));
  }
  if (coverage.same_place.size() > kNamed) words += fmt::format("; and {} more", coverage.same_place.size() - kNamed);
  result.sentences.push_back(
      fmt::format("At {} place{} cameras stand so near to each other that they may be one, listed twice: {}. Each of "
                  "them seems to add little while "
                  "the other is there; the column 'Seen by these alone' says what would be lost without all of them.",
                  coverage.same_place.size(), coverage.same_place.size() == 1 ? "" : "s", words));
}

struct CoverageQuestion {
  borough::IncidentFilter filter;
  analysis::CameraViewOptions views;
  analysis::CoverageOptions coverage;
  core::Metres cell{0.0};  ///< of the layer of cameras per place; 0: automatic
};

void describe(CoverageQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.filter, visitor);
  describe(question.views, visitor);
  describe(question.coverage, visitor);
  visitor.metres({"cell", "Cell (m)", "Side of a cell of the layer of cameras per place; 0: 5 m, or as small as fits"},
                 {0.0, 1000.0}, question.cell);
}

/// What a coverage is computed from and what came out. Borrows everything.
struct CoverageAnswer {
  const CoverageQuestion& question;
  const CoverageBasis& basis;
  const analysis::Coverage& coverage;
  const AllTypes& all;
};

/// The tables by ward and by neighbourhood.
core::Status add_area_layers(const CoverageAnswer& answer, const ops::OperationContext& context,
                             ops::OperationResult& result) {
  constexpr const char* kStyle = "choropleth:in_view_percent";
  const auto add = [&](borough::AreaKind kind, const std::vector<analysis::AreaCoverage>& areas,
                       ops::ResultLayer layer) -> core::Status {
    const auto set = borough::areas_of(context.dataset, kind);
    if (!set) return {};
    const double begin = kind == borough::AreaKind::ward ? 0.0 : 0.5;
    auto hidden = hidden_areas({answer.basis.incidents, *set, answer.question.filter, answer.all},
                               context.progress.part(begin, begin + 0.5, "Small counts"));
    if (!hidden) return hidden.error();
    layer.data = core::make_snapshot(area_table(areas, *set, answer.basis));
    layer.counted = answer.basis.counted;
    layer.counted.filter = analysis::with_period(answer.question.filter, answer.basis.incidents);
    layer.counted.area_set = set->name;
    layer.counted.hidden = *std::move(hidden);
    result.layers.push_back(std::move(layer));
    return {};
  };
  auto wards = add(borough::AreaKind::ward, answer.coverage.wards,
                   {"coverage-by-ward", "Incidents in view by ward", kStyle, "", {}});
  if (!wards) return wards;
  return add(borough::AreaKind::neighbourhood, answer.coverage.neighbourhoods,
             {"coverage-by-neighbourhood", "Incidents in view by targeted neighbourhood", kStyle, "", {}});
}

/// The table by type, the ground in view, and the cameras that see each place. Nothing where no view is known.
core::Status add_view_layers(const CoverageAnswer& answer, const ops::OperationContext& context,
                             ops::OperationResult& result) {
  if (!answer.basis.views.any_view()) return {};
  std::vector<bool> hidden;
  if (const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward)) {
    auto types = hidden_types({answer.basis.incidents, *wards, answer.question.filter, answer.all},
                              context.progress.part(0.0, 0.5, "Small counts"));
    if (!types) return types.error();
    hidden = std::move(types).value();
  }
  result.layers.push_back(types_in_view({answer.coverage, answer.basis.incidents, std::move(hidden)}));
  if (std::string words = types_in_words(result.layers.back()); !words.empty())
    result.sentences.push_back(std::move(words));
  result.layers.push_back(ground_in_view(answer.coverage, answer.basis.views));
  auto cameras = cameras_per_place(answer.basis.views, answer.question.cell,
                                   context.progress.part(0.5, 1.0, "Counting cameras per place"));
  if (!cameras) return cameras.error();
  result.layers.push_back(std::move(cameras->layer));
  result.sentences.push_back(
      fmt::format("Two cameras or more see {} km² of that ground.", core::fixed(cameras->seen_by_two_km2, 3)));
  return {};
}

core::Result<ops::OperationResult> run_coverage(const CoverageQuestion& question,
                                                const ops::OperationContext& context) {
  const auto selection = selected_incidents(context.dataset, question.filter, context.diagnostics);
  if (!selection) return selection.error();
  const auto part = [&](double from, double to, std::string_view stage) {
    return ops::OperationContext{context.dataset, context.workspace, context.progress.part(from, to, stage),
                                 context.diagnostics};
  };
  const auto views = views_of_cameras(question.views, part(0.0, 0.4, "Camera views"));
  if (!views) return views.error();
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(context.dataset, borough::AreaKind::neighbourhood);
  const auto sharing = analysis::point_sharing(*context.dataset.incidents, context.progress.part(0.4, 0.45));
  if (!sharing) return sharing.error();
  const borough::CameraRegister& cameras = *context.dataset.cameras;
  const borough::IncidentTable& incidents = *context.dataset.incidents;
  const analysis::CoverageInput input{*views,   incidents,          selection->rows, wards.get(), neighbourhoods.get(),
                                      &cameras, sharing->moved_by()};
  const auto coverage =
      analysis::coverage(input, question.coverage, context.progress.part(0.45, 0.65, "Incidents in view"));
  if (!coverage) return coverage.error();
  const auto all = all_types_seen({input, question.coverage, question.filter, *coverage},
                                  context.progress.part(0.65, 0.75, "Small counts"));
  if (!all) return all.error();
  const ops::CountedIncidents counted{analysis::sensitivity_of_rows(incidents, selection->rows), {}, question.filter};
  const CoverageBasis basis{*views, *sharing, incidents, counted};
  const CoverageAnswer answer{question, basis, *coverage, *all};
  ops::OperationResult result;
  add_share_sentences(*coverage, basis, result);
  result.layers.push_back({"views",
                           "What cameras see",
                           "view",
                           "",
                           core::make_snapshot(view_table(cameras, *views, &*coverage)),
                           {counted.sensitivity}});
  if (auto added = add_area_layers(answer, part(0.75, 0.85, ""), result); !added) return added.error();
  if (auto added = add_view_layers(answer, part(0.85, 1.0, ""), result); !added) return added.error();
  if (views->any_view()) add_same_place_sentence(*coverage, cameras, result);
  ops::say(result, {"", view_certainty(*views),
                    "in view means that it could have been seen from there, not that it was recorded or noticed; nor "
                    "does a low share say that a camera is needed.",
                    "an incident counts once where its place lies in the ground in view of at least one camera. "
                    "The ground in view: " +
                        view_methods(question.views, *views)});
  return result;
}

}  // namespace

void register_coverage(ops::OperationRegistry& registry) {
  registry.add<CoverageQuestion>(
      {.name = "coverage",
       .title = "Camera coverage",
       .summary = "Which incidents were recorded in view of a camera? By ward, neighbourhood, type and camera; "
                  "the ground in view, and by how many cameras",
       .method = "Counts each incident that lies in the ground in view of at least one camera (see camera-view), how "
                 "many cameras had it in view, "
                 "and for each camera what it alone sees. An incident on the outline of a view counts as in view. "
                 "Where incidents stand on "
                 "shared points (10 % or more of them on points that 20 or more share), the share is also given for "
                 "incidents as near to a view "
                 "as the usual distance between two neighbouring points. Cameras within 5 m of each other in one "
                 "register, or 12 m in two, may "
                 "be one: they are listed, with what they see together and no other. The layer of cameras per place "
                 "counts the "
                 "cameras that see the centre of each cell, the ground in view is the union of all views; in the table "
                 "by type each type has the threshold of its own class.",
       .group = ops::kCameraGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::cameras | borough::Part::buildings,
       .example =
           "coverage saltmere.sqlite --assumed-range 60 --output cameras.tif --output coverage-by-type=types.csv",
       .positional = ""},
      run_coverage);
}

}  // namespace wardscope::catalog
