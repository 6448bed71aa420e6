// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/furniture_view.hpp"

#include <imgui.h>

#include <cfloat>
#include <cmath>
#include <string_view>
#include <utility>
#include <variant>

#include "cartography/symbol_shape.hpp"
#include "geo/triangulation.hpp"

namespace wardscope::ui {
namespace {

constexpr float kChartTextPoints = 7.0F;  // of cartography's charts

ImU32 ink_of(const cartography::Colour& colour) {
  return ImGui::ColorConvertFloat4ToU32({colour.r, colour.g, colour.b, colour.a});
}

/// Draws items about an origin in pixels.
class FurniturePainter {
 public:
  FurniturePainter(const Fonts& fonts, ImVec2 origin)
      : fonts_(fonts), origin_(origin), scale_(chart_scale(fonts)), list_(ImGui::GetWindowDrawList()) {}

  void operator()(const cartography::BoxItem& item) const {
    const ImVec2 low = place(item.box.x, item.box.y);
    const ImVec2 high = place(item.box.x + item.box.width, item.box.y + item.box.height);
    if (item.fill.a > 0.0F) list_->AddRectFilled(low, high, ink_of(item.fill), item.radius * scale_);
    if (item.stroke_width > 0.0F && item.stroke.a > 0.0F)
      list_->AddRect(low, high, ink_of(item.stroke), item.radius * scale_, 0, item.stroke_width * scale_);
  }

  void operator()(const cartography::TextItem& item) const {
    ImFont* face = item.bold ? fonts_.bold : fonts_.small;
    const float size = item.size * scale_;
    const char* const begin = item.text.data();
    const char* const end = begin + item.text.size();
    const float width = face->CalcTextSizeA(size, FLT_MAX, 0.0F, begin, end).x;
    ImVec2 at = place(item.x, item.y);
    at.y -= face->Ascent * size / face->FontSize;
    if (item.align == cartography::Align::centre) at.x -= width / 2.0F;
    if (item.align == cartography::Align::right) at.x -= width;
    list_->AddText(face, size, {std::round(at.x), std::round(at.y)}, ink_of(item.colour), begin, end);
  }

  void operator()(const cartography::PathItem& item) const {
    std::vector<ImVec2> points;
    points.reserve(item.points.size());
    for (const geo::Point& p : item.points) points.push_back(place(static_cast<float>(p.x), static_cast<float>(p.y)));
    if (item.closed && item.fill.a > 0.0F) fill(points, ink_of(item.fill));
    if (item.stroke_width > 0.0F && item.stroke.a > 0.0F) {
      list_->AddPolyline(points.data(), static_cast<int>(points.size()), ink_of(item.stroke),
                         item.closed ? ImDrawFlags_Closed : ImDrawFlags_None, item.stroke_width * scale_);
    }
  }

  void operator()(const cartography::SymbolItem& item) const {
    const cartography::PointStyle& style = item.style;
    std::vector<ImVec2> outline;
    for (const geo::Point& p : cartography::symbol_outline(style.symbol)) {
      outline.push_back(
          place(item.x + static_cast<float>(p.x) * style.size, item.y - static_cast<float>(p.y) * style.size));
    }
    const auto count = static_cast<int>(outline.size());
    if (style.symbol == cartography::Symbol::ring) {
      list_->AddPolyline(outline.data(), count, ink_of(style.fill), ImDrawFlags_Closed, style.stroke_width * scale_);
      return;
    }
    if (style.stroke_width > 0.0F)
      list_->AddPolyline(outline.data(), count, ink_of(style.stroke), ImDrawFlags_Closed,
                         2.0F * style.stroke_width * scale_);
    list_->AddConvexPolyFilled(outline.data(), count, ink_of(style.fill));
  }

 private:
  [[nodiscard]] ImVec2 place(float x, float y) const { return {origin_.x + x * scale_, origin_.y + y * scale_}; }

  /// Not every path is convex; what cannot be cut into triangles is left to its outline.
  void fill(const std::vector<ImVec2>& points, ImU32 ink) const {
    geo::Polygon polygon;
    for (const ImVec2& p : points) polygon.exterior.push_back({static_cast<double>(p.x), static_cast<double>(p.y)});
    polygon.exterior.push_back(polygon.exterior.front());
    const auto mesh = geo::triangulate({std::move(polygon)});
    if (!mesh) return;
    const auto corner = [&](std::size_t i) {
      const geo::Point& p = mesh->vertices[mesh->corners[i]];
      return ImVec2{static_cast<float>(p.x), static_cast<float>(p.y)};
    };
    const ImDrawListFlags smooth = list_->Flags;
    list_->Flags &= ~ImDrawListFlags_AntiAliasedFill;  // else the seams between triangles show
    for (std::size_t i = 0; i + 2 < mesh->corners.size(); i += 3)
      list_->AddTriangleFilled(corner(i), corner(i + 1), corner(i + 2), ink);
    list_->Flags = smooth;
  }

  const Fonts& fonts_;
  ImVec2 origin_;
  float scale_;
  ImDrawList* list_;
};

}  // namespace

float chart_scale(const Fonts& fonts) { return fonts.small->FontSize / kChartTextPoints; }

cartography::TextMeasure window_measure(const Fonts& fonts) {
  return [&fonts](std::string_view text, float size, cartography::Weight weight) -> cartography::TextExtent {
    ImFont* face = weight == cartography::Weight::bold ? fonts.bold : fonts.small;
    const float width = face->CalcTextSizeA(size, FLT_MAX, 0.0F, text.data(), text.data() + text.size()).x;
    return {width, face->Ascent / face->FontSize * size, -face->Descent / face->FontSize * size};
  };
}

void draw_furniture(const std::vector<cartography::FurnitureItem>& items, const Fonts& fonts) {
  const FurniturePainter painter(fonts, ImGui::GetCursorScreenPos());
  for (const cartography::FurnitureItem& item : items) std::visit(painter, item);
}

}  // namespace wardscope::ui
