// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <cmath>

#include "analysis/coverage_gaps.hpp"
#include "analysis/disclosure.hpp"
#include "analysis/point_sharing.hpp"
#include "catalog/hotspot_options.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/place_names.hpp"
#include "catalog/renamed_visitor.hpp"
#include "catalog/told_counts.hpp"
#include "catalog/view_options.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"
#include "geo/grid_reference.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

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
  const std::string name =
      camera->name.empty() ? camera->reference : fmt::format("{} {}", camera->reference, camera->name);
  return camera->view_known ? name : name + " (its view is not known)";
}

/// "SK 3541 8712": the 10 m square.
std::string place_words(const std::optional<analysis::BusiestPlace>& place) {
  constexpr int kFigures = 8;
  return place ? geo::to_grid_reference(place->at, kFigures).value_or("") : std::string();
}

/// What the table and the sentences rest on. Borrows everything.
struct GapBasis {
  const analysis::CoverageGapSet& set;
  const analysis::PointSharing& sharing;
  const PlaceNames& names;
  borough::Sensitivity sensitivity;  ///< of counts
  borough::Sensitivity of_surface;   ///< and so of single places on it
};

table::FeatureTable gap_table(const GapBasis& basis, const DensityQuestion& question) {
  const auto& [set, sharing, names, sensitivity, of_surface] = basis;
  using table::ColumnType;
  const bool weighed = question.weighed();
  std::vector<table::Column> columns{
      {"rank", "Rank", "", ColumnType::integer, false},
      {"neighbourhood", "Neighbourhood", "", ColumnType::text, false},
      {"ward", "Ward", "", ColumnType::text, false},
      {"incidents", "Incidents out of view", "", ColumnType::integer, true},
      {"area_m2", "Area", "m²", ColumnType::number, false},
      {"busiest_place", "Busiest place", "", ColumnType::text, false},
      {"busiest_street", "Street there", "", ColumnType::text, false},
      {"busiest_incidents", "Incidents within 50 m of it", "", ColumnType::integer, false},
      {"nearest_camera", "Camera nearest to the busiest place", "", ColumnType::text, false},
      {"nearest_camera_m", "From the busiest place", "m", ColumnType::number, false},
      {"main_type", "Main type", "", ColumnType::text, false},
      {"hotspots", "Hotspot ranks", "", ColumnType::text, false},
      {"cameras_not_known", "Cameras here, view not known", "", ColumnType::integer, false}};
  if (weighed) columns.push_back({"weight", "Weight out of view", "", ColumnType::number, false});
  table::FeatureTable features(std::move(columns));
  for (const analysis::CoverageGap& gap : set.gaps) {
    std::string ranks;
    for (const int rank : gap.hotspots) ranks += ranks.empty() ? std::to_string(rank) : ", " + std::to_string(rank);
    table::Value metres;
    if (gap.nearest_camera) metres = gap.nearest_camera->metres;
    // The incidents of a large gap may be so few anywhere that the place would tell one of them.
    const bool told = gap.busiest && !analysis::DisclosureControl().is_small(gap.busiest->incidents, of_surface);
    table::Value busiest;
    if (told) busiest = gap.busiest->incidents;
    std::vector<table::Value> values{static_cast<std::int64_t>(gap.rank),
                                     joined_names(gap.neighbourhoods),
                                     joined_names(gap.wards),
                                     gap.incidents,
                                     gap.area_km2 * 1e6,
                                     told ? place_words(gap.busiest) : std::string(),
                                     told ? names.near(gap.busiest->at) : std::string(),
                                     busiest,
                                     camera_words(gap.nearest_camera),
                                     metres,
                                     gap.main_type,
                                     ranks,
                                     gap.cameras_not_known};
    if (weighed) {
      const auto weight = told_weight({gap.weight, gap.heaviest, gap.incidents}, sensitivity);
      values.emplace_back();
      if (weight) values.back() = *weight;
    }
    features.add_row(std::move(values), gap.shape);
  }
  return features;
}

