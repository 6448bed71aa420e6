// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/ward_map.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "cartography/emphasis.hpp"
#include "cartography/furniture.hpp"
#include "project/default_project.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

constexpr float kWidth = 510.0F;  // points: the text of an A4 page
constexpr float kHeight = 372.0F;
constexpr double kKeyWidth = 176.0;
constexpr double kFootHeight = 30.0;
constexpr float kNarrowWidth = 330.0F;  // points: as wide as a telephone is in pixels, near enough
constexpr float kNarrowWard = 300.0F;   // its height left to the ward; the key stands below
constexpr float kNarrowKey = 280.0F;

// Ranks are the borough's, as the tables and findings write them.
cartography::MapResult result_of(const char* name, const char* style,
                                 const std::vector<std::pair<int, geo::MultiPolygon>>& ranked) {
  table::FeatureTable table({{"rank", "Rank", "", table::ColumnType::integer, false}});
  for (const auto& [rank, shape] : ranked) table.add_row({static_cast<std::int64_t>(rank)}, shape);
  return {name, name, style, {}, core::make_snapshot(std::move(table)), {}};
}

cartography::MapResult ground_in_view(const analysis::WardProfile& profile) {
  const char* status = profile.assumed_views == 0 ? "known" : profile.known_views == 0 ? "assumed" : "in part assumed";
  table::FeatureTable table({{"status", "View", "", table::ColumnType::text, false}});
  table.add_row({std::string(status)}, profile.in_view);
  return {"in-view", "in-view", "view", {}, core::make_snapshot(std::move(table)), {}};
}

cartography::MapData data_of(const analysis::WardProfile& profile, const borough::Dataset& dataset) {
  cartography::MapData data;
  data.dataset = dataset;
  std::vector<std::pair<int, geo::MultiPolygon>> hotspots;
  for (const analysis::Hotspot& hotspot : profile.hotspots) hotspots.emplace_back(hotspot.rank, hotspot.shape);
  if (!hotspots.empty()) data.results.push_back(result_of("hotspots", "hotspot", hotspots));
  if (!profile.in_view.empty()) data.results.push_back(ground_in_view(profile));
  return data;
}

project::Project project_of(const cartography::MapData& data) {
  std::vector<project::ResultDescriptor> results;
  for (const auto& result : data.results) results.push_back({result.name, result.title, result.style});
  project::Project project = project::make_default_project(data.dataset, results);
  for (project::Layer& layer : project.layers) {
    if (layer.id == "result:hotspots") layer.title = "Hotspots";
    if (layer.id == "result:in-view") layer.title = "Ground in view";
  }
  return project;
}

/// The ward in what the key leaves free, with room above the scale bar.
project::MapCamera camera_beside_key(const geo::MultiPolygon& ward) {
  const double free_width = static_cast<double>(kWidth) - kKeyWidth;
  const double free_height = static_cast<double>(kHeight) - kFootHeight;
  project::MapCamera camera = project::fit(geo::extent_of(ward), free_width, free_height);
  camera.centre = camera.centre + geo::Point{kKeyWidth / 2, -kFootHeight / 2} * camera.metres_per_point;
  return camera;
}

project::MapCamera camera_above_key(const geo::MultiPolygon& ward) {
  project::MapCamera camera =
      project::fit(geo::extent_of(ward), static_cast<double>(kNarrowWidth), static_cast<double>(kNarrowWard));
  camera.centre = camera.centre + geo::Point{0.0, -static_cast<double>(kNarrowKey) / 2} * camera.metres_per_point;
  return camera;
}

cartography::PageSpec page_of_map() {
  cartography::PageSpec page;
  page.width = kWidth;
  page.height = kHeight;
  return page;
}

// Wards carry their names; the outline of targeted neighbourhoods needs a key.
bool is_neighbourhoods(const std::string& layer_id, const borough::Dataset& dataset) {
  return std::any_of(dataset.area_sets.begin(), dataset.area_sets.end(), [&](const auto& set) {
    return set->kind == borough::AreaKind::neighbourhood && layer_id == "areas:" + set->name;
  });
}

borough::Dataset without_incidents(borough::Dataset dataset) {
  dataset.incidents = {};
  return dataset;
}

}  // namespace

WardMaps::WardMaps(const borough::Dataset& dataset)
    : dataset_(without_incidents(dataset)), ready_(cartography::TextMeasure(measure_text)) {
  // A builder keeps the layers that it drew, and a copy of it has them too. What goes wrong goes wrong again in draw().
  const cartography::MapData data{dataset_, {}};
  static_cast<void>(ready_.build(project::make_default_project(dataset_, {}), data, page_of_map()));
}

core::Result<cartography::Scene> WardMaps::draw(const analysis::WardProfile& profile) const {
  return draw_as(profile, Shape::page);
}

core::Result<cartography::Scene> WardMaps::draw_narrow(const analysis::WardProfile& profile) const {
  return draw_as(profile, Shape::narrow);
}

core::Result<cartography::Scene> WardMaps::draw_as(const analysis::WardProfile& profile, Shape shape) const {
  assert(!geo::extent_of(profile.shape).empty());
  const cartography::MapData data = data_of(profile, dataset_);
  const bool narrow = shape == Shape::narrow;
  project::Project project = project_of(data);
  project.camera = narrow ? camera_above_key(profile.shape) : camera_beside_key(profile.shape);
  cartography::PageSpec page = page_of_map();
  if (narrow) page.width = kNarrowWidth;
  if (narrow) page.height = kNarrowWard + kNarrowKey;
  page.ranks_within = &profile.shape;
  cartography::SceneBuilder builder = ready_;
  auto scene = builder.build(project, data, page);
  if (!scene) return scene;
  cartography::emphasise(*scene, {profile.ward_name, profile.shape}, measure_text);
  auto legend = builder.legend(project, data);
  if (!legend) return legend.error();
  std::erase_if(*legend, [&](const cartography::LegendEntry& entry) {
    return entry.layer_id == "streets" || entry.layer_id == "buildings" || entry.layer_id == "land" ||
           (entry.layer_id.starts_with("areas:") && !is_neighbourhoods(entry.layer_id, dataset_));
  });
  const cartography::TextMeasure measure = measure_text;
  using Place = cartography::FurnitureLayout::LegendPlace;
  constexpr float kMargin = 8.0F;
  cartography::FurnitureLayout(*scene, measure)
      .add_legend(*legend, narrow ? Place{kNarrowWidth - kMargin, kNarrowWard, kNarrowKey - 60.0F}
                                  : Place{kWidth - kMargin, kMargin, kHeight - 90.0F});
  cartography::drop_covered_labels(*scene, measure);
  return scene;
}

core::Result<cartography::Scene> ward_map(const analysis::WardProfile& profile, const borough::Dataset& dataset) {
  return WardMaps(dataset).draw(profile);
}

}  // namespace wardscope::report
