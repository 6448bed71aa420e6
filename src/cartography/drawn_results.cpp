// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include "cartography/choropleth.hpp"
#include "cartography/drawn_layer.hpp"
#include "cartography/palette.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

/// How the polygons of a kind of result look.
struct AreaLook {
  Colour fill;
  Hatch hatch = Hatch::none;
  Colour stroke;
  float stroke_width = 1.0F;  ///< times the layer's line width
  const char* key = "";       ///< what one of them is
};

AreaLook look_of(std::string_view form) {
  if (form == "view") return {theme::kView.with_alpha(0.22F), Hatch::none, theme::kView.with_alpha(0.75F), 0.7F, "Ground in view"};
  if (form == "hotspot") return {theme::kHotspot.with_alpha(0.10F), Hatch::none, theme::kHotspot, 1.7F, "Hotspot, with its rank"};
  if (form == "gap") return {theme::kGap.with_alpha(0.55F), Hatch::diagonal, theme::kGap, 1.3F, "Gap out of view, with its rank"};
  return {theme::kAccent.with_alpha(0.12F), Hatch::none, theme::kAccent, 1.0F, "Area"};
}

std::string rank_of(const table::FeatureTable& features, std::size_t row) {
  const auto column = features.column("rank");
  return column ? table::to_text(features.at(row, *column), 0) : std::to_string(row + 1);
}

// Ranks are few and small: the first keeps its place before the others.
void add_ranks(DrawnLayer& drawn, const table::FeatureTable& features, const AreaLook& look) {
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    if (shape == nullptr || geo::area(*shape) <= 0) continue;
    const geo::Extent extent = geo::extent_of(*shape);
    constexpr double kPrecision = 1.0 / 40.0;
    Label label;
    label.at = pole_of_inaccessibility(*shape, std::max(extent.width(), extent.height()) * kPrecision);
    label.text = rank_of(features, row);
    label.size = 11.0F;
    label.bold = true;
    label.colour = look.stroke;
    label.halo = theme::kPaper;
    constexpr double kRanksFirst = 1e9;
    drawn.labels.push_back({std::move(label), kRanksFirst - static_cast<double>(row), 0.0});
  }
}

/// The geometries of a table by their kind; `rows` are the rows of the polygons.
struct Shapes {
  std::vector<geo::MultiPolygon> polygons;
  std::vector<std::size_t> rows;
  std::vector<geo::LineString> lines;
  PointColumns points;
};

Shapes shapes_of(const table::FeatureTable& features) {
  Shapes shapes;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const geo::Geometry& geometry = features.geometry(row);
    if (const auto* polygon = std::get_if<geo::MultiPolygon>(&geometry)) {
      shapes.polygons.push_back(*polygon);
      shapes.rows.push_back(row);
    } else if (const auto* lines = std::get_if<geo::MultiLineString>(&geometry)) {
      shapes.lines.insert(shapes.lines.end(), lines->begin(), lines->end());
    } else if (const auto* point = std::get_if<geo::Point>(&geometry)) {
      shapes.points.x.push_back(point->x);
      shapes.points.y.push_back(point->y);
    }
  }
  return shapes;
}

// A suppressed number is an empty cell whose "<column>_suppressed" cell is not 0.
std::vector<AreaNumber> numbers_of(const table::FeatureTable& features, const Shapes& shapes, const std::string& name) {
  const auto column = features.column(name);
  const auto mark = features.column(name + "_suppressed");
  std::vector<AreaNumber> numbers;
  for (const std::size_t row : shapes.rows) {
    AreaNumber number;
    if (column) number.value = table::to_number(features.at(row, *column));
    if (mark) number.suppressed = table::to_number(features.at(row, *mark)).value_or(0) != 0;
    numbers.push_back(number);
  }
  return numbers;
}

