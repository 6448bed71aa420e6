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
  dense_streets,
  areas,
  views,
  hotspots,
  gaps,
  incidents,
  points_of_interest,
  points,
  cameras,
  hubs,
  neighbourhoods
};

Level result_level(std::string_view form) {
  if (form == "density" || form == "count" || form == "chance" || form == "log-ratio") return Level::density;
  if (form == "choropleth") return Level::choropleth;
  if (form == "street-density") return Level::dense_streets;
  if (form == "reach" || form == "cluster" || form == "risk-terrain") return Level::density;
  if (form == "view" || form == "union") return Level::views;
  if (form == "hotspot" || form == "hold" || form == "incident-cluster" || form == "wider-cluster" ||
      form == "significant-area" || form == "tolerance") {
    return Level::hotspots;
  }
  if (form == "gap") return Level::gaps;
  return Level::points;
}

Level level_of(const Layer& layer) {
  switch (layer.source) {
    case LayerSource::area_set:
      if (layer.form == "neighbourhood") return Level::neighbourhoods;
      if (!layer.style.column.empty()) return Level::choropleth;
      return layer.form == "land" ? Level::land : Level::areas;
    case LayerSource::incidents:
      return Level::incidents;
    case LayerSource::cameras:
      return Level::cameras;
    case LayerSource::hubs:
      return Level::hubs;
    case LayerSource::points_of_interest:
      return Level::points_of_interest;
    case LayerSource::buildings:
      return Level::buildings;
    case LayerSource::streets:
      return Level::streets;
    case LayerSource::result:
      break;
  }
  return result_level(layer.form);
}

/// Results of one group hide each other on a map; an empty group hides nothing.
std::string_view group_of(std::string_view style) {
  if (style == "density" || style == "chance" || style == "count" || style == "log-ratio" || style == "reach" ||
      style == "cluster" || style == "street-density" || style == "risk-terrain" || style.starts_with("choropleth")) {
    return "surface";
  }
  if (style == "union") return "view";
  if (style == "hold" || style == "tolerance") return "hotspot";
  if (style == "hotspot" || style == "gap" || style == "view" || style == "incident-cluster" ||
      style == "wider-cluster" || style == "significant-area") {
    return style;
  }
  return {};
}

std::string_view group_of(const Layer& layer) {
  return layer.source == LayerSource::result ? group_of(layer.form) : std::string_view();
}

bool leads_its_group(std::string_view style) {
  return style == "density" || style == "chance" || style == "log-ratio" || style == "street-density" ||
         style == "view";
}

/// The result of a group that is shown: of surfaces a density first, for it knows no borders and ground beyond reach
/// would hatch over all of it; of what cameras see each camera's own view; then the newest, then the first.
const ResultDescriptor* shown_of(const std::vector<ResultDescriptor>& results, std::string_view group) {
  const ResultDescriptor* best = nullptr;
  for (const ResultDescriptor& result : results) {
    if (group_of(result.style) != group) continue;
    const bool leads = leads_its_group(result.style);
    const bool best_leads = best != nullptr && leads_its_group(best->style);
    const bool better = best == nullptr || (leads != best_leads ? leads : result.created_at > best->created_at);
    if (better) best = &result;
  }
  return best;
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

bool is_drawn(const ResultDescriptor& result) { return !result.style.starts_with("table"); }

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
  // Streets and buildings below show through a surface.
  if (result.style == "density" || result.style == "count" || result.style == "chance" || result.style == "log-ratio") {
    layer.opacity = 0.85;
  }
  if (layer.form == "choropleth") layer.opacity = 0.8;
  layer.style.labels = result.style == "hotspot" || result.style == "hold" || result.style == "gap" ||
                       result.style == "incident-cluster" || result.style == "wider-cluster" ||
                       result.style == "significant-area";
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
  // One surface at a time: two of them mix their colours into values that neither has.
  const bool has_surface = shown_of(results, "surface") != nullptr;
  for (const ResultDescriptor& result : results) {
    if (!is_drawn(result)) continue;
    Layer layer = layer_of(result);
    const std::string_view group = group_of(result.style);
    layer.visible = group.empty() || &result == shown_of(results, group);
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
  if (dataset.points_of_interest && !dataset.points_of_interest->empty()) {
    Layer layer = plain_layer("points-of-interest", "Points of interest", LayerSource::points_of_interest);
    layer.style.size = 6.0;
    layer.visible = false;  // hundreds of stops hide the answer that a map is made for: shown where somebody ticks them
    insert(project, std::move(layer));
  }
  project.camera = fit(borough::extent_of(dataset), kFirstWidth, kFirstHeight);
  return project;
}

Project with_fresh_results(Project project, const std::vector<ResultDescriptor>& fresh) {
  const auto is_fresh = [&](const Layer& layer) {
    return layer.source == LayerSource::result &&
           std::any_of(fresh.begin(), fresh.end(), [&](const auto& one) { return one.name == layer.name; });
  };
  for (const ResultDescriptor& result : fresh) {
    if (!is_drawn(result)) continue;
    Layer layer = layer_of(result);
    const auto known = std::find_if(project.layers.begin(), project.layers.end(),
                                    [&](const Layer& other) { return other.id == layer.id; });
    const std::string_view group = group_of(layer);
    const auto first =
        std::find_if(fresh.begin(), fresh.end(), [&](const auto& one) { return group_of(one.style) == group; });
    layer.visible = group.empty() || &*first == &result;
    if (known == project.layers.end()) {
      insert(project, layer);
    } else {
      known->title = layer.title;
      known->visible = layer.visible;
    }
    for (Layer& other : project.layers) {
      const bool like_it = !group.empty() && group_of(other) == group && !is_fresh(other);
      if (like_it || (group == "surface" && other.source == LayerSource::incidents)) other.visible = false;
    }
  }
  return project;
}

Project brought_up_to_date(Project kept, const Project& standard) {
  const auto same = [](const std::vector<Layer>& layers, const Layer& layer) {
    return std::find_if(layers.begin(), layers.end(), [&](const Layer& other) { return other.id == layer.id; });
  };
  std::erase_if(kept.layers, [&](const Layer& layer) { return same(standard.layers, layer) == standard.layers.end(); });
  for (Layer& layer : kept.layers) {
    if (layer.source == LayerSource::result) layer.title = same(standard.layers, layer)->title;
  }
  const std::vector<Layer> before = kept.layers;
  for (Layer layer : standard.layers) {
    if (same(before, layer) != before.end()) continue;
    const std::string_view group = group_of(layer);
    const bool taken = !group.empty() && std::any_of(before.begin(), before.end(), [&](const Layer& other) {
      return other.visible && group_of(other) == group;
    });
    layer.visible = layer.visible && !taken;
    insert(kept, std::move(layer));
  }
  return kept;
}

}  // namespace wardscope::project
