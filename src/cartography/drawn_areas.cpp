// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "cartography/choropleth.hpp"
#include "cartography/drawn_layer.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

constexpr std::uint8_t kNoFill = 0xFF;

std::vector<AreaNumber> numbers_of(const borough::AreaSet& set, std::string_view column) {
  std::vector<AreaNumber> numbers;
  for (const borough::Area& area : set.areas) {
    AreaNumber number;
    if (column == "population") number.value = area.population;
    if (column == "deprivation_rank") number.value = area.deprivation_rank;
    const double km2 = geo::area(area.shape) / 1e6;
    if (column == "population_per_km2" && area.population && km2 > 0) number.value = *area.population / km2;
    numbers.push_back(number);
  }
  return numbers;
}

std::string unit_of(std::string_view column) {
  if (column == "population") return "residents";
  if (column == "population_per_km2") return "residents per km²";
  if (column == "deprivation_rank") return "rank, 1 is the most deprived";
  return {};
}

// Names are worth their area's size: where two collide the larger stays.
void add_names(DrawnLayer& drawn, const borough::AreaSet& set) {
  const bool neighbourhood = set.kind == borough::AreaKind::neighbourhood;
  constexpr double kPrecision = 1.0 / 60.0;    // of the extent: a name's place need not be exact
  constexpr double kNeighbourhoodFirst = 1e6;  // km2, more than any ward has
  for (const borough::Area& area : set.areas) {
    const geo::Extent extent = geo::extent_of(area.shape);
    const double km2 = geo::area(area.shape) / 1e6;
    if (extent.empty() || km2 <= 0) continue;
    const double precision = std::max(extent.width(), extent.height()) * kPrecision;
    Label label;
    label.at = pole_of_inaccessibility(area.shape, precision);
    label.text = area.name;
    label.size = neighbourhood ? 9.5F : 9.0F;
    label.bold = true;
    label.colour = neighbourhood ? theme::kNeighbourhood : theme::kInk;
    label.halo = theme::kPaper.with_alpha(0.92F);
    drawn.labels.push_back({std::move(label), km2 + (neighbourhood ? kNeighbourhoodFirst : 0.0), extent.width()});
  }
}

void style_outline(PolygonLayer& polygons, const project::Layer& layer, borough::AreaKind kind) {
  polygons.stroke_width = static_cast<float>(layer.style.line_width);
  switch (kind) {
    case borough::AreaKind::neighbourhood:
      polygons.stroke = theme::kNeighbourhood;
      break;
    case borough::AreaKind::small_area:
      polygons.stroke = theme::kSmallAreaLine;
      break;
    default:
      polygons.stroke = theme::kWardLine;
      break;
  }
}

}  // namespace

DrawnLayer draw_areas(const project::Layer& layer, const borough::AreaSet& set) {
  std::vector<geo::MultiPolygon> shapes;
  for (const borough::Area& area : set.areas) shapes.push_back(area.shape);
  PolygonLayer polygons;
  DrawnLayer drawn;
  drawn.legend = {layer.id, layer.title, {}, {}, {}, {}};
  style_outline(polygons, layer, set.kind);
  if (!layer.style.column.empty()) {
    Choropleth classes = classify(numbers_of(set, layer.style.column), layer.style);
    polygons.fill_of = std::move(classes.fill_of);
    polygons.fills = std::move(classes.fills);
    polygons.hatches = std::move(classes.hatches);
    drawn.legend.rows = std::move(classes.rows);
    drawn.legend.unit = unit_of(layer.style.column);
  } else if (layer.form == "land") {
    polygons.fill_of.assign(shapes.size(), 0);
    polygons.fills = {theme::kLand};
  } else {
    const bool filled = layer.style.fill;
    const Colour wash = polygons.stroke.with_alpha(0.08F);
    polygons.fill_of.assign(shapes.size(), filled ? std::uint8_t{0} : kNoFill);
    polygons.fills = {wash};
    drawn.legend.rows.push_back(
        {PatchSwatch{filled ? wash : Colour{0, 0, 0, 0}, Hatch::none, polygons.stroke, polygons.stroke_width},
         layer.title});
  }
  polygons.shapes = core::make_snapshot(std::move(shapes));
  drawn.parts.push_back({std::move(polygons)});
  if (layer.style.labels) add_names(drawn, set);
  return drawn;
}

}  // namespace wardscope::cartography
