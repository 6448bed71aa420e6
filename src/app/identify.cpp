// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/identify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/text.hpp"

namespace wardscope::app {
namespace {

using Block = ui::Identified::Block;

constexpr std::size_t kListedPlaces = 5;    // cameras or hubs under one click
constexpr std::size_t kListedFeatures = 3;  // overlapping shapes of one result

struct Click {
  geo::Point at;
  double reach = 0.0;
  [[nodiscard]] bool touches(geo::Point p) const { return geo::distance(at, p) <= reach; }
};

std::string optional_text(const std::optional<double>& value, std::string_view unit) {
  return value ? fmt::format("{} {}", core::fixed(*value, 1), unit) : std::string("not known");
}

void add_areas(const Click& click, const borough::AreaSet& set, std::vector<Block>& blocks) {
  for (const borough::Area& area : set.areas) {
    if (!geo::contains(area.shape, click.at)) continue;
    Block block{set.name, {{"Name", area.name}, {"Code", area.code}}};
    if (area.population) block.rows.emplace_back("Residents", core::fixed(*area.population, 0));
    if (area.deprivation_rank) block.rows.emplace_back("Deprivation rank", core::fixed(*area.deprivation_rank, 0));
    if (!area.note.empty())
      block.rows.emplace_back(set.kind == borough::AreaKind::neighbourhood ? "Why targeted" : "Note", area.note);
    block.rows.emplace_back("Area", core::fixed(geo::area(area.shape) / 1e6, 2) + " km²");
    blocks.push_back(std::move(block));
  }
}

std::string view_words(const borough::Camera& camera) {
  if (camera.views.empty()) return "not known";
  std::string words;
  for (const borough::CameraView& view : camera.views) {
    if (!words.empty()) words += "; ";
    words += view.bearing ? fmt::format("bearing {}°", core::fixed(view.bearing->value(), 0))
                          : std::string("bearing not known");
    words += view.field_of_view ? fmt::format(", {}° wide", core::fixed(view.field_of_view->value(), 0))
                                : std::string(", width not known");
  }
  return words;
}

void add_cameras(const Click& click, const borough::CameraRegister& cameras, std::vector<Block>& blocks) {
  for (const borough::Camera& camera : cameras) {
    if (!click.touches(camera.position)) continue;
    if (blocks.size() >= kListedPlaces) return;
    const auto metres = [](const std::optional<core::Metres>& value) {
      return optional_text(value ? std::optional<double>(value->value()) : std::nullopt, "m");
    };
    blocks.push_back({"Camera " + camera.reference,
                      {{"Place", camera.name},
                       {"Register", camera.register_name},
                       {"View", view_words(camera)},
                       {"Range", metres(camera.range)},
                       {"Mounting height", metres(camera.mounting_height)}}});
  }
}

void add_hubs(const Click& click, const borough::HubRegister& hubs, std::vector<Block>& blocks) {
  for (const borough::Hub& hub : hubs) {
    if (!click.touches(hub.position)) continue;
    if (blocks.size() >= kListedPlaces) return;
    Block block{std::string(borough::to_label(hub.kind)), {{"Name", hub.name}}};
    if (!hub.address.empty()) block.rows.emplace_back("Address", hub.address);
    block.rows.emplace_back(
        "Open", hub.open ? (hub.opening_hours.empty() ? "hours not known" : hub.opening_hours) : "closed for good");
    blocks.push_back(std::move(block));
  }
}

void add_points_of_interest(const Click& click, const borough::PointsOfInterest& points, std::vector<Block>& blocks) {
  for (const borough::PointOfInterest& point : points) {
    if (!click.touches(point.position)) continue;
    if (blocks.size() >= kListedPlaces) return;
    Block block{point.kind, {}};
    if (!point.name.empty()) block.rows.emplace_back("Name", point.name);
    blocks.push_back(std::move(block));
  }
}

void add_incidents(const Click& click, const borough::IncidentTable& incidents, const borough::IncidentFilter& filter,
                   std::vector<Block>& blocks) {
  const auto selection = borough::select(incidents, filter);
  if (!selection) return;
  std::map<std::uint16_t, std::int64_t> by_type;
  std::int64_t total = 0;
  for (const std::uint32_t row : selection->rows) {
    if (!click.touches(incidents.position(row))) continue;
    if (incidents.categories[incidents.category[row]].sensitivity == borough::Sensitivity::sensitive) continue;
    ++by_type[incidents.category[row]];
    ++total;
  }
  if (total == 0) return;
  Block block{
      fmt::format("{} recorded incidents within {} m", core::with_thousands(total), core::fixed(click.reach, 0)), {}};
  std::vector<std::pair<std::int64_t, std::uint16_t>> ordered;
  ordered.reserve(by_type.size());
  for (const auto& [category, count] : by_type) ordered.emplace_back(count, category);
  std::sort(ordered.rbegin(), ordered.rend());
  for (const auto& [count, category] : ordered) {
    block.rows.emplace_back(incidents.categories[category].name, core::with_thousands(count));
  }
  blocks.push_back(std::move(block));
}

/// Value of the cell that holds the point.
std::optional<float> value_at(const raster::Raster<float>& raster, geo::Point at) {
  const raster::GridSpec& grid = raster.grid();
  const double column = std::floor((at.x - grid.x0) / grid.cell);
  const double row = std::floor((at.y - grid.y0) / grid.cell);
  if (column < 0 || row < 0 || column >= static_cast<double>(grid.columns) || row >= static_cast<double>(grid.rows))
    return std::nullopt;
  const float value = raster.at(static_cast<std::size_t>(column), static_cast<std::size_t>(row));
  if (std::isnan(value)) return std::nullopt;
  return value;
}

bool holds(const geo::Geometry& geometry, const Click& click) {
  if (const auto* point = std::get_if<geo::Point>(&geometry)) return click.touches(*point);
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&geometry)) return geo::contains(*polygons, click.at);
  if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
    for (const geo::LineString& line : *lines) {
      for (std::size_t i = 1; i < line.size(); ++i) {
        if (geo::distance_to_segment(click.at, line[i - 1], line[i]) <= click.reach) return true;
      }
    }
  }
  return false;
}

