// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/snapshot.hpp"
#include "geo/shapes.hpp"
#include "raster/raster.hpp"

namespace wardscope::cartography {

/// sRGB with straight alpha, 0..1.
struct Colour {
  float r = 0.0F;
  float g = 0.0F;
  float b = 0.0F;
  float a = 1.0F;
  friend bool operator==(const Colour&, const Colour&) = default;
  [[nodiscard]] Colour with_alpha(float alpha) const { return {r, g, b, alpha}; }
};

/// From 0xRRGGBB.
constexpr Colour rgb(std::uint32_t hex, float alpha = 1.0F) {
  return {static_cast<float>((hex >> 16U) & 0xFFU) / 255.0F, static_cast<float>((hex >> 8U) & 0xFFU) / 255.0F,
          static_cast<float>(hex & 0xFFU) / 255.0F, alpha};
}

/// Lengths on paper or screen are points of 1/72 inch at a scale of 1; a screen maps one to 4/3 px at 96 dpi.

/// A hatched fill is its colour as lines at 45 degrees upon a wash of it (alpha 0.18); a white one is white with grey
/// lines.
enum class Hatch : std::uint8_t { none, diagonal, cross };

/// Filled polygons. `fill_of` indexes `fills`, one entry a polygon set in `shapes`; 0xFF means no fill.
struct PolygonLayer {
  core::Snapshot<std::vector<geo::MultiPolygon>> shapes;
  std::vector<std::uint8_t> fill_of;
  std::vector<Colour> fills;
  std::vector<Hatch> hatches;  ///< one a fill, or empty
  Colour stroke{0, 0, 0, 0};
  float stroke_width = 0.0F;  ///< points; 0: no outline
};

struct LineLayer {
  core::Snapshot<std::vector<geo::LineString>> lines;
  Colour casing{0, 0, 0, 0};
  float casing_width = 0.0F;  ///< points, drawn below the line; 0: none
  Colour colour;
  float width = 1.0F;  ///< points
};

/// Shapes as symbol_shape.hpp draws them; `camera` points to where it looks, north at rotation 0.
enum class Symbol : std::uint8_t { disc, ring, square, diamond, triangle, cross, camera, hub };

struct PointStyle {
  Symbol symbol = Symbol::disc;
  Colour fill;
  Colour stroke{1, 1, 1, 1};
  float size = 6.0F;          ///< diameter in points
  float stroke_width = 0.0F;  ///< points
};

/// Columns of positions; `style_of` indexes `styles`, one a point, or is empty where there is one style.
struct PointColumns {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint8_t> style_of;
  std::vector<float> rotation;  ///< degrees clockwise from north, one a point, or empty
};

struct PointLayer {
  core::Snapshot<PointColumns> points;
  std::vector<PointStyle> styles;
  /// Many points may lie on one place: draw counts, not symbols, where they overlap (size grows with the square root).
  bool aggregate = false;
};

/// A raster through a colour ramp: value v is drawn in ramp[(v - low) / (high - low)], NaN and v <= low not at all.
struct RasterLayer {
  core::Snapshot<raster::Raster<float>> raster;
  std::vector<Colour> ramp;  ///< 256 entries, from low to high, alpha included
  float low = 0.0F;
  float high = 1.0F;
  bool smooth = true;  ///< interpolate between cell centres
};

/// Text centred on `at`: along its line by its width, across it by its capitals (the baseline is 0.36 em below).
struct Label {
  geo::Point at;
  std::string text;   ///< UTF-8, one line
  float size = 9.0F;  ///< points
  bool bold = false;
  Colour colour;
  Colour halo{1, 1, 1, 0.9F};
  float angle = 0.0F;  ///< degrees clockwise on the page, for names along streets
};

struct LabelLayer {
  std::vector<Label> labels;  ///< already placed: no two overlap at the scene's scale
};

using LayerContent = std::variant<PolygonLayer, LineLayer, PointLayer, RasterLayer, LabelLayer>;

struct SceneLayer {
  std::string id;  ///< the project layer that it shows
  float opacity = 1.0F;
  LayerContent content;
};

// Furniture: what stands on the map in page space (origin top left, y down, points).

struct Box {
  float x = 0, y = 0, width = 0, height = 0;
};
struct BoxItem {
  Box box;
  Colour fill{0, 0, 0, 0};
  Colour stroke{0, 0, 0, 0};
  float stroke_width = 0.0F;
  float radius = 0.0F;  ///< of the corners
  Hatch hatch = Hatch::none;
};
enum class Align : std::uint8_t { left, centre, right };
struct TextItem {
  float x = 0, y = 0;  ///< of the baseline, at its left, centre or right end
  std::string text;
  float size = 9.0F;
  bool bold = false;
  Align align = Align::left;
  Colour colour;
};
struct PathItem {
  std::vector<geo::Point> points;  ///< page space
  bool closed = false;
  Colour fill{0, 0, 0, 0};
  Colour stroke{0, 0, 0, 0};
  float stroke_width = 0.0F;
};
struct SymbolItem {
  float x = 0, y = 0;
  PointStyle style;
};
using FurnitureItem = std::variant<BoxItem, TextItem, PathItem, SymbolItem>;

/// A display list: what is drawn, in ground metres, and the furniture around it in points. The OpenGL renderer and the
/// Cairo painter draw the same Scene.
struct Scene {
  geo::Extent view;      ///< ground that fills the page
  float width = 800.0F;  ///< page size, points
  float height = 600.0F;
  Colour background{1, 1, 1, 1};
  std::vector<SceneLayer> layers;        ///< drawn in order, the first at the bottom
  std::vector<FurnitureItem> furniture;  ///< drawn last, in order

  /// Ground metres a point of the page.
  [[nodiscard]] double metres_per_point() const { return view.width() / static_cast<double>(width); }
};

}  // namespace wardscope::cartography
