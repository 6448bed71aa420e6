// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/scene_builder.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "borough/incident_period.hpp"
#include "borough/place_sharing.hpp"
#include "cartography/incident_words.hpp"
#include "cartography/theme.hpp"
#include "core/version.hpp"
#include "project/default_project.hpp"

namespace wardscope::cartography {
namespace {

const MapResult* find_result(const MapData& data, std::string_view name) {
  const auto found =
      std::find_if(data.results.begin(), data.results.end(), [&](const MapResult& r) { return r.name == name; });
  return found == data.results.end() ? nullptr : &*found;
}

// A text that is equal exactly where the filters are.
std::string key_of(const borough::IncidentFilter& filter) {
  constexpr char kUnit = '\x1F';
  std::string key;
  for (const auto* texts : {&filter.types, &filter.weekdays}) {
    for (const std::string& text : *texts) key.append(text).push_back(kUnit);
    key.push_back('\n');
  }
  key.append(filter.from).push_back(kUnit);
  key.append(filter.to).push_back(kUnit);
  return key + std::to_string(filter.first_hour) + kUnit + std::to_string(filter.last_hour);
}

// Opacity, visibility and the size of symbols change nothing in what is kept: they are applied to each frame's copy.
bool draws_alike(const project::Layer& a, const project::Layer& b) {
  project::Style style = a.style;
  style.size = b.style.size;
  return a.title == b.title && a.source == b.source && a.name == b.name && a.form == b.form && style == b.style;
}

// How much smaller symbols are drawn where the map is coarse. A hundred thousand incidents of the size that suits a
// street would hide a town; cameras and hubs are few and stay legible.
float symbol_scale(project::LayerSource source, double metres_per_point) {
  const bool incidents = source == project::LayerSource::incidents;
  const double full_below = incidents ? 2.5 : 6.0;  // m a point: about 1:7,000 and 1:17,000
  const double rate = incidents ? 0.6 : 0.35;
  const double least = incidents ? 0.3 : 0.6;
  return static_cast<float>(std::clamp(std::pow(full_below / metres_per_point, rate), least, 1.0));
}

// Streets grow with the map, more slowly than the ground does: hair lines on a map of the town, carriageways in a
// street.
float street_scale(double metres_per_point) {
  constexpr double kNominal = 4.0;  // m a point: about 1:11,000
  return static_cast<float>(std::clamp(std::pow(kNominal / metres_per_point, 0.6), 0.45, 4.0));
}

LayerContent scaled(LayerContent content, float scale) {
  if (auto* lines = std::get_if<LineLayer>(&content)) {
    const float edge = lines->casing_width - lines->width;
    lines->width *= scale;
    if (lines->casing_width > 0) lines->casing_width = lines->width + edge * std::clamp(scale, 0.6F, 1.3F);
    return content;
  }
  auto* points = std::get_if<PointLayer>(&content);
  if (points == nullptr || scale == 1.0F) return content;
  constexpr float kThinEdgeBelow = 3.5F;  // points: an edge round a smaller dot would be most of it
  for (PointStyle& style : points->styles) {
    style.size *= scale;
    style.stroke_width *= style.size < kThinEdgeBelow ? 0.3F : std::min(scale, 1.0F);
  }
  return content;
}

std::string imprint_of(const PageSpec& page, const borough::Dataset& dataset) {
  std::string imprint = page.date.empty() ? "" : page.date + " · ";
  if (dataset.revision > 0) imprint += "data revision " + std::to_string(dataset.revision) + " · ";
  return imprint.append("Wardscope ").append(core::version());
}

FurnitureText words_of(const PageSpec& page, const borough::Dataset& dataset) {
  FurnitureText text;
  text.title = page.title;
  text.subtitle = page.subtitle;
  text.marking = page.marking;
  text.imprint = imprint_of(page, dataset);
  text.code = page.code;
  text.provenance = page.provenance;
  text.page = page.page;
  text.pages = page.pages;
  text.synthetic = dataset.synthetic;
  text.attribution = attribution_lines(dataset);
  return text;
}

/// The text that a run was asked with, by the record of it, written with blanks or without; nothing where the record
/// does not have it.
std::optional<std::string_view> asked_text(std::string_view record, std::string_view parameter) {
  const std::size_t parameters = record.find("\"parameters\"");
  if (parameters == std::string_view::npos) return std::nullopt;
  const std::string key = '"' + std::string(parameter) + "\":";
  const std::size_t at = record.find(key, parameters);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t open = record.find_first_not_of(" \n", at + key.size());
  if (open == std::string_view::npos || record[open] != '"') return std::nullopt;
  const std::size_t close = record.find('"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return record.substr(open + 1, close - open - 1);
}

/// Whether an index by area rests on where incidents are recorded: of residents of the ground of a kept result, or of
/// small areas in which the workspace's incidents were counted.
bool rests_on_places(const project::Layer& layer, const MapResult& result) {
  if (layer.style.column == "index") return !asked_text(result.provenance, "result").value_or("").empty();
  if (layer.style.column != "vli") return false;
  const auto counted = [&](std::string_view variable) {
    const auto column = asked_text(result.provenance, variable);
    return column && column->empty();
  };
  return counted("burglary") || counted("damage");
}

/// Whether the layer shows where incidents are more finely than by named areas.
bool shows_places(const project::Layer& layer, const MapData& data) {
  if (layer.source == project::LayerSource::incidents) return true;
  if (layer.source != project::LayerSource::result) return false;
  const MapResult* result = find_result(data, layer.name);
  if (result == nullptr) return false;
  if (layer.form == "choropleth" && rests_on_places(layer, *result)) return true;
  if (!result->incidents) return false;
  static constexpr std::array<std::string_view, 5> kOther{"choropleth", "view", "union", "count", "reach"};
  return std::find(kOther.begin(), kOther.end(), layer.form) == kOther.end();
}

/// Whether the run behind the result left out what its source had moved: network-density's parameter in the record of
/// the run, written with blanks or without.
bool leaves_moved_out(const MapResult& result) {
  constexpr std::string_view kParameter = "\"shared-points\":";
  const std::string_view record = result.provenance;
  const std::size_t at = record.find(kParameter);
  if (at == std::string_view::npos) return false;
  const std::size_t value = record.find_first_not_of(' ', at + kParameter.size());
  return value != std::string_view::npos && record.substr(value).starts_with("\"leave-out\"");
}

/// Rows of the filter; all where there is none, or where it selects nothing any more.
std::vector<std::uint32_t> rows_used(const borough::IncidentTable& incidents,
                                     const std::optional<borough::IncidentFilter>& filter) {
  if (filter) {
    if (auto selection = borough::select(incidents, *filter); selection && !selection->rows.empty()) {
      return std::move(selection)->rows;
    }
  }
  std::vector<std::uint32_t> rows(incidents.size());
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

/// What surfaces are cut at: the wards, or else the borough; null where neither is known.
core::Snapshot<borough::AreaSet> land_of(const borough::Dataset& dataset) {
  const auto wards = borough::areas_of(dataset, borough::AreaKind::ward);
  return wards ? wards : borough::areas_of(dataset, borough::AreaKind::borough);
}

}  // namespace

SceneBuilder::SceneBuilder(TextMeasure measure) : measure_(std::move(measure)) {}

SceneBuilder::Inputs SceneBuilder::inputs_of(const project::Layer& layer, const MapData& data,
                                             const borough::IncidentFilter& filter) {
  Inputs inputs;
  const borough::Dataset& dataset = data.dataset;
  switch (layer.source) {
    case project::LayerSource::area_set:
      for (const auto& set : dataset.area_sets) {
        if (set->name == layer.name) inputs.areas = set;
      }
      break;
    case project::LayerSource::incidents:
      inputs.incidents = dataset.incidents;
      inputs.filter = key_of(filter);
      break;
    case project::LayerSource::cameras:
      inputs.cameras = dataset.cameras;
      break;
    case project::LayerSource::hubs:
      inputs.hubs = dataset.hubs;
      break;
    case project::LayerSource::points_of_interest:
      inputs.points_of_interest = dataset.points_of_interest;
      break;
    case project::LayerSource::buildings:
      inputs.buildings = dataset.buildings;
      break;
    case project::LayerSource::streets:
      inputs.streets = dataset.streets;
      break;
    case project::LayerSource::result:
      if (const MapResult* result = find_result(data, layer.name)) {
        inputs.features = result->features;
        inputs.raster = result->raster;
        if (result->raster) inputs.areas = land_of(dataset);
        if (result->incidents) inputs.filter = key_of(*result->incidents);
      }
      break;
  }
  return inputs;
}

core::Result<const SceneBuilder::Cached*> SceneBuilder::drawn(const project::Layer& layer, const MapData& data,
                                                              const borough::IncidentFilter& filter) {
  Inputs inputs = inputs_of(layer, data, filter);
  const auto kept = cache_.find(layer.id);
  if (kept != cache_.end() && kept->second.inputs == inputs && draws_alike(kept->second.layer, layer)) {
    return &std::as_const(kept->second);
  }
  DrawnLayer drawn;
  if (inputs.areas && layer.source == project::LayerSource::area_set) drawn = draw_areas(layer, *inputs.areas);
  if (inputs.incidents) {
    const auto selection = borough::select(*inputs.incidents, filter);
    if (!selection) return selection.error();
    drawn = draw_incidents(layer, *inputs.incidents, selection->rows);
    drawn.legend.incidents = incidents_beside(layer.title, borough::with_period(filter, *inputs.incidents));
  }
  if (inputs.cameras) drawn = draw_cameras(layer, *inputs.cameras);
  if (inputs.hubs) drawn = draw_hubs(layer, *inputs.hubs);
  if (inputs.points_of_interest) drawn = draw_points_of_interest(layer, *inputs.points_of_interest);
  if (inputs.buildings) drawn = draw_buildings(layer, *inputs.buildings);
  if (inputs.streets) drawn = draw_streets(layer, *inputs.streets);
  if (inputs.features || inputs.raster) {
    const MapResult& result = *find_result(data, layer.name);
    drawn = draw_result(layer, result, inputs.areas.get());
    if (result.incidents) drawn.legend.incidents = incidents_beside(layer.title, *result.incidents);
  }
  Cached& entry = cache_[layer.id];
  entry = {std::move(inputs), layer, std::move(drawn)};
  return &std::as_const(entry);
}

bool SceneBuilder::supports_street_level(const project::Project& project, const MapData& data) {
  const auto& incidents = data.dataset.incidents;
  if (!incidents) return true;
  for (const project::Layer& layer : project.layers) {
    if (!layer.visible || !shows_places(layer, data)) continue;
    if (judged_ != incidents) {
      shared_points_ = borough::SharedPoints(*incidents);
      street_level_.clear();
      judged_ = incidents;
    }
    const bool is_result = layer.source == project::LayerSource::result;
    if (!supports_street_level(*incidents, is_result ? find_result(data, layer.name) : nullptr)) return false;
  }
  return true;
}

bool SceneBuilder::supports_street_level(const borough::IncidentTable& incidents, const MapResult* result) {
  const std::optional<borough::IncidentFilter> filter = result != nullptr ? result->incidents : std::nullopt;
  const bool without_moved = result != nullptr && !incidents.place.empty() && leaves_moved_out(*result);
  const std::string key = (filter ? key_of(*filter) : std::string("all")) + (without_moved ? "\nwithout moved" : "");
  if (const auto known = street_level_.find(key); known != street_level_.end()) return known->second;
  std::vector<std::uint32_t> rows = rows_used(incidents, filter);
  if (without_moved) {
    std::erase_if(rows, [&](std::uint32_t row) { return incidents.place[row] != borough::IncidentTable::kNoPlace; });
  }
  constexpr std::size_t kKept = 64;  // filters tried in one sitting, and no more memory than that
  if (street_level_.size() >= kKept) street_level_.clear();
  return street_level_[key] = shared_points_.of(incidents, rows).street_level();
}

void SceneBuilder::forget_removed(const project::Project& project) {
  std::erase_if(cache_, [&](const auto& entry) {
    return std::none_of(project.layers.begin(), project.layers.end(),
                        [&](const project::Layer& layer) { return layer.id == entry.first; });
  });
}

core::Result<Scene> SceneBuilder::build(const project::Project& project, const MapData& data, const PageSpec& page) {
  assert(page.width > 0 && page.height > 0 && project.camera.metres_per_point > 0);
  forget_removed(project);
  Scene scene;
  scene.view = view_of(project.camera, page.width, page.height);
  scene.width = page.width;
  scene.height = page.height;
  scene.background = theme::kOutside;
  const double scale = project.camera.metres_per_point;
  std::vector<LabelCandidate> names;
  for (const project::Layer& layer : project.layers) {
    if (!layer.visible) continue;
    const auto kept = drawn(layer, data, project.filter);
    if (!kept) return kept.error();
    const DrawnLayer& pieces = (*kept)->drawn;
    const auto resized = static_cast<float>(layer.style.size / (*kept)->layer.style.size);
    const bool streets = layer.source == project::LayerSource::streets;
    const float symbols = streets ? street_scale(scale) : resized * symbol_scale(layer.source, scale);
    for (const LayerPart& part : pieces.parts) {
      if (scale > part.coarsest) continue;
      if (part.sensitive && page.sensitive_points == SensitivePoints::never) continue;
      scene.layers.push_back({layer.id, static_cast<float>(layer.opacity), scaled(part.content, symbols)});
    }
    const MapResult* ranked = page.ranks_within != nullptr && layer.source == project::LayerSource::result
                                  ? find_result(data, layer.name)
                                  : nullptr;
    std::vector<LabelCandidate> own = pieces.labels;
    if (ranked != nullptr && ranked->features) own = rank_labels(layer, *ranked->features, page.ranks_within);
    names.insert(names.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  LabelLayer placed = place_labels(names, {scene.view, scale}, measure_);
  if (!placed.labels.empty()) scene.layers.push_back({"labels", 1.0F, std::move(placed)});
  if (page.furniture == FurnitureKind::none) return scene;
  FurnitureLayout layout(scene, measure_);
  FurnitureText words = words_of(page, data.dataset);
  words.street_level = supports_street_level(project, data);
  if (page.furniture == FurnitureKind::screen) {
    layout.add_screen(words);
    return scene;
  }
  auto keys = legend(project, data, page.sensitive_points);
  if (!keys) return keys.error();
  layout.add_sheet(words, *keys);
  drop_covered_labels(scene, measure_);
  return scene;
}

core::Result<std::vector<LegendEntry>> SceneBuilder::legend(const project::Project& project, const MapData& data,
                                                            SensitivePoints points) {
  std::vector<LegendEntry> entries;
  std::vector<std::string> results;
  for (auto layer = project.layers.rbegin(); layer != project.layers.rend(); ++layer) {
    if (!layer->visible) continue;
    const auto kept = drawn(*layer, data, project.filter);
    if (!kept) return kept.error();
    // A layer that is not drawn at this scale has no key; one that can't be drawn says why in its note.
    const auto& parts = (*kept)->drawn.parts;
    const LegendEntry& key = (*kept)->drawn.legend;
    const auto is_drawn = [&](const LayerPart& part) {
      return project.camera.metres_per_point <= part.coarsest && !(part.sensitive && points == SensitivePoints::never);
    };
    const bool drawn_here = std::any_of(parts.begin(), parts.end(), is_drawn);
    if (drawn_here || (parts.empty() && !key.note.empty())) {
      entries.push_back(key);
      const bool has_sensitive = std::any_of(parts.begin(), parts.end(),
                                             [&](const LayerPart& part) { return part.sensitive && is_drawn(part); });
      std::erase_if(entries.back().rows,
                    [&](const LegendRow& row) { return project.camera.metres_per_point > row.coarsest; });
      if (!has_sensitive) std::erase_if(entries.back().rows, [](const LegendRow& row) { return row.sensitive; });
      if (layer->source == project::LayerSource::result) results.push_back(key.layer_id);
    }
  }
  // What was computed is what the map is about: its keys stand first, wherever the layer lies.
  std::stable_partition(entries.begin(), entries.end(), [&](const LegendEntry& entry) {
    return std::find(results.begin(), results.end(), entry.layer_id) != results.end();
  });
  return entries;
}

project::MapCamera camera_for(const geo::Extent& ground, const PageSpec& page) {
  const bool sheet = page.furniture == FurnitureKind::sheet;
  // The widest key, and the imprint with the scale bar.
  const double right = sheet ? 190.0 : 0.0;
  const double bottom = sheet ? 44.0 : 0.0;
  const double width = std::max(static_cast<double>(page.width) - right, static_cast<double>(page.width) / 2);
  const double height = std::max(static_cast<double>(page.height) - bottom, static_cast<double>(page.height) / 2);
  project::MapCamera camera = project::fit(ground, width, height);
  const double scale = camera.metres_per_point;
  camera.centre = camera.centre + geo::Point{(static_cast<double>(page.width) - width) / 2 * scale,
                                             -(static_cast<double>(page.height) - height) / 2 * scale};
  return camera;
}

geo::Extent view_of(const project::MapCamera& camera, float width, float height) {
  const double half_width = static_cast<double>(width) * camera.metres_per_point / 2;
  const double half_height = static_cast<double>(height) * camera.metres_per_point / 2;
  return {camera.centre.x - half_width, camera.centre.y - half_height, camera.centre.x + half_width,
          camera.centre.y + half_height};
}

core::Result<Scene> build_scene(const project::Project& project, const MapData& data, const PageSpec& page,
                                const TextMeasure& measure) {
  return SceneBuilder(measure).build(project, data, page);
}

}  // namespace wardscope::cartography
