// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "analysis/coverage_gaps.hpp"
#include "catalog/hotspot_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/renamed_visitor.hpp"
#include "catalog/view_options.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

struct GapQuestion {
  HotspotQuestion hotspots;
  analysis::CameraViewOptions views;
  analysis::CoverageGapOptions gaps;
};

void describe(GapQuestion& question, core::ParameterVisitor& visitor) {
  describe(question.hotspots, visitor);
  describe(question.views, visitor);
  RenamedVisitor renamed(visitor, {"smallest-area", "smallest-gap", "Smallest gap (km²)"});
  describe(question.gaps, renamed);
}

std::string camera_words(const std::optional<analysis::NearestCamera>& camera) {
  if (!camera) return {};
  const std::string name = camera->name.empty() ? camera->reference : fmt::format("{} {}", camera->reference, camera->name);
  return camera->view_known ? name : name + " (its view is not known)";
}

table::FeatureTable gap_table(const analysis::CoverageGapSet& set) {
  using table::ColumnType;
  table::FeatureTable features({{"rank", "Rank", "", ColumnType::integer, false},
                                {"neighbourhood", "Neighbourhood", "", ColumnType::text, false},
                                {"ward", "Ward", "", ColumnType::text, false},
                                {"incidents", "Incidents out of view", "", ColumnType::integer, true},
                                {"area_m2", "Area", "m²", ColumnType::number, false},
                                {"nearest_camera", "Nearest camera", "", ColumnType::text, false},
                                {"nearest_m", "Distance", "m", ColumnType::number, false},
                                {"main_type", "Main type", "", ColumnType::text, false},
                                {"hotspots", "Hotspot ranks", "", ColumnType::text, false},
                                {"cameras_not_known", "Cameras here, view not known", "", ColumnType::integer, false}});
  for (const analysis::CoverageGap& gap : set.gaps) {
    std::string ranks;
    for (const int rank : gap.hotspots) ranks += ranks.empty() ? std::to_string(rank) : ", " + std::to_string(rank);
    table::Value metres;
    if (gap.nearest_camera) metres = gap.nearest_camera->metres;
    features.add_row({static_cast<std::int64_t>(gap.rank), joined_names(gap.neighbourhoods), joined_names(gap.wards), gap.incidents,
                      gap.area_km2 * 1e6, camera_words(gap.nearest_camera), metres, gap.main_type, ranks, gap.cameras_not_known},
                     gap.shape);
  }
  return features;
}

void add_sentences(const analysis::CoverageGapSet& set, ops::OperationResult& result) {
  if (set.gaps.empty()) {
    result.sentences.emplace_back("No gap is left: every piece of the ground looked at is in view, or holds too few incidents.");
    return;
  }
  const double share = set.incidents > 0 ? static_cast<double>(set.in_gaps) / static_cast<double>(set.incidents) : 0.0;
  result.sentences.push_back(fmt::format("{} gaps of {} km² hold {} of the {} incidents on the ground looked at ({}), out of every known view.",
                                         set.gaps.size(), core::fixed(set.gaps_km2, 3), core::with_thousands(set.in_gaps),
                                         core::with_thousands(set.incidents), percent(share)));
  const analysis::CoverageGap& first = set.gaps.front();
  std::string where = first.neighbourhoods.empty() ? joined_names(first.wards) : joined_names(first.neighbourhoods);
  std::string camera;
  if (first.nearest_camera) {
    camera = fmt::format(", {} m from camera {}", core::fixed(first.nearest_camera->metres, 0), camera_words(first.nearest_camera));
  }
  result.sentences.push_back(fmt::format("The first, in {}, holds {} incidents on {} m²{}.", where, core::with_thousands(first.incidents),
                                         core::fixed(first.area_km2 * 1e6, 0), camera));
  result.sentences.emplace_back("A gap is where to go and look: it is not proof that a camera is needed there.");
}

core::Result<ops::OperationResult> run_gaps(const GapQuestion& question, const ops::OperationContext& context) {
  const auto part = [&](double from, double to, std::string_view stage) {
    return ops::OperationContext{context.dataset, context.workspace, context.progress.part(from, to, stage), context.diagnostics};
  };
  const auto hotspots = incident_hotspots(question.hotspots, part(0.0, 0.4, "Hotspots"));
  if (!hotspots) return hotspots.error();
  const auto views = views_of_cameras(question.views, part(0.4, 0.7, "Camera views"));
  if (!views) return views.error();
  std::vector<analysis::HotspotGround> ground;
  for (const analysis::Hotspot& hotspot : hotspots->found.hotspots) ground.push_back({hotspot.rank, hotspot.shape});
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(context.dataset, borough::AreaKind::neighbourhood);
  const borough::BuildingSet none;
  const analysis::BuildingIndex buildings(context.dataset.buildings ? *context.dataset.buildings : none);
  analysis::CoverageGapOptions options = question.gaps;
  if (!neighbourhoods && options.ground == analysis::GapGround::targeted_hotspots) {
    options.ground = analysis::GapGround::hotspots;
    context.diagnostics.note("no-neighbourhoods", "the workspace has no targeted neighbourhoods: gaps are looked for in all hotspots");
  }
  const auto gaps = analysis::coverage_gaps({*views, *context.dataset.cameras, *context.dataset.incidents, hotspots->density.selection.rows,
                                             ground, neighbourhoods.get(), wards.get(), &buildings, nullptr},
                                            options, context.progress.part(0.7, 1.0, "Gaps"));
  if (!gaps) return gaps.error();
  ops::OperationResult result;
  add_sentences(*gaps, result);
  result.layers.push_back({"gaps", "Coverage gaps", "gap", "", core::make_snapshot(gap_table(*gaps))});
  return result;
}

}  // namespace

void register_coverage_gaps(ops::OperationRegistry& registry) {
  registry.add<GapQuestion>(
      {.name = "coverage-gaps",
       .title = "Coverage gaps",
       .summary = "Where do incidents concentrate out of every camera's view? Ranked, in targeted neighbourhoods",
       .method = "Gap ground = hotspot ground, clipped to the targeted neighbourhoods, minus the union of all known camera views, minus "
                 "roofs, cut into contiguous pieces and ranked by the incidents that they hold. A camera whose view is not known sees nothing "
                 "here; how many such stand in a gap is listed.",
       .group = "Analysis",
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::cameras | borough::Part::buildings,
       .example = "coverage-gaps saltmere.sqlite --assumed-range 60 --output gaps.csv",
       .positional = ""},
      run_gaps);
}

}  // namespace wardscope::catalog
