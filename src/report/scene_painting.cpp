// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/scene_painting.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cartography/symbol_shape.hpp"
#include "cartography/theme.hpp"
#include "core/units.hpp"
#include "geo/line_simplification.hpp"
#include "report/cairo_painter.hpp"
#include "report/clipping.hpp"
#include "report/raster_image.hpp"

namespace wardscope::report {
namespace {

using cartography::Hatch;
using cartography::Scene;

// Outlines just outside the page would be cut by it: what is kept reaches this far beyond.
constexpr double kBleed = 24.0;

/// Ground to page.
class Projection {
 public:
  explicit Projection(const Scene& scene)
      : view_(scene.view), scale_(1.0 / scene.metres_per_point()), kept_(scene.view.grown(kBleed / scale_)) {}
  [[nodiscard]] geo::Point operator()(geo::Point p) const {
    return {(p.x - view_.min_x) * scale_, (view_.max_y - p.y) * scale_};
  }
  [[nodiscard]] const geo::Extent& kept() const { return kept_; }

 private:
  geo::Extent view_;
  double scale_;
  geo::Extent kept_;
};

// A line that leaves the true one by less, in points, looks the same on paper: 0.02 mm, half a dot at 600 dpi.
constexpr double kFinest = 0.05;

void add_path(cairo_t* cr, const std::vector<geo::Point>& line, const Projection& project) {
  std::vector<geo::Point> page;
  page.reserve(line.size());
  for (const geo::Point& p : line) page.push_back(project(p));
  page = geo::simplified(page, kFinest);
  for (std::size_t i = 0; i < page.size(); ++i) {
    i == 0 ? cairo_move_to(cr, page[i].x, page[i].y) : cairo_line_to(cr, page[i].x, page[i].y);
  }
}

bool add_polygons(cairo_t* cr, const geo::MultiPolygon& polygons, const Projection& project) {
  bool any = false;
  const auto add_ring = [&](const geo::Ring& ring) {
    const geo::Ring shown = clipped(ring, project.kept());
    if (shown.size() < 3) return;
    add_path(cr, shown, project);
    cairo_close_path(cr);
    any = true;
  };
  for (const geo::Polygon& polygon : polygons) {
    if (!geo::extent_of(polygon).intersects(project.kept())) continue;
    add_ring(polygon.exterior);
    for (const geo::Ring& hole : polygon.holes) add_ring(hole);
  }
  return any;
}

bool is_turned(const geo::Ring& ring, bool hole) { return (geo::signed_area(ring) < 0) != hole; }

// A ring in the sense that the winding rule wants: outlines one way, holes the other.
void add_turned(cairo_t* cr, geo::Ring ring, bool hole, const Projection& project) {
  if (ring.size() < 3) return;
  if (is_turned(ring, hole)) std::reverse(ring.begin(), ring.end());
  add_path(cr, ring, project);
  cairo_close_path(cr);
}

// Thousands of shapes that look alike, as buildings do, are one path filled and stroked at once: a PDF holds it once,
// not twice, and a picture is scanned once. By the winding rule shapes that overlap are one; a fill that shows what is
// below it would be painted twice there otherwise, so it is for opaque ones alone.
bool is_one_path(const cartography::PolygonLayer& layer) {
  constexpr std::size_t kMany = 200;
  return layer.shapes->size() >= kMany && layer.fills.size() == 1 && layer.fills.front().a >= 1.0F &&
         (layer.hatches.empty() || layer.hatches.front() == Hatch::none) &&
         std::all_of(layer.fill_of.begin(), layer.fill_of.end(), [](std::uint8_t fill) { return fill == 0; });
}

void paint_as_one_path(cairo_t* cr, const cartography::PolygonLayer& layer, const Projection& project) {
  for (const geo::MultiPolygon& shape : *layer.shapes) {
    for (const geo::Polygon& polygon : shape) {
      if (!geo::extent_of(polygon.exterior).intersects(project.kept())) continue;
      add_turned(cr, clipped(polygon.exterior, project.kept()), false, project);
      for (const geo::Ring& hole : polygon.holes) add_turned(cr, clipped(hole, project.kept()), true, project);
    }
  }
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
  set_colour(cr, layer.fills.front());
  cairo_fill_preserve(cr);
  set_colour(cr, layer.stroke);
  cairo_set_line_width(cr, static_cast<double>(layer.stroke_width));
  layer.stroke_width > 0 && layer.stroke.a > 0 ? cairo_stroke(cr) : cairo_new_path(cr);
}

void paint(cairo_t* cr, const cartography::PolygonLayer& layer, const Projection& project) {
  if (is_one_path(layer)) return paint_as_one_path(cr, layer, project);
  constexpr std::uint8_t kNoFill = 0xFF;
  for (std::size_t i = 0; i < layer.shapes->size(); ++i) {
    const std::uint8_t fill = i < layer.fill_of.size() ? layer.fill_of[i] : kNoFill;
    if (fill >= layer.fills.size()) continue;
    if (!add_polygons(cr, (*layer.shapes)[i], project)) continue;
    fill_path(cr, layer.fills[fill], fill < layer.hatches.size() ? layer.hatches[fill] : Hatch::none);
  }
  if (layer.stroke_width <= 0 || layer.stroke.a <= 0) return;
  // All outlines after all fills: a fill never covers its neighbour's line.
  for (const geo::MultiPolygon& shape : *layer.shapes) {
    if (!add_polygons(cr, shape, project)) continue;
    set_colour(cr, layer.stroke);
    cairo_set_line_width(cr, static_cast<double>(layer.stroke_width));
    cairo_stroke(cr);
  }
}

void stroke_lines(cairo_t* cr, const std::vector<geo::LineString>& lines, const Projection& project) {
  for (const geo::LineString& line : lines) {
    if (!geo::extent_of(line).intersects(project.kept())) continue;
    for (const geo::LineString& piece : pieces_within(line, project.kept())) add_path(cr, piece, project);
  }
  cairo_stroke(cr);
}

void paint(cairo_t* cr, const cartography::LineLayer& layer, const Projection& project) {
  if (layer.casing_width > 0) {
    set_colour(cr, layer.casing);
    cairo_set_line_width(cr, static_cast<double>(layer.casing_width));
    stroke_lines(cr, *layer.lines, project);
  }
  set_colour(cr, layer.colour);
  cairo_set_line_width(cr, static_cast<double>(layer.width));
  stroke_lines(cr, *layer.lines, project);
}

void paint(cairo_t* cr, const cartography::PointLayer& layer, const Projection& project) {
  const cartography::PointColumns& points = *layer.points;
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    const geo::Point at{points.x[i], points.y[i]};
    if (!project.kept().contains(at)) continue;
    const std::size_t style = points.style_of.empty() ? 0 : points.style_of[i];
    if (style >= layer.styles.size()) continue;
    const double bearing = points.rotation.empty() ? 0.0 : static_cast<double>(points.rotation[i]);
    paint_symbol(cr, layer.styles[style], project(at), bearing);
  }
}

void paint(cairo_t* cr, const cartography::LabelLayer& layer, const Projection& project) {
  constexpr float kCapitals = 0.36F;  // half the height of capitals over the size
  constexpr double kHaloWidth = 3.0;
  for (const cartography::Label& label : layer.labels) {
    const auto weight = label.bold ? cartography::Weight::bold : cartography::Weight::regular;
    const Layout layout = make_layout(label.text, {.size = label.size, .weight = weight});
    const LayoutSize size = size_of(layout.get());
    const geo::Point at = project(label.at);
    const double x = -static_cast<double>(size.width) / 2;
    const auto y = static_cast<double>(kCapitals * label.size - size.baseline);
    cairo_save(cr);
    cairo_translate(cr, at.x, at.y);
    cairo_rotate(cr, static_cast<double>(label.angle) * std::numbers::pi / 180.0);
    cairo_move_to(cr, x, y);
    pango_cairo_layout_path(cr, layout.get());
    set_colour(cr, label.halo);
    cairo_set_line_width(cr, kHaloWidth);
    cairo_stroke(cr);
    cairo_move_to(cr, x, y);
    set_colour(cr, label.colour);
    pango_cairo_show_layout(cr, layout.get());
    cairo_restore(cr);
  }
}

// Lines at 45 degrees over the current clip, on a lattice of the whole page so that neighbours' hatches meet.
void paint_hatch(cairo_t* cr, Hatch hatch) {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
  cairo_clip_extents(cr, &x1, &y1, &x2, &y2);
  constexpr double kStep = 5.0;
  const double height = y2 - y1;
  for (double c = std::floor((x1 + y1) / kStep) * kStep; c <= x2 + y2; c += kStep) {
    cairo_move_to(cr, c - y1, y1);
    cairo_line_to(cr, c - y1 - height, y2);
  }
  if (hatch == Hatch::cross) {
    for (double c = std::floor((x1 - y2) / kStep) * kStep; c <= x2 - y1; c += kStep) {
      cairo_move_to(cr, c + y1, y1);
      cairo_line_to(cr, c + y1 + height, y2);
    }
  }
  cairo_stroke(cr);
}

void rounded_box(cairo_t* cr, const cartography::Box& box, float corner) {
  const auto x = static_cast<double>(box.x);
  const auto y = static_cast<double>(box.y);
  const auto width = static_cast<double>(box.width);
  const auto height = static_cast<double>(box.height);
  const double r = std::min({static_cast<double>(corner), width / 2, height / 2});
  if (r <= 0) return cairo_rectangle(cr, x, y, width, height);
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_new_sub_path(cr);
  cairo_arc(cr, x + width - r, y + r, r, -kQuarter, 0);
  cairo_arc(cr, x + width - r, y + height - r, r, 0, kQuarter);
  cairo_arc(cr, x + r, y + height - r, r, kQuarter, 2 * kQuarter);
  cairo_arc(cr, x + r, y + r, r, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cr);
}

void stroke_path(cairo_t* cr, cartography::Colour colour, float width) {
  if (width <= 0 || colour.a <= 0) return cairo_new_path(cr);
  set_colour(cr, colour);
  cairo_set_line_width(cr, static_cast<double>(width));
  cairo_stroke(cr);
}

void paint(cairo_t* cr, const cartography::BoxItem& item) {
  cairo_new_path(cr);
  rounded_box(cr, item.box, item.radius);
  fill_path(cr, item.fill, item.hatch);
  rounded_box(cr, item.box, item.radius);
  stroke_path(cr, item.stroke, item.stroke_width);
}

void paint(cairo_t* cr, const cartography::TextItem& item) {
  const auto weight = item.bold ? cartography::Weight::bold : cartography::Weight::regular;
  const Layout layout = make_layout(item.text, {.size = item.size, .weight = weight});
  const LayoutSize size = size_of(layout.get());
  const float shift = item.align == cartography::Align::left     ? 0.0F
                      : item.align == cartography::Align::centre ? size.width / 2
                                                                 : size.width;
  set_colour(cr, item.colour);
  cairo_move_to(cr, static_cast<double>(item.x - shift), static_cast<double>(item.y - size.baseline));
  pango_cairo_show_layout(cr, layout.get());
}

void paint(cairo_t* cr, const cartography::PathItem& item) {
  const auto trace = [&] {
    cairo_new_path(cr);
    for (std::size_t i = 0; i < item.points.size(); ++i) {
      i == 0 ? cairo_move_to(cr, item.points[i].x, item.points[i].y)
             : cairo_line_to(cr, item.points[i].x, item.points[i].y);
    }
    if (item.closed) cairo_close_path(cr);
  };
  if (item.closed && item.fill.a > 0) {
    trace();
    fill_path(cr, item.fill, Hatch::none);
  }
  trace();
  stroke_path(cr, item.stroke, item.stroke_width);
}

void paint(cairo_t* cr, const cartography::SymbolItem& item) {
  paint_symbol(cr, item.style, {static_cast<double>(item.x), static_cast<double>(item.y)}, 0.0);
}

void paint_layer(cairo_t* cr, const cartography::SceneLayer& layer, const Scene& scene, double pixels_per_point) {
  const Projection project(scene);
  const bool translucent = layer.opacity < 1.0F;
  if (layer.opacity <= 0) return;
  if (translucent) cairo_push_group(cr);
  cairo_save(cr);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
  if (const auto* raster = std::get_if<cartography::RasterLayer>(&layer.content)) {
    paint_raster(cr, *raster, scene, pixels_per_point);
  } else if (const auto* polygons = std::get_if<cartography::PolygonLayer>(&layer.content)) {
    paint(cr, *polygons, project);
  } else if (const auto* lines = std::get_if<cartography::LineLayer>(&layer.content)) {
    paint(cr, *lines, project);
  } else if (const auto* points = std::get_if<cartography::PointLayer>(&layer.content)) {
    paint(cr, *points, project);
  } else if (const auto* labels = std::get_if<cartography::LabelLayer>(&layer.content)) {
    paint(cr, *labels, project);
  }
  cairo_restore(cr);
  if (!translucent) return;
  cairo_pop_group_to_source(cr);
  cairo_paint_with_alpha(cr, static_cast<double>(layer.opacity));
}

}  // namespace