void add_choropleth(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features,
                    Shapes& shapes) {
  Choropleth classes = classify(numbers_of(features, shapes, layer.style.column), layer.style);
  PolygonLayer polygons;
  polygons.fill_of = std::move(classes.fill_of);
  polygons.fills = std::move(classes.fills);
  polygons.hatches = std::move(classes.hatches);
  polygons.stroke = theme::kPaper;
  polygons.stroke_width = static_cast<float>(layer.style.line_width);
  polygons.shapes = core::make_snapshot(std::move(shapes.polygons));
  drawn.legend.rows = std::move(classes.rows);
  if (const auto column = features.column(layer.style.column)) {
    const table::Column& described = features.columns()[*column];
    drawn.legend.unit = described.label + (described.unit.empty() ? "" : ", " + described.unit);
  }
  drawn.parts.push_back({std::move(polygons)});
}

void add_polygons(DrawnLayer& drawn, const project::Layer& layer, std::vector<geo::MultiPolygon> shapes) {
  const AreaLook look = look_of(layer.form);
  PolygonLayer polygons;
  polygons.fill_of.assign(shapes.size(), layer.style.fill ? std::uint8_t{0} : std::uint8_t{0xFF});
  polygons.fills = {look.fill};
  polygons.hatches = {look.hatch};
  polygons.stroke = look.stroke;
  polygons.stroke_width = look.stroke_width * static_cast<float>(layer.style.line_width);
  polygons.shapes = core::make_snapshot(std::move(shapes));
  drawn.legend.rows.push_back({PatchSwatch{look.fill, look.hatch, look.stroke, polygons.stroke_width}, look.key});
  drawn.parts.push_back({std::move(polygons)});
}

void draw_features(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  Shapes shapes = shapes_of(features);
  if (!shapes.polygons.empty()) {
    const bool classed = !layer.style.column.empty() && features.column(layer.style.column);
    classed ? add_choropleth(drawn, layer, features, shapes) : add_polygons(drawn, layer, std::move(shapes.polygons));
    if (layer.style.labels && !classed) add_ranks(drawn, features, look_of(layer.form));
  }
  if (!shapes.lines.empty()) {
    LineLayer lines{core::make_snapshot(std::move(shapes.lines)), theme::kPaper, 0.0F, theme::kAccent,
                    static_cast<float>(layer.style.line_width)};
    drawn.legend.rows.push_back({LineSwatch{lines.colour, lines.casing, lines.width}, layer.title});
    drawn.parts.push_back({std::move(lines)});
  }
  if (!shapes.points.x.empty()) {
    const PointStyle style{Symbol::disc, theme::kAccent, theme::kPaper, static_cast<float>(layer.style.size), 0.8F};
    drawn.legend.rows.push_back({style, layer.title});
    drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(shapes.points)), {style}, false}});
  }
}

// "0", "12.5", "1,250": three digits that matter, as a key needs them.
std::string key_number(double value) {
  if (value >= 100 || value == 0) return core::fixed(value, 0);
  return core::fixed(value, value >= 10 ? 1 : 2);
}

void draw_raster(DrawnLayer& drawn, const project::Layer& layer, const MapResult& result) {
  float high = 0.0F;
  for (const float value : result.raster->values()) {
    if (std::isfinite(value)) high = std::max(high, value);
  }
  RasterLayer raster;
  raster.raster = result.raster;
  raster.ramp = density_ramp(ramp_or(layer.style.palette, "magma-reversed"));
  raster.low = 0.0F;
  raster.high = high > 0 ? high : 1.0F;
  const auto top = static_cast<double>(high);
  drawn.legend.unit = result.unit;
  drawn.legend.ramp = {raster.ramp, "0", key_number(top / 2), key_number(top)};
  drawn.parts.push_back({std::move(raster)});
}

}  // namespace

DrawnLayer draw_result(const project::Layer& layer, const MapResult& result) {
  DrawnLayer drawn;
  drawn.legend = {layer.id, layer.title, {}, {}, {}, {}};
  if (result.raster) draw_raster(drawn, layer, result);
  if (result.features) draw_features(drawn, layer, *result.features);
  return drawn;
}

}  // namespace wardscope::cartography