/// "in view 5,903; in the gaps 26,214; …", what is too small to be said hidden with what would tell it.
void add_account(const analysis::CoverageGapSet& set, borough::Sensitivity sensitivity, ops::OperationResult& result) {
  const analysis::ProtectedTable shown =
      analysis::DisclosureControl().protect({1,
                                             4,
                                             {set.in_view, set.in_gaps, set.on_roofs, set.in_left_out},
                                             analysis::Totals::rows,
                                             std::vector<borough::Sensitivity>(4, sensitivity),
                                             sensitivity});
  const auto number = [](const analysis::ProfileNumber& count) {
    return count.value ? core::with_thousands(std::llround(*count.value)) : std::string("hidden");
  };
  const auto share = analysis::DisclosureControl().share(set.out_of_view(), set.incidents, sensitivity);
  const analysis::ProfileNumber out = analysis::DisclosureControl().count(set.out_of_view(), sensitivity);
  const bool tells_in_view = !shown.at(0, 0).value && shown.row_totals[0].value;
  std::string headline = fmt::format("{} recorded incidents lie on the ground looked at.", number(shown.row_totals[0]));
  if (out.value && !tells_in_view) {
    headline = fmt::format("{} of the {} incidents on the ground looked at{} are out of every known view.", number(out),
                           number(shown.row_totals[0]),
                           share.value ? fmt::format(" ({})", percent(*share.value)) : std::string());
  }
  result.sentences.push_back(headline);
  result.sentences.push_back(
      fmt::format("They add up: in view {}; in the {} gaps listed {}; out of view on roofs {}; out of view in slivers "
                  "and gaps left out {}; together {}.",
                  number(shown.at(0, 0)), set.gaps.size(), number(shown.at(0, 1)), number(shown.at(0, 2)),
                  number(shown.at(0, 3)), number(shown.row_totals[0])));
}

void add_first_gap(const GapBasis& basis, ops::OperationResult& result) {
  const auto& [set, sharing, names, sensitivity, of_surface] = basis;
  const analysis::CoverageGap& first = set.gaps.front();
  const std::string where =
      first.neighbourhoods.empty() ? joined_names(first.wards) : joined_names(first.neighbourhoods);
  std::string text =
      fmt::format("The first gap{} holds {} incidents on {} m²", where.empty() ? "" : ", in " + where + ",",
                  shown_count(first.incidents, sensitivity), core::fixed(first.area_km2 * 1e6, 0));
  const analysis::DisclosureControl control;
  const bool small = control.is_small(first.incidents, sensitivity);
  if (first.busiest && !small && !control.is_small(first.busiest->incidents, of_surface)) {
    const std::string street = names.near(first.busiest->at);
    text += fmt::format(". Its busiest place is about {}{}, with {} of them within {} m", place_words(first.busiest),
                        street.empty() ? "" : ", near " + street, shown_count(first.busiest->incidents, sensitivity),
                        core::fixed(analysis::kBusySurroundings.value(), 0));
    if (first.nearest_camera) {
      text += fmt::format("; from there it is {} m to the nearest camera, {}",
                          core::fixed(first.nearest_camera->metres, 0), camera_words(first.nearest_camera));
    }
  }
  result.sentences.push_back(text + ".");
}

void add_sentences(const GapBasis& basis, ops::OperationResult& result) {
  const auto& [set, sharing, names, sensitivity, of_surface] = basis;
  if (set.incidents > 0) add_account(set, sensitivity, result);
  if (set.gaps.empty()) {
    result.sentences.emplace_back(
        "No gap is left: every piece of the ground looked at is in view, or holds too few incidents.");
    return;
  }
  if (!sharing.street_level()) {
    result.sentences.push_back(
        shared_point_words(sharing) +
        perhaps_in_view_words({set.in_view, set.perhaps_in_view, set.incidents, sensitivity}, sharing));
  }
  add_first_gap(basis, result);
}