void set_colour(cairo_t* cr, cartography::Colour colour, double opacity) {
  cairo_set_source_rgba(cr, static_cast<double>(colour.r), static_cast<double>(colour.g), static_cast<double>(colour.b),
                        static_cast<double>(colour.a) * opacity);
}

void fill_path(cairo_t* cr, cartography::Colour colour, Hatch hatch) {
  if (hatch == Hatch::none) {
    if (colour.a <= 0) return cairo_new_path(cr);
    set_colour(cr, colour);
    return cairo_fill(cr);
  }
  // A hatch is its colour as lines upon a wash of it; white is hatched in grey, for it would not be seen.
  constexpr float kWash = 0.18F;
  const bool white = colour.r > 0.95F && colour.g > 0.95F && colour.b > 0.95F;
  set_colour(cr, white ? colour : colour.with_alpha(colour.a * kWash));
  cairo_fill_preserve(cr);
  cairo_save(cr);
  cairo_clip(cr);
  set_colour(cr, white ? cartography::theme::kNoDataLine : colour);
  constexpr double kHatchWidth = 0.8;
  cairo_set_line_width(cr, kHatchWidth);
  paint_hatch(cr, hatch);
  cairo_restore(cr);
}

void paint_symbol(cairo_t* cr, const cartography::PointStyle& style, geo::Point at, double bearing) {
  cairo_save(cr);
  cairo_new_path(cr);  // text leaves a current point behind
  cairo_translate(cr, at.x, at.y);
  cairo_rotate(cr, core::radians(core::Degrees(bearing)));
  const auto size = static_cast<double>(style.size);
  const bool first = style.symbol == cartography::Symbol::disc || style.symbol == cartography::Symbol::ring;
  if (first) {
    cairo_arc(cr, 0, 0, size / 2, 0, 2 * std::numbers::pi);
  } else {
    for (const geo::Point& corner : cartography::symbol_outline(style.symbol)) {
      cairo_line_to(cr, corner.x * size, -corner.y * size);
    }
  }
  cairo_close_path(cr);
  if (style.symbol == cartography::Symbol::ring) {
    stroke_path(cr, style.fill, std::max(style.stroke_width, style.size * 0.18F));
  } else {
    // The edge is drawn below the fill, so that it widens the symbol and doesn't thin it.
    if (style.stroke_width > 0 && style.stroke.a > 0) {
      set_colour(cr, style.stroke);
      cairo_set_line_width(cr, 2.0 * static_cast<double>(style.stroke_width));
      cairo_stroke_preserve(cr);
    }
    set_colour(cr, style.fill);
    cairo_fill(cr);
  }
  cairo_restore(cr);
}

