// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/highlight.hpp"

#include <imgui.h>

#include <algorithm>
#include <variant>
#include <vector>

namespace wardscope::ui {
namespace {

constexpr unsigned kMark = 0xFF00A5FFU;    // #FFA500: on none of the palettes' grounds is it lost between its casings
constexpr unsigned kCasing = 0xFF2B1B10U;  // dark, against pale ground
constexpr float kSmall = 26.0F;            // px at 96 dpi: below it the shape alone is easily missed
constexpr double kFar = 1.0e5;             // px: farther points are moved here, where no float rounds visibly

class Strokes {
 public:
  Strokes(const Widgets& widgets, const MapFrame& frame) : widgets_(widgets), frame_(frame) {}

  void line(const std::vector<geo::Point>& points, ImDrawFlags closed) const {
    std::vector<ImVec2> pixels;
    pixels.reserve(points.size());
    for (const geo::Point& point : points) {
      const ScreenRect at = frame_.pixel_of(point);
      pixels.push_back({at.x, at.y});
    }
    if (pixels.size() < 2) return;
    const auto count = static_cast<int>(pixels.size());
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddPolyline(pixels.data(), count, kCasing, closed, widgets_.px(5.0F));
    list->AddPolyline(pixels.data(), count, kMark, closed, widgets_.px(3.0F));
  }
  void ring(geo::Point centre) const {
    const ScreenRect at = frame_.pixel_of(centre);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircle({at.x, at.y}, widgets_.px(kSmall) / 2 + widgets_.px(4), kCasing, 0, widgets_.px(5.0F));
    list->AddCircle({at.x, at.y}, widgets_.px(kSmall) / 2 + widgets_.px(4), kMark, 0, widgets_.px(3.0F));
  }

 private:
  const Widgets& widgets_;
  const MapFrame& frame_;
};

}  // namespace

ScreenRect MapFrame::pixel_of(geo::Point ground) const {
  const double x = std::clamp((ground.x - camera.centre.x) * pixels_per_metre(), -kFar, kFar);
  const double y = std::clamp((camera.centre.y - ground.y) * pixels_per_metre(), -kFar, kFar);
  return {rect.centre_x() + static_cast<float>(x), rect.centre_y() + static_cast<float>(y), 0.0F, 0.0F};
}

void draw_highlight(const Widgets& widgets, const MapFrame& frame, const geo::Geometry& shape) {
  const geo::Extent extent = geo::extent_of(shape);
  if (extent.empty()) return;
  ImGui::GetWindowDrawList()->PushClipRect({frame.rect.x, frame.rect.y},
                                           {frame.rect.x + frame.rect.width, frame.rect.y + frame.rect.height}, true);
  const Strokes strokes(widgets, frame);
  if (const auto* polygons = std::get_if<geo::MultiPolygon>(&shape)) {
    for (const geo::Polygon& polygon : *polygons) {
      strokes.line(polygon.exterior, ImDrawFlags_Closed);
      for (const auto& hole : polygon.holes) strokes.line(hole, ImDrawFlags_Closed);
    }
  } else if (const auto* lines = std::get_if<geo::MultiLineString>(&shape)) {
    for (const geo::LineString& line : *lines) strokes.line(line, ImDrawFlags_None);
  }
  if (std::max(extent.width(), extent.height()) * frame.pixels_per_metre() < static_cast<double>(widgets.px(kSmall))) {
    strokes.ring(extent.centre());
  }
  ImGui::GetWindowDrawList()->PopClipRect();
}

}  // namespace wardscope::ui
