// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_focus.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "catalog/class_words.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {
namespace {

/// Layers whose every area is a finding.
bool is_of_marks(std::string_view form) {
  static constexpr std::array<std::string_view, 6> kMarks{
      "hotspot", "hold", "incident-cluster", "wider-cluster", "significant-area", "gap"};
  return std::find(kMarks.begin(), kMarks.end(), form) != kMarks.end();
}

geo::Extent extent_of_rows(const table::FeatureTable& features, std::string_view form) {
  const auto column = form == "cluster" ? features.column("class") : std::nullopt;
  geo::Extent extent;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    if (column && is_ordinary_class(table::to_text(features.at(row, *column), 0))) continue;
    extent.add(geo::extent_of(features.geometry(row)));
  }
  return extent;
}

geo::Extent extent_of_values(const raster::Raster<float>& surface) {
  const raster::GridSpec& grid = surface.grid();
  geo::Extent extent;
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      if (std::isfinite(surface.at(column, row))) extent.add(grid.centre(column, row));
    }
  }
  return extent.grown(grid.cell / 2);
}

}  // namespace

geo::Extent focus_of(const MapWorkspace& workspace, const project::Project& project) {
  geo::Extent marks;
  geo::Extent surfaces;
  for (const project::Layer& layer : project.layers) {
    if (!layer.visible || layer.source != project::LayerSource::result) continue;
    for (const cartography::MapResult& result : workspace.data.results) {
      if (result.name != layer.name) continue;
      if (result.features) {
        const bool finding = is_of_marks(layer.form) || layer.form == "cluster";
        (finding ? marks : surfaces).add(extent_of_rows(*result.features, layer.form));
      }
      if (result.raster) surfaces.add(extent_of_values(*result.raster));
    }
  }
  const geo::Extent place = borough::extent_of(workspace.data.dataset);
  geo::Extent focus = !marks.empty() ? marks : !surfaces.empty() ? surfaces : place;
  if (focus.empty()) return focus;
  constexpr double kRim = 0.12;
  constexpr double kLeast = 2500.0;  // m: what lies round a single hotspot tells where it is
  const double side = std::max(focus.width(), focus.height());
  const double least = place.empty() ? kLeast : std::min(kLeast, std::max(place.width(), place.height()) / 2);
  focus = focus.grown(std::max(kRim * side, (least - side) / 2));
  // Beyond the place there is nothing to see.
  if (place.empty() || !place.intersects(focus)) return focus;
  return {std::max(focus.min_x, place.min_x), std::max(focus.min_y, place.min_y), std::min(focus.max_x, place.max_x),
          std::min(focus.max_y, place.max_y)};
}

}  // namespace wardscope::catalog