void paint_furniture(cairo_t* cr, const std::vector<cartography::FurnitureItem>& items) {
  cairo_save(cr);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
  for (const cartography::FurnitureItem& item : items) {
    std::visit([&](const auto& shown) { paint(cr, shown); }, item);
  }
  cairo_restore(cr);
}

namespace {

/// @returns false where `go_on` said so after a layer.
template <typename GoOn>
bool paint_layers(cairo_t* cr, const Scene& scene, double pixels_per_point, GoOn go_on) {
  cairo_save(cr);
  cairo_rectangle(cr, 0, 0, static_cast<double>(scene.width), static_cast<double>(scene.height));
  cairo_clip(cr);
  set_colour(cr, scene.background);
  cairo_paint(cr);
  bool going = true;
  for (std::size_t i = 0; i < scene.layers.size() && going; ++i) {
    paint_layer(cr, scene.layers[i], scene, pixels_per_point);
    going = go_on(static_cast<double>(i + 1) / static_cast<double>(scene.layers.size()));
  }
  if (going) paint_furniture(cr, scene.furniture);
  cairo_restore(cr);
  return going;
}

}  // namespace

void paint_scene(cairo_t* cr, const Scene& scene, double pixels_per_point) {
  paint_layers(cr, scene, pixels_per_point, [](double) { return true; });
}

core::Status paint_page(cairo_t* cr, const Scene& scene, const jobs::Progress& progress) {
  if (paint_layers(cr, scene, kPrintPixelsPerPoint, [&](double share) { return progress.tick(share); })) return {};
  return core::cancelled();
}

}  // namespace wardscope::report