core::Result<ops::OperationResult> run_gaps(const GapQuestion& question, const ops::OperationContext& context) {
  const auto part = [&](double from, double to, std::string_view stage) {
    return ops::OperationContext{context.dataset, context.workspace, context.progress.part(from, to, stage),
                                 context.diagnostics};
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
  if (!neighbourhoods && options.neighbourhoods.empty() && options.ground == analysis::GapGround::targeted_hotspots) {
    options.ground = analysis::GapGround::hotspots;
    context.diagnostics.note("no-neighbourhoods",
                             "the workspace has no targeted neighbourhoods: gaps are looked for in all hotspots");
  }
  const auto sharing = analysis::point_sharing(*context.dataset.incidents, context.progress.part(0.7, 0.75));
  if (!sharing) return sharing.error();
  const auto gaps = analysis::coverage_gaps(
      {*views, *context.dataset.cameras, *hotspots->density.incidents, hotspots->density.selection.rows, ground,
       neighbourhoods.get(), wards.get(), &buildings, nullptr, sharing->moved_by()},
      options, context.progress.part(0.75, 1.0, "Gaps"));
  if (!gaps) return gaps.error();
  ops::OperationResult result;
  const ops::CountedIncidents counted{
      analysis::sensitivity_of_rows(*context.dataset.incidents, hotspots->density.selection.rows)};
  const PlaceNames names(context.dataset);
  const GapBasis basis{*gaps, *sharing, names, counted.sensitivity, hotspots->density.sensitivity};
  add_sentences(basis, result);
  const DensityQuestion& density = question.hotspots.density;
  if (hotspots->density.harm) result.sentences.push_back(harm_in_words(*hotspots->density.harm));
  ops::say(result,
           {"", view_certainty(*views), "a gap is where to go and look: it is not proof that a camera is needed there.",
            fmt::format("hotspot ground (the density of recorded incidents, {}, at {}), in targeted "
                        "neighbourhoods where there are any, less all known views and roofs, ranked by {}. The "
                        "ground in view: {}",
                        analysis::describe_in_words(hotspots->density.surface.options),
                        density_in_words(hotspots->found.level_per_km2, density),
                        density.weighed() ? "their weight" : "incidents", view_methods(question.views, *views))});
  result.used = used_files(hotspots->density);
  result.layers.push_back(
      {"gaps", "Coverage gaps", "gap", "", core::make_snapshot(gap_table(basis, density)), counted});
  return result;
}

}  // namespace

void register_coverage_gaps(ops::OperationRegistry& registry) {
  registry.add<GapQuestion>(
      {.name = "coverage-gaps",
       .title = "Coverage gaps",
       .summary = "Where do incidents concentrate out of every camera's view? Ranked, in targeted neighbourhoods",
       .method = "Gap ground = hotspot ground, clipped to the targeted neighbourhoods, minus the union of all known "
                 "camera views, minus "
                 "roofs, cut into contiguous pieces and ranked by the incidents that they hold, or by their weight. "
                 "Every incident on the "
                 "ground is in view, in a "
                 "gap, on a roof, or in a piece that is left out (too small, too few incidents); out of view are all "
                 "but the first. "
                 "A gap's busiest place is the 10 m square that holds incidents and has the most of them within 50 m, "
                 "named by the street there; "
                 "the nearest "
                 "camera is measured from there, not from the gap's outline. A camera whose view is not known sees "
                 "nothing here; how "
                 "many such stand in a gap is listed. Where no view is known at all there is no answer.",
       .group = ops::kCameraGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::incidents | borough::Part::cameras | borough::Part::buildings |
                borough::Part::streets,
       .example = "coverage-gaps saltmere.sqlite --assumed-range 60 --output gaps.csv",
       .positional = ""},
      run_gaps);
}

}  // namespace wardscope::catalog
