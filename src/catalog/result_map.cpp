// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_map.hpp"

#include <algorithm>
#include <utility>

#include "cartography/furniture.hpp"
#include "catalog/map_words.hpp"
#include "project/default_project.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::catalog {
namespace {

constexpr float kMapWidth = 510.0F;  // points: the text of an A4 page
constexpr float kMapHeight = 340.0F;
constexpr double kScaleRoom = 30.0;
constexpr float kMapMargin = 8.0F;

/// Fits the place into what key and scale bar leave free: beside the key or below it, whichever shows it larger.
project::MapCamera camera_of(const geo::Extent& place, const cartography::Box& key) {
  const auto width = static_cast<double>(kMapWidth);
  const double height = static_cast<double>(kMapHeight) - kScaleRoom;
  const double beside = static_cast<double>(key.width + 2.0F * kMapMargin);
  const double above = static_cast<double>(key.height + 2.0F * kMapMargin);
  project::MapCamera left = project::fit(place, std::max(1.0, width - beside), height);
  project::MapCamera below = project::fit(place, width, std::max(1.0, height - above));
  left.centre = left.centre + geo::Point{beside / 2, -kScaleRoom / 2} * left.metres_per_point;
  below.centre = below.centre + geo::Point{0.0, (above - kScaleRoom) / 2} * below.metres_per_point;
  return left.metres_per_point < below.metres_per_point ? left : below;
}

bool is_about_cameras(const std::string& form) {
  return form == "view" || form == "union" || form == "gap" || form == "count";
}

/// The result and the ground that it lies on.
project::Project project_of_result(const MapWorkspace& workspace, const std::string& name) {
  project::Project project = standard_view(workspace, static_cast<double>(kMapWidth), static_cast<double>(kMapHeight));
  std::string form;
  for (const project::Layer& layer : project.layers) {
    if (layer.source == project::LayerSource::result && layer.name == name) form = layer.form;
  }
  for (project::Layer& layer : project.layers) {
    switch (layer.source) {
      case project::LayerSource::result:
        layer.visible = layer.name == name;
        break;
      case project::LayerSource::incidents:
        layer.visible = false;
        break;
      case project::LayerSource::cameras:
        layer.visible = is_about_cameras(form);
        break;
      case project::LayerSource::hubs:
        layer.visible = form == "reach";
        break;
      default:
        break;
    }
  }
  return project;
}

/// What everybody knows without a key.
bool is_known_ground(const cartography::LegendEntry& entry) {
  return entry.layer_id == "streets" || entry.layer_id == "buildings" || entry.layer_id == "land";
}

}  // namespace

core::Result<ResultMap> result_map(const MapWorkspace& workspace, const std::string& name) {
  project::Project project = project_of_result(workspace, name);
  const cartography::TextMeasure measure = report::measure_text;
  cartography::SceneBuilder builder{measure};
  cartography::PageSpec page;
  page.width = kMapWidth;
  page.height = kMapHeight;
  page.sensitive_points = cartography::SensitivePoints::never;
  auto legend = builder.legend(project, workspace.data, page.sensitive_points);
  if (!legend) return legend.error();
  std::erase_if(*legend, is_known_ground);
  const cartography::FurnitureLayout::LegendPlace place{kMapWidth - kMapMargin, kMapMargin, kMapHeight - 90.0F};
  cartography::Scene empty;
  project.camera = camera_of(borough::extent_of(workspace.data.dataset),
                             cartography::FurnitureLayout(empty, measure).add_legend(*legend, place));
  auto scene = builder.build(project, workspace.data, page);
  if (!scene) return scene.error();
  cartography::FurnitureLayout(*scene, measure).add_legend(*legend, place);
  cartography::drop_covered_labels(*scene, measure);
  return ResultMap{std::move(scene).value(), heading_of(project, workspace.data, "", "").subtitle};
}

}  // namespace wardscope::catalog
