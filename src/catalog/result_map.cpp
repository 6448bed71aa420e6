// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_map.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "cartography/furniture.hpp"
#include "catalog/board_frame.hpp"
#include "catalog/map_words.hpp"
#include "catalog/result_focus.hpp"
#include "project/default_project.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::catalog {
namespace {

bool is_about_cameras(const std::string& form) {
  return form == "view" || form == "union" || form == "gap" || form == "count";
}

/// The results of the run and the ground that they lie on.
project::Project project_of_run(const MapWorkspace& workspace, const std::vector<std::string>& names) {
  const double any_size = 500.0;
  std::vector<project::ResultDescriptor> run;
  for (const std::string& name : names) {
    for (const cartography::MapResult& result : workspace.data.results) {
      if (result.name == name) run.push_back({result.name, result.title, result.style});
    }
  }
  project::Project project = project::with_fresh_results(standard_view(workspace, any_size, any_size), run);
  std::vector<std::string> forms;
  for (project::Layer& layer : project.layers) {
    if (layer.source != project::LayerSource::result) continue;
    layer.visible = layer.visible && std::find(names.begin(), names.end(), layer.name) != names.end();
    if (layer.visible) forms.push_back(layer.form);
  }
  for (project::Layer& layer : project.layers) {
    if (layer.source == project::LayerSource::incidents) layer.visible = false;
    if (layer.source == project::LayerSource::cameras)
      layer.visible = std::any_of(forms.begin(), forms.end(), is_about_cameras);
    if (layer.source == project::LayerSource::hubs)
      layer.visible = std::find(forms.begin(), forms.end(), "reach") != forms.end();
  }
  return project;
}

/// What everybody knows without a key; wards carry their names.
bool is_known_ground(const cartography::LegendEntry& entry, const borough::Dataset& dataset) {
  if (entry.layer_id == "streets" || entry.layer_id == "buildings" || entry.layer_id == "land") return true;
  return std::any_of(dataset.area_sets.begin(), dataset.area_sets.end(), [&](const auto& set) {
    const bool named = set->kind == borough::AreaKind::ward || set->kind == borough::AreaKind::borough;
    return named && entry.layer_id == "areas:" + set->name;
  });
}

/// The data without what the map says itself.
cartography::MapData without_sources(const cartography::MapData& data) {
  cartography::MapData map = data;
  map.dataset.sources.clear();
  return map;
}

}  // namespace

core::Result<ResultMap> result_map(const MapWorkspace& workspace, const std::vector<std::string>& names) {
  assert(!names.empty());
  project::Project project = project_of_run(workspace, names);
  const cartography::TextMeasure measure = report::measure_text;
  cartography::SceneBuilder builder{measure};
  cartography::PageSpec page;
  page.sensitive_points = cartography::SensitivePoints::never;
  const geo::Extent focus = focus_of(workspace, project);
  // What is drawn, and with it the key, hangs on the scale: the key is of a map of about this size.
  constexpr double kAboutWidth = 480.0;
  constexpr double kAboutHeight = 280.0;
  project.camera = project::fit(focus, kAboutWidth, kAboutHeight);
  BoardFrame frame{{}, cartography::attribution_lines(workspace.data.dataset), workspace.data.dataset};
  auto legend = builder.legend(project, workspace.data, page.sensitive_points);
  if (!legend) return legend.error();
  std::erase_if(*legend, [&](const auto& entry) { return is_known_ground(entry, workspace.data.dataset); });
  frame.legend = std::move(legend).value();
  const BoardLayout layout = board_layout(frame, focus, measure);
  project.camera = layout.camera;
  page.width = layout.map_width;
  page.height = layout.map_height;
  auto scene = builder.build(project, without_sources(workspace.data), page);
  if (!scene) return scene.error();
  cartography::drop_covered_labels(*scene, measure);
  add_strip(*scene, frame, layout, measure);
  return ResultMap{std::move(scene).value(), heading_of(project, workspace.data, "", "").subtitle};
}

}  // namespace wardscope::catalog
