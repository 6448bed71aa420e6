// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "cartography/choropleth.hpp"
#include "cartography/drawn_clusters.hpp"
#include "cartography/drawn_layer.hpp"
#include "cartography/drawn_ratio.hpp"
#include "cartography/drawn_risk.hpp"
#include "cartography/drawn_stability.hpp"
#include "cartography/drawn_streets.hpp"
#include "cartography/drawn_surface.hpp"
#include "cartography/theme.hpp"
#include "core/text.hpp"
#include "geo/grid_reference.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::cartography {
namespace {

/// How the polygons of a kind of result look.
struct AreaLook {
  Colour fill;
  Hatch hatch = Hatch::none;
  Colour stroke;
  float stroke_width = 1.0F;  ///< times the layer's line width
  const char* key = "";       ///< what one of them is
  const char* prefix = "";    ///< before a rank, so that those of two results are told apart without colour
};

constexpr Colour kSignificant = rgb(0x6D001A);  // of the cells within, darker
constexpr Colour kCluster = rgb(0x006A71);      // petrol: no hue of the density ramp, no hotspot's red

AreaLook look_of(std::string_view form) {
  if (form == "view")
    return {theme::kView.with_alpha(0.22F), Hatch::none, theme::kView.with_alpha(0.75F), 0.7F, "Ground in view"};
  if (form == "union")
    return {theme::kView.with_alpha(0.30F), Hatch::none, theme::kView, 1.0F, "Ground in view of a camera"};
  if (form == "hotspot")
    return {theme::kHotspot.with_alpha(0.10F), Hatch::none, theme::kHotspot, 1.7F, "Hotspot; H1 ranks first", "H"};
  if (form == "incident-cluster")
    return {kCluster.with_alpha(0.14F), Hatch::none, kCluster, 1.5F, "Cluster; C1 ranks first", "C"};
  if (form == "wider-cluster")
    return {kCluster.with_alpha(0.0F), Hatch::none, kCluster, 0.7F, "Cluster of clusters", "CC"};
  if (form == "significant-area")
    return {kSignificant.with_alpha(0.0F), Hatch::none, kSignificant, 1.6F, "Significant area; S1 first", "S"};
  if (form == "hold") return {theme::kHotspot, Hatch::none, theme::kHotspot, 1.0F, "", "H"};  // for its ranks
  if (form == "gap")
    return {theme::kGap.with_alpha(0.55F), Hatch::diagonal, theme::kGap, 1.3F, "Gap out of view; G1 ranks first", "G"};
  if (form == "reach") return {theme::kAccent.with_alpha(0.35F), Hatch::diagonal, theme::kAccent, 0.9F, "Beyond reach"};
  return {theme::kAccent.with_alpha(0.12F), Hatch::none, theme::kAccent, 1.0F, "Area"};
}

std::string rank_of(const table::FeatureTable& features, std::size_t row) {
  const auto column = features.column("rank");
  return column ? table::to_text(features.at(row, *column), 0) : std::to_string(row + 1);
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

void add_polygons(DrawnLayer& drawn, const project::Layer& layer, std::vector<geo::MultiPolygon> shapes,
                  const AreaLook& look) {
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

/// Full outlines with a casing of paper, which show on the darkest of the density; rings within them are hair lines.
/// Gap ground leaves roofs out: with the full outline round each of them a gap would be a heap of rings.
void add_cased(DrawnLayer& drawn, const project::Layer& layer, std::vector<geo::MultiPolygon> shapes) {
  constexpr float kRingWithin = 0.35F;
  constexpr float kCasing = 2.0F;  // points wider than the outline
  const AreaLook look = look_of(layer.form);
  std::vector<geo::LineString> outlines;
  for (const geo::MultiPolygon& shape : shapes) {
    for (const geo::Polygon& piece : shape) {
      outlines.push_back(piece.exterior);
      if (!piece.exterior.empty() && piece.exterior.front() != piece.exterior.back())
        outlines.back().push_back(piece.exterior.front());
    }
  }
  AreaLook thin = look;
  thin.stroke_width = kRingWithin;
  add_polygons(drawn, layer, std::move(shapes), thin);
  const float width = look.stroke_width * static_cast<float>(layer.style.line_width);
  std::get<PatchSwatch>(drawn.legend.rows.back().swatch).stroke_width = width;
  drawn.parts.push_back(
      {LineLayer{core::make_snapshot(std::move(outlines)), theme::kPaper, width + kCasing, look.stroke, width}});
}

/// Where in a large gap to go and look: its busiest place, by the grid reference that the table gives where it may be
/// told.
void add_busiest_places(DrawnLayer& drawn, const table::FeatureTable& features) {
  constexpr double kLarge = 20000.0;  // m2: a smaller gap is seen at a glance from anywhere in it
  constexpr double kCoarsest = 12.0;  // m a point: 1:34,000; on a coarser map the mark would be as large as the gap
  const auto column = features.column("busiest_place");
  if (!column) return;
  PointColumns marks;
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* shape = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    const auto* reference = std::get_if<std::string>(&features.at(row, *column));
    if (shape == nullptr || reference == nullptr || reference->empty() || geo::area(*shape) < kLarge) continue;
    const auto square = geo::from_grid_reference(*reference);
    if (!square) continue;
    marks.x.push_back(square->centre().x);
    marks.y.push_back(square->centre().y);
  }
  if (marks.x.empty()) return;
  const PointStyle style{Symbol::diamond, theme::kPaper, theme::kGap, 8.0F, 2.0F};
  drawn.legend.rows.push_back({style, "Busiest place of a large gap", false, kCoarsest});
  drawn.parts.push_back({PointLayer{core::make_snapshot(std::move(marks)), {style}, false}, kCoarsest});
}

/// What the table of views says of its cameras. A table without the column has known views and such that are not.
struct ViewCounts {
  std::size_t assumed = 0;
  std::size_t not_known = 0;
  std::size_t left_out = 0;
  std::string assumed_word;  ///< "assumed", or what stands in its place
};

std::string status_of(const table::FeatureTable& views, std::size_t row) {
  const auto column = views.column("status");
  return column ? table::to_text(views.at(row, *column), 0) : std::string();
}

bool is_assumed(const std::string& status) { return status.find("assumed") != std::string::npos; }

ViewCounts count_views(const table::FeatureTable& views) {
  ViewCounts counts;
  for (std::size_t row = 0; row < views.row_count(); ++row) {
    const std::string status = status_of(views, row);
    if (std::holds_alternative<geo::MultiPolygon>(views.geometry(row))) {
      if (!is_assumed(status)) continue;
      ++counts.assumed;
      counts.assumed_word = status;
    } else {
      ++(status == "left out" ? counts.left_out : counts.not_known);
    }
  }
  return counts;
}

std::string number(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

/// What a map of views must say of the cameras whose view it doesn't show; empty where all are known.
std::string unknown_views(const ViewCounts& counts, std::size_t cameras) {
  std::string text;
  if (counts.not_known > 0 && counts.not_known + counts.left_out == cameras) {
    text = "No view is known: the cameras have no bearing or no range";
  } else if (counts.not_known > 0) {
    text = number(counts.not_known) + " of " + number(cameras) + " views are not known";
  }
  if (counts.left_out > 0) text += (text.empty() ? "" : "; ") + number(counts.left_out) + " out of service or proposed";
  return text;
}

/// Views that rest on an assumption are paler than those that are known, and the key says how many they are.
void add_views(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& views, Shapes& shapes) {
  const ViewCounts counts = count_views(views);
  std::vector<geo::MultiPolygon> known;
  std::vector<geo::MultiPolygon> assumed;
  for (std::size_t i = 0; i < shapes.polygons.size(); ++i) {
    (is_assumed(status_of(views, shapes.rows[i])) ? assumed : known).push_back(std::move(shapes.polygons[i]));
  }
  if (!known.empty()) add_polygons(drawn, layer, std::move(known), look_of(layer.form));
  if (assumed.empty()) return;
  AreaLook paler = look_of(layer.form);
  paler.fill = theme::kView.with_alpha(0.12F);
  paler.stroke = theme::kView.with_alpha(0.40F);
  add_polygons(drawn, layer, std::move(assumed), paler);
  std::string& key = drawn.legend.rows.back().text;
  key += ", " + counts.assumed_word;
  if (views.row_count() > 1) key += " (" + number(counts.assumed) + " of " + number(views.row_count()) + " cameras)";
}

void draw_features(DrawnLayer& drawn, const project::Layer& layer, const table::FeatureTable& features) {
  if (layer.form == "cluster") {
    add_clusters(drawn, layer, features);
    return;
  }
  if (layer.form == "tolerance") return add_tolerance(drawn, layer, features);
  if (layer.form == "street-density") return add_street_density(drawn, layer, features);
  if (layer.form == "risk-terrain") return add_risk_terrain(drawn, layer, features);
  Shapes shapes = shapes_of(features);
  const bool views = layer.form == "view";
  if (views) drawn.legend.note = unknown_views(count_views(features), features.row_count());
  if (!shapes.polygons.empty()) {
    const bool classed = !layer.style.column.empty() && features.column(layer.style.column);
    if (classed) {
      add_choropleth(drawn, layer, features, shapes);
    } else if (layer.form == "gap") {
      add_cased(drawn, layer, std::move(shapes.polygons));
      add_busiest_places(drawn, features);
    } else if (layer.form == "incident-cluster" || layer.form == "wider-cluster" || layer.form == "significant-area") {
      add_cased(drawn, layer, std::move(shapes.polygons));
    } else if (layer.form == "hold") {
      add_holding(drawn, layer, features);
    } else if (views) {
      add_views(drawn, layer, features, shapes);
    } else {
      add_polygons(drawn, layer, std::move(shapes.polygons), look_of(layer.form));
    }
    drawn.labels = rank_labels(layer, features, nullptr);
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

/// What of the shape lies in the area; all of it where there is none.
geo::MultiPolygon part_within(const geo::MultiPolygon& shape, const geo::MultiPolygon* area) {
  if (area == nullptr) return shape;
  if (!geo::extent_of(shape).intersects(geo::extent_of(*area))) return {};
  auto common = geo::intersection(shape, *area);
  return common ? *std::move(common) : geo::MultiPolygon();
}

}  // namespace

// Ranks are few and small: the first keeps its place before the others.
std::vector<LabelCandidate> rank_labels(const project::Layer& layer, const table::FeatureTable& features,
                                        const geo::MultiPolygon* within) {
  std::vector<LabelCandidate> labels;
  if (!layer.style.labels || (!layer.style.column.empty() && features.column(layer.style.column))) return labels;
  const AreaLook look = look_of(layer.form);
  for (std::size_t row = 0; row < features.row_count(); ++row) {
    const auto* whole = std::get_if<geo::MultiPolygon>(&features.geometry(row));
    if (whole == nullptr) continue;
    const geo::MultiPolygon shape = part_within(*whole, within);
    constexpr double kSliver = 1.0;  // m2, of a part: a slip of the pen
    if (geo::area(shape) <= (within == nullptr ? 0.0 : kSliver)) continue;
    const geo::Extent extent = geo::extent_of(shape);
    constexpr double kPrecision = 1.0 / 40.0;
    Label label;
    label.at = pole_of_inaccessibility(shape, std::max(extent.width(), extent.height()) * kPrecision);
    label.text = look.prefix + rank_of(features, row);
    label.size = 11.0F;
    label.bold = true;
    label.colour = look.stroke;
    label.halo = theme::kPaper;
    constexpr double kRanksFirst = 1e9;
    // The first ten stand at any scale; the others wait until their area is wide enough on the map.
    constexpr std::size_t kAlways = 10;
    const double room = row < kAlways ? 0.0 : std::max(extent.width(), extent.height());
    labels.push_back({std::move(label), kRanksFirst - static_cast<double>(row), room});
    labels.back().mark = extent;
  }
  return labels;
}

DrawnLayer draw_result(const project::Layer& layer, const MapResult& result, const borough::AreaSet* land) {
  DrawnLayer drawn;
  drawn.legend = {layer.id, layer.title, {}, {}, {}, {}};
  if (result.raster) add_surface(drawn, layer, result, land);
  if (result.features) draw_features(drawn, layer, *result.features);
  return drawn;
}

}  // namespace wardscope::cartography