void add_result(const Click& click, const cartography::MapResult& result, std::vector<Block>& blocks) {
  if (result.raster) {
    if (const auto value = value_at(*result.raster, click.at)) {
      blocks.push_back(
          {result.title,
           {{"Value here", fmt::format("{} {}", core::fixed(static_cast<double>(*value), 1), result.unit)}}});
    }
    return;
  }
  if (!result.features) return;
  std::size_t listed = 0;
  for (std::size_t row = 0; row < result.features->row_count() && listed < kListedFeatures; ++row) {
    if (!holds(result.features->geometry(row), click)) continue;
    Block block{result.title, {}};
    const auto& columns = result.features->columns();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      std::string text = table::to_text(result.features->at(row, c));
      if (text.empty()) continue;
      if (!columns[c].unit.empty()) text += " " + columns[c].unit;
      block.rows.emplace_back(columns[c].label, std::move(text));
    }
    blocks.push_back(std::move(block));
    ++listed;
  }
}

void add_layer(const Click& click, const project::Layer& layer, const project::Project& project,
               const borough::Dataset& dataset, const std::vector<cartography::MapResult>& results,
               std::vector<Block>& found) {
  std::vector<Block> blocks;
  switch (layer.source) {
    case project::LayerSource::area_set:
      for (const auto& set : dataset.area_sets) {
        if (set && set->name == layer.name) add_areas(click, *set, blocks);
      }
      break;
    case project::LayerSource::incidents:
      if (dataset.incidents) add_incidents(click, *dataset.incidents, project.filter, blocks);
      break;
    case project::LayerSource::cameras:
      if (dataset.cameras) add_cameras(click, *dataset.cameras, blocks);
      break;
    case project::LayerSource::hubs:
      if (dataset.hubs) add_hubs(click, *dataset.hubs, blocks);
      break;
    case project::LayerSource::points_of_interest:
      if (dataset.points_of_interest) add_points_of_interest(click, *dataset.points_of_interest, blocks);
      break;
    case project::LayerSource::result:
      for (const cartography::MapResult& result : results) {
        if (result.name == layer.name) add_result(click, result, blocks);
      }
      break;
    case project::LayerSource::buildings:
    case project::LayerSource::streets:
      break;
  }
  found.insert(found.end(), blocks.begin(), blocks.end());
}

}  // namespace

ui::Identified identify(geo::Point at, core::Metres reach, const project::Project& project,
                        const borough::Dataset& dataset, const std::vector<cartography::MapResult>& results) {
  ui::Identified identified;
  identified.at = at;
  const Click click{at, reach.value()};
  // The ground below everything ("land") is the wards once more.
  for (auto layer = project.layers.rbegin(); layer != project.layers.rend(); ++layer) {
    if (layer->visible && layer->form != "land") add_layer(click, *layer, project, dataset, results, identified.blocks);
  }
  return identified;
}

}  // namespace wardscope::app
