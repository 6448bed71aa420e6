// SPDX-License-Identifier: GPL-3.0-or-later
#include "project/default_project.hpp"

#include <algorithm>
#include <utility>

namespace wardscope::project {
namespace {

// The first map is drawn for a window of about this size; the viewer fits again once it knows its own.
constexpr double kFirstWidth = 960.0;
constexpr double kFirstHeight = 640.0;
constexpr double kMargin = 0.05;
constexpr double kFinestScale = 0.1;  // m a point: a street on the page
constexpr geo::Extent kGreatBritain{0.0, 0.0, 700000.0, 1300000.0};

Layer area_layer(const borough::AreaSet& set) {
  Layer layer;
  layer.id = "areas:" + set.name;
  layer.title = set.name;
  layer.source = LayerSource::area_set;
  layer.name = set.name;
  layer.form = "outline";
  layer.style.fill = false;
  switch (set.kind) {
    case borough::AreaKind::ward:
      layer.style.labels = true;
      layer.style.line_width = 0.9;
      break;
    case borough::AreaKind::neighbourhood:
      layer.style.labels = true;
      layer.style.line_width = 1.8;
      layer.form = "neighbourhood";
      break;
    case borough::AreaKind::borough:
      layer.style.line_width = 1.4;
      break;
    case borough::AreaKind::small_area:
    case borough::AreaKind::other:
      layer.visible = false;
      layer.style.line_width = 0.4;
      break;
  }
  return layer;
}

Layer plain_layer(std::string id, std::string title, LayerSource source) {
  Layer layer;
  layer.id = std::move(id);
  layer.title = std::move(title);
  layer.source = source;
  return layer;
}

// Height of a layer in the pile: the enumerators are the order from the bottom.
enum class Level {
  land,
  buildings,
  choropleth,
  density,
  streets,
  areas,
  views,
  hotspots,
  gaps,
  incidents,
  points,
  cameras,
  hubs,
  neighbourhoods
};

Level result_level(std::string_view form) {
  if (form == "density") return Level::density;
  if (form == "choropleth") return Level::choropleth;
  if (form == "reach") return Level::density;
  if (form == "view") return Level::views;
  if (form == "hotspot") return Level::hotspots;
  if (form == "gap") return Level::gaps;
  return Level::points;
}

Level level_of(const Layer& layer) {
  switch (layer.source) {
    case LayerSource::area_set:
      if (layer.form == "neighbourhood") return Level::neighbourhoods;
      if (!layer.style.column.empty()) return Level::choropleth;
      return layer.form == "land" ? Level::land : Level::areas;
    case LayerSource::incidents: return Level::incidents;
    case LayerSource::cameras: return Level::cameras;
    case LayerSource::hubs: return Level::hubs;
    case LayerSource::buildings: return Level::buildings;
    case LayerSource::streets: return Level::streets;
    case LayerSource::result: break;
  }
  return result_level(layer.form);
}

void insert(Project& project, Layer layer) {
  const std::size_t index = place_for(project, layer);
  project.layers.insert(project.layers.begin() + static_cast<std::ptrdiff_t>(index), std::move(layer));
}

void insert_areas(Project& project, const borough::Dataset& dataset) {
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  const auto whole = borough::areas_of(dataset, borough::AreaKind::borough);
  if (const auto land = wards ? wards : whole) {
    Layer layer = area_layer(*land);
    layer.id = "land";
    layer.title = "Land";
    layer.form = "land";
    layer.visible = true;
    layer.style = {};
    layer.style.line_width = 0.0;
    insert(project, std::move(layer));
  }
  for (const auto& set : dataset.area_sets) {
    Layer layer = area_layer(*set);
    // Several vintages of wards: the newest is shown.
    if (set->kind == borough::AreaKind::ward && set != wards) layer.visible = false;
    insert(project, std::move(layer));
  }
}

}  // namespace

MapCamera fit(const geo::Extent& ground, double width, double height) {
  const geo::Extent shown = ground.empty() ? kGreatBritain : ground;
  const double free = 1.0 - 2.0 * kMargin;
  const double scale = std::max(shown.width() / (width * free), shown.height() / (height * free));
  return {shown.centre(), std::max(scale, kFinestScale)};
}

Layer layer_of(const ResultDescriptor& result) {
  Layer layer;
  layer.id = "result:" + result.name;
  layer.title = result.title;
  layer.source = LayerSource::result;
  layer.name = result.name;
  constexpr std::string_view kChoropleth = "choropleth:";
  if (result.style.starts_with(kChoropleth)) {
    layer.style.column = result.style.substr(kChoropleth.size());
    layer.form = "choropleth";
  } else {
    layer.form = result.style.empty() ? "points" : result.style;
  }
  if (result.style == "density") layer.opacity = 0.85;
  layer.style.labels = result.style == "hotspot" || result.style == "gap";
  return layer;
}

std::size_t place_for(const Project& project, const Layer& layer) {
  const Level level = level_of(layer);
  const auto above = std::find_if(project.layers.rbegin(), project.layers.rend(),
                                  [&](const Layer& other) { return level_of(other) <= level; });
  return static_cast<std::size_t>(project.layers.rend() - above);
}

Project make_default_project(const borough::Dataset& dataset, const std::vector<ResultDescriptor>& results) {
  Project project;
  insert_areas(project, dataset);
  if (dataset.buildings && !dataset.buildings->empty()) {
    insert(project, plain_layer("buildings", "Buildings", LayerSource::buildings));
  }
  if (dataset.streets && !dataset.streets->empty()) {
    insert(project, plain_layer("streets", "Streets", LayerSource::streets));
  }
  // One surface at a time: two of them mix their colours into values that neither has. A density goes first, for it knows
  // no borders; ground beyond reach would hatch over all of it.
  const auto is_surface = [](const ResultDescriptor& result) {
    return result.style == "density" || result.style == "reach" || result.style.starts_with("choropleth");
  };
  auto shown = std::find_if(results.begin(), results.end(), [](const auto& result) { return result.style == "density"; });
  if (shown == results.end()) shown = std::find_if(results.begin(), results.end(), is_surface);
  const bool has_surface = shown != results.end();
  for (const ResultDescriptor& result : results) {
    Layer layer = layer_of(result);
    layer.visible = !is_surface(result) || &result == &*shown;
    insert(project, std::move(layer));
  }
  if (dataset.incidents && dataset.incidents->size() > 0) {
    Layer layer = plain_layer("incidents", "Recorded incidents", LayerSource::incidents);
    layer.style.size = 5.0;
    layer.visible = !has_surface;
    insert(project, std::move(layer));
  }
  if (dataset.cameras && !dataset.cameras->empty()) {
    Layer layer = plain_layer("cameras", "CCTV cameras", LayerSource::cameras);
    layer.style.size = 8.0;
    insert(project, std::move(layer));
  }
  if (dataset.hubs && !dataset.hubs->empty()) {
    Layer layer = plain_layer("hubs", "Community hubs", LayerSource::hubs);
    layer.style.size = 10.0;
    insert(project, std::move(layer));
  }
  project.camera = fit(borough::extent_of(dataset), kFirstWidth, kFirstHeight);
  return project;
}

}  // namespace wardscope::project
