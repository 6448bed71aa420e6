// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/preview_badge.hpp"

namespace wardscope::ui {
namespace {

constexpr double kZoomPerNotch = 1.25;
constexpr double kClosest = 0.05;        // m a point: a camera's bracket
constexpr double kFarthest = 2500;       // m a point: Great Britain
constexpr double kZoomMargin = 0.6;      // of what is zoomed to
constexpr double kLeastZoomWidth = 300;  // m: a point or a small gap in its street
constexpr float kClickSlop = 4.0F;       // px that a hand moves during a click

geo::Point ground_at(const project::MapCamera& camera, const ScreenRect& rect, float pixels_per_point, ImVec2 pixel) {
  const auto x = static_cast<double>((pixel.x - rect.centre_x()) / pixels_per_point);
  const auto y = static_cast<double>((rect.centre_y() - pixel.y) / pixels_per_point);
  return {camera.centre.x + x * camera.metres_per_point, camera.centre.y + y * camera.metres_per_point};
}

}  // namespace

geo::Extent ground_of(const project::MapCamera& camera, double width, double height) {
  const double half_width = width / 2 * camera.metres_per_point;
  const double half_height = height / 2 * camera.metres_per_point;
  return {camera.centre.x - half_width, camera.centre.y - half_height, camera.centre.x + half_width,
          camera.centre.y + half_height};
}

geo::Extent with_surroundings(const geo::Extent& extent) {
  const double margin = std::max({extent.width(), extent.height(), kLeastZoomWidth}) * kZoomMargin;
  return extent.grown(margin);
}

project::MapCamera zoomed(const project::MapCamera& camera, geo::Point at, double factor) {
  project::MapCamera next = camera;
  next.metres_per_point = std::clamp(camera.metres_per_point / factor, kClosest, kFarthest);
  const double kept = next.metres_per_point / camera.metres_per_point;
  next.centre = at + (camera.centre - at) * kept;
  return next;
}

ScreenRect place_of(const MapImage& image, const ScreenRect& map) {
  if (image.width <= 0.0F || image.height <= 0.0F) return map;
  return {std::floor(map.centre_x() - image.width / 2), std::floor(map.centre_y() - image.height / 2), image.width,
          image.height};
}

OverlayRequest MapView::draw(Widgets& widgets, const ViewModel& model, const MapImage& image,
                             const geo::Geometry& marked, Intents& intents) {
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  rect_ = {low.x, low.y, std::max(1.0F, size.x), std::max(1.0F, size.y)};
  const MapFrame frame{rect_, model.project.camera, image.pixels_per_point};
  if (image.texture != 0) {
    const ScreenRect place = place_of(image, rect_);
    ImGui::GetWindowDrawList()->AddImage(reinterpret_cast<ImTextureID>(image.texture), {place.x, place.y},
                                         {place.x + place.width, place.y + place.height}, {0, 1}, {1, 0});
  }
  ImGui::InvisibleButton("map", {rect_.width, rect_.height},
                         ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
  read_mouse(frame, intents);
  draw_highlight(widgets, frame, marked);
  draw_preview_badge(widgets, model, rect_, intents);
  legend_.draw(widgets, model, rect_);
  return draw_map_overlay(widgets, model, rect_);
}

void MapView::read_mouse(const MapFrame& frame, Intents& intents) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  const bool active = ImGui::IsItemActive();
  const project::MapCamera& camera = frame.camera;
  const float pixels_per_point = frame.pixels_per_point;
  cursor_.reset();
  dragging_ = false;
  if (!hovered && !active && !ImGui::IsItemDeactivated()) return;
  const geo::Point ground = ground_at(camera, rect_, pixels_per_point, io.MousePos);
  if (hovered) cursor_ = ground;
  if (ImGui::IsItemActivated()) panned_ = false;
  if (hovered && io.MouseWheel != 0.0F) {
    intents.push_back(MoveCamera{zoomed(camera, ground, std::pow(kZoomPerNotch, static_cast<double>(io.MouseWheel)))});
    return;
  }
  dragging_ = active && panned_;
  const float moved = std::max(std::abs(io.MouseDragMaxDistanceSqr[0]), std::abs(io.MouseDragMaxDistanceSqr[2]));
  if (active && (panned_ || moved > kClickSlop * kClickSlop) && (io.MouseDelta.x != 0.0F || io.MouseDelta.y != 0.0F)) {
    panned_ = true;
    dragging_ = true;
    project::MapCamera next = camera;
    next.centre.x -= static_cast<double>(io.MouseDelta.x / pixels_per_point) * camera.metres_per_point;
    next.centre.y += static_cast<double>(io.MouseDelta.y / pixels_per_point) * camera.metres_per_point;
    intents.push_back(MoveCamera{next});
    return;
  }
  if (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    intents.push_back(MoveCamera{zoomed(camera, ground, 2.0)});
  } else if (ImGui::IsItemDeactivated() && !panned_ && hovered) {
    intents.push_back(Identify{ground});
  }
}

}  // namespace wardscope::ui
