// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "analysis/hub_access.hpp"
#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "ops/plain_words.hpp"

namespace wardscope::catalog {
namespace {

table::FeatureTable access_table(const std::vector<analysis::AreaAccess>& areas, const borough::AreaSet& set,
                                 const borough::HubRegister& hubs) {
  using table::ColumnType;
  table::FeatureTable features({{"name", "Area", "", ColumnType::text, false},
                                {"beyond", "Residents beyond reach", "", ColumnType::number, true},
                                {"beyond_percent", "Share beyond reach", "%", ColumnType::number, false},
                                {"people", "Residents", "", ColumnType::number, true},
                                {"nearest_hub", "Nearest hub", "", ColumnType::text, false},
                                {"nearest_m", "Distance", "m", ColumnType::number, false},
                                {"code", "Code", "", ColumnType::text, false},
                                {"area_set", "Area set", "", ColumnType::text, false}});
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const analysis::AreaAccess& area = areas[i];
    table::Value people;
    table::Value beyond;
    table::Value share;
    if (area.population_known) {
      people = area.people;
      beyond = area.beyond;
      share = area.beyond_share * 100.0;
    }
    table::Value metres;
    std::string nearest = "none";
    if (area.nearest_hub) {
      nearest = hubs[*area.nearest_hub].name;
      metres = area.metres_to_nearest;
    }
    features.add_row({area.name, beyond, share, people, nearest, metres, area.code, set.name}, set.areas[i].shape);
  }
  return features;
}

table::FeatureTable reach_table(const analysis::HubAccess& access, core::Metres reach) {
  using table::ColumnType;
  table::FeatureTable features(
      {{"ground", "Ground", "", ColumnType::text, false}, {"area_km2", "Area", "km²", ColumnType::number, false}});
  if (!access.beyond_reach.empty()) {
    features.add_row({fmt::format("Beyond {} m of an open hub", core::fixed(reach.value(), 0)),
                      geo::area(access.beyond_reach) / 1e6},
                     access.beyond_reach);
  }
  return features;
}

core::Result<ops::OperationResult> run_hub_access(const analysis::HubAccessOptions& options,
                                                  const ops::OperationContext& context) {
  if (!context.dataset.hubs || context.dataset.hubs->empty()) {
    return core::not_found(
        "the workspace has no community hubs; import libraries or other hubs with 'wardscope import'");
  }
  const auto small_areas = borough::areas_of(context.dataset, borough::AreaKind::small_area);
  if (!small_areas) {
    return core::not_found("the workspace has no small areas with residents; import LSOAs with their population");
  }
  const bool peopled = std::any_of(small_areas->areas.begin(), small_areas->areas.end(),
                                   [](const borough::Area& area) { return area.population.has_value(); });
  if (!peopled) {
    return core::not_found(
        fmt::format("the small areas '{}' know no residents; import small areas (LSOAs) with their population, or "
                    "choose such with --area-set",
                    small_areas->name));
  }
  for (const borough::AreaKind kind : {borough::AreaKind::small_area, borough::AreaKind::ward}) {
    note_area_sets(context.dataset, kind, context.diagnostics);
  }
  const auto wards = borough::areas_of(context.dataset, borough::AreaKind::ward);
  const auto neighbourhoods = borough::areas_of(context.dataset, borough::AreaKind::neighbourhood);
  const auto access = analysis::hub_access({*context.dataset.hubs, *small_areas, wards.get(), neighbourhoods.get()},
                                           options, context.progress);
  if (!access) return access.error();
  const double share = access->people > 0.0 ? access->beyond / access->people : 0.0;
  ops::OperationResult result;
  result.sentences.push_back(fmt::format(
      "About {} of {} residents of '{}' ({}) live more than {} m, in a straight line, from each of {} open hubs.",
      core::fixed(access->beyond, 0), core::fixed(access->people, 0), small_areas->name, percent(share),
      core::fixed(options.reach.value(), 0), access->hubs.size()));
  if (!access->underserved.empty()) {
    const analysis::AreaAccess& worst = access->small_areas[access->underserved.front()];
    result.sentences.push_back(
        fmt::format("The most of them, about {}, live in {}.", core::fixed(worst.beyond, 0), worst.name));
  }
  if (access->without_population > 0) {
    context.diagnostics.note("no-population", fmt::format("{} small areas have no population and are counted nowhere",
                                                          access->without_population));
  }
  ops::say(result,
           {"",
            "the number beyond reach is a lower bound: residents are taken to be spread evenly within each small area; "
            "real walks are longer than straight lines.",
            "whether a hub is open when people need it, has room, or offers what they come for.",
            fmt::format("ground of the small areas '{}' farther than {} m in a straight line from each of {} open "
                        "hubs; residents by areal interpolation (Goodchild and Lam 1980).",
                        small_areas->name, core::fixed(options.reach.value(), 0), access->hubs.size())});
  result.layers.push_back(
      {"hub-access", "Residents beyond reach of a hub", "choropleth:beyond", "",
       core::make_snapshot(access_table(access->small_areas, *small_areas, *context.dataset.hubs))});
  if (wards) {
    result.layers.push_back({"hub-access-by-ward", "Residents beyond reach of a hub, by ward",
                             "choropleth:beyond_percent", "",
                             core::make_snapshot(access_table(access->wards, *wards, *context.dataset.hubs))});
  }
  result.layers.push_back({"hub-gaps", "Ground beyond reach of a hub", "reach", "",
                           core::make_snapshot(reach_table(*access, options.reach))});
  return result;
}

}  // namespace

void register_hub_access(ops::OperationRegistry& registry) {
  registry.add<analysis::HubAccessOptions>(
      {.name = "hub-access",
       .title = "Access to hubs",
       .summary = "How many residents live beyond reach of an open community hub, and where?",
       .method = "Ground of the small areas farther than the reach (straight line) from every open hub of the chosen "
                 "kinds; residents by "
                 "areal interpolation, spread evenly within their small area. Real walks are longer, so the number "
                 "beyond is a lower bound.",
       .group = ops::kCameraGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas | borough::Part::hubs,
       .example = "hub-access saltmere.sqlite --reach 800 --kind library",
       .positional = ""},
      run_hub_access);
}

}  // namespace wardscope::catalog
