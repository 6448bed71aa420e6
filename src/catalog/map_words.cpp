// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/map_words.hpp"

#include <algorithm>
#include <utility>

#include "borough/incident_period.hpp"
#include "cartography/incident_words.hpp"
#include "core/text.hpp"
#include "io/importer.hpp"

namespace wardscope::catalog {
namespace {

bool any_in_file(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter) {
  const auto selection = borough::select(incidents, filter);
  return selection && std::any_of(selection->rows.begin(), selection->rows.end(), [&](std::uint32_t row) {
           return incidents.categories[incidents.category[row]].sensitivity != borough::Sensitivity::sensitive;
         });
}

std::string with_small_first(std::string text) {
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';  // not of "CCTV"
  if (word) text.front() = core::lower_ascii(text.substr(0, 1)).front();
  return text;
}

std::string with_capital_first(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string joined_with_and(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
  }
  return text;
}

const cartography::MapResult* result_of(const project::Layer& layer, const cartography::MapData& data) {
  const auto found = std::find_if(data.results.begin(), data.results.end(),
                                  [&](const auto& result) { return result.name == layer.name; });
  return found == data.results.end() ? nullptr : &*found;
}

/// What kinds of results are shown, told to an outsider.
struct Shown {
  bool hotspots = false;
  bool density = false;
  bool gaps = false;
  bool views = false;
  bool reach = false;
  bool points = false;
  std::vector<std::string> others;  ///< titles of other results
  std::vector<std::string> assets;  ///< cameras, hubs
};

void add_result(Shown& shown, const project::Layer& layer, const cartography::MapData& data) {
  const cartography::MapResult* result = result_of(layer, data);
  if (result == nullptr) return;
  if (layer.form == "hotspot")
    shown.hotspots = true;
  else if (layer.form == "gap")
    shown.gaps = true;
  else if (layer.form == "view" || layer.form == "union")
    shown.views = true;
  else if (layer.form == "reach")
    shown.reach = true;
  else if (layer.form == "count")
    shown.others.push_back("how many CCTV cameras see each place");
  else if (layer.form == "chance")
    shown.others.push_back("how often each place is among the densest");
  else if (layer.form == "hold")
    shown.others.push_back("which hotspots of recorded incidents hold");
  else if (layer.form == "log-ratio")
    shown.others.push_back("where some recorded incidents are more common than others");
  else if (result->raster)
    shown.density = true;
  else
    shown.others.push_back(with_small_first(result->title));
}

Shown shown_on(const project::Project& project, const cartography::MapData& data) {
  Shown shown;
  shown.points = incident_layers(project, data).points;
  for (auto layer = project.layers.rbegin(); layer != project.layers.rend(); ++layer) {
    if (!layer->visible) continue;
    if (layer->source == project::LayerSource::result) add_result(shown, *layer, data);
    if (layer->source == project::LayerSource::cameras && data.dataset.cameras)
      shown.assets.emplace_back("CCTV cameras");
    if (layer->source == project::LayerSource::hubs && data.dataset.hubs) shown.assets.emplace_back("community hubs");
  }
  return shown;
}

/// "Hotspots and density of recorded incidents, gaps in CCTV coverage and what CCTV cameras see". Cameras and hubs are
/// named where nothing was computed; a map of neither is one of the wards.
std::string what_is_on(const Shown& shown) {
  std::vector<std::string> parts;
  std::vector<std::string> of_incidents;
  if (shown.hotspots) of_incidents.emplace_back("hotspots");
  if (shown.density) of_incidents.emplace_back("density");
  if (shown.points) of_incidents.emplace_back("map points");
  if (!of_incidents.empty()) parts.push_back(joined_with_and(of_incidents) + " of recorded incidents");
  if (shown.gaps) parts.emplace_back("gaps in CCTV coverage");
  if (shown.views) parts.emplace_back("what CCTV cameras see");
  if (shown.reach) parts.emplace_back("ground beyond reach of a community hub");
  parts.insert(parts.end(), shown.others.begin(), shown.others.end());
  if (parts.empty()) parts = shown.assets;
  return parts.empty() ? "Wards" : with_capital_first(joined_with_and(parts));
}

std::string when_of(const IncidentLayers& layers) {
  if (layers.shown.empty()) return {};
  if (!layers.agree()) return "its layers count different incidents, as the key says";
  borough::IncidentFilter undated = layers.shown.front();
  undated.from.clear();
  undated.to.clear();
  const std::string period = cartography::period_in_words(layers.shown.front());
  const std::string rest = borough::describe_in_words(undated);
  return period.empty() ? rest : period + ", " + rest;
}

}  // namespace

bool IncidentLayers::agree() const {
  return std::all_of(shown.begin(), shown.end(),
                     [&](const auto& one) { return cartography::same_incidents(one, shown.front()); });
}

IncidentLayers incident_layers(const project::Project& project, const cartography::MapData& data) {
  IncidentLayers layers;
  for (const project::Layer& layer : project.layers) {
    if (!layer.visible) continue;
    if (layer.source == project::LayerSource::incidents && data.dataset.incidents &&
        any_in_file(*data.dataset.incidents, project.filter)) {
      layers.points = true;
      layers.shown.insert(layers.shown.begin(), borough::with_period(project.filter, *data.dataset.incidents));
    }
    if (layer.source != project::LayerSource::result) continue;
    const cartography::MapResult* result = result_of(layer, data);
    if (result != nullptr && result->incidents) layers.shown.push_back(*result->incidents);
  }
  return layers;
}

std::string place_of(const borough::Dataset& dataset) {
  const auto whole = borough::areas_of(dataset, borough::AreaKind::borough);
  if (whole && whole->areas.size() == 1) return whole->areas.front().name;
  return dataset.place == io::kUnnamedPlace ? std::string() : dataset.place;
}

MapHeading heading_of(const project::Project& project, const cartography::MapData& data, const std::string& asked,
                      const std::string& area) {
  const std::string place = place_of(data.dataset);
  const std::string what = what_is_on(shown_on(project, data));
  const std::string where = area.empty() ? place : place.empty() ? area : area + ", " + place;
  MapHeading heading;
  heading.title = !asked.empty() ? asked : !area.empty() ? area : !place.empty() ? place : what;
  if (heading.title != what) heading.subtitle = what;
  if (!where.empty() && where != heading.title) heading.subtitle += (heading.subtitle.empty() ? "In " : " in ") + where;
  if (const std::string when = when_of(incident_layers(project, data)); !when.empty()) {
    heading.subtitle += heading.subtitle.empty() ? with_capital_first(when) : "; " + when;
  }
  return heading;
}

}  // namespace wardscope::catalog
