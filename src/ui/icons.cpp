// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/icons.hpp"

#include <imgui.h>

#include <array>
#include <cmath>

namespace wardscope::ui {
namespace {

/// A pen in a unit square, (0, 0) its upper left corner.
class Pen {
 public:
  Pen(const ScreenRect& box, unsigned colour)
      : box_(box), colour_(colour), width_(std::fmax(1.0F, box.width * kStroke)) {}

  void line(float x0, float y0, float x1, float y1) const { list_->AddLine(at(x0, y0), at(x1, y1), colour_, width_); }
  void circle(float x, float y, float radius) const {
    list_->AddCircle(at(x, y), radius * box_.width, colour_, 0, width_);
  }
  void dot(float x, float y, float radius) const { list_->AddCircleFilled(at(x, y), radius * box_.width, colour_); }
  void bar(float x0, float y0, float x1, float y1) const {
    list_->AddRectFilled(at(x0, y0), at(x1, y1), colour_, width_ / 2);
  }
  void ellipse(float x, float y, float across, float tall) const {
    constexpr int kSteps = 24;
    std::array<ImVec2, kSteps> points;
    for (int i = 0; i < kSteps; ++i) {
      const float turn = 6.2831853F * static_cast<float>(i) / kSteps;
      points[static_cast<std::size_t>(i)] = at(x + across * std::cos(turn), y + tall * std::sin(turn));
    }
    list_->AddPolyline(points.data(), kSteps, colour_, ImDrawFlags_Closed, width_);
  }
  void sheet(float y) const {  // a rhombus, lying
    line(0.5F, y - 0.2F, 0.95F, y);
    line(0.95F, y, 0.5F, y + 0.2F);
    line(0.5F, y + 0.2F, 0.05F, y);
    line(0.05F, y, 0.5F, y - 0.2F);
  }

 private:
  static constexpr float kStroke = 0.085F;  // of the box
  [[nodiscard]] ImVec2 at(float x, float y) const { return {box_.x + x * box_.width, box_.y + y * box_.height}; }

  ScreenRect box_;
  unsigned colour_;
  float width_;
  ImDrawList* list_ = ImGui::GetWindowDrawList();
};

}  // namespace

void draw_icon(Icon icon, const ScreenRect& box, unsigned colour) {
  const Pen pen(box, colour);
  switch (icon) {
    case Icon::layers:
      pen.sheet(0.28F);
      pen.line(0.05F, 0.5F, 0.5F, 0.7F);
      pen.line(0.5F, 0.7F, 0.95F, 0.5F);
      pen.line(0.05F, 0.72F, 0.5F, 0.92F);
      pen.line(0.5F, 0.92F, 0.95F, 0.72F);
      break;
    case Icon::months:
      pen.bar(0.06F, 0.55F, 0.24F, 0.92F);
      pen.bar(0.3F, 0.3F, 0.48F, 0.92F);
      pen.bar(0.54F, 0.1F, 0.72F, 0.92F);
      pen.bar(0.78F, 0.42F, 0.96F, 0.92F);
      break;
    case Icon::analyse:
      pen.circle(0.42F, 0.42F, 0.33F);
      pen.line(0.66F, 0.66F, 0.94F, 0.94F);
      pen.dot(0.42F, 0.42F, 0.12F);
      break;
    case Icon::results:
      for (const float y : {0.2F, 0.5F, 0.8F}) {
        pen.dot(0.12F, y, 0.07F);
        pen.line(0.3F, y, 0.95F, y);
      }
      break;
    case Icon::identify:
      pen.circle(0.5F, 0.5F, 0.44F);
      pen.dot(0.5F, 0.29F, 0.065F);
      pen.line(0.5F, 0.44F, 0.5F, 0.76F);
      break;
    case Icon::data:
      pen.ellipse(0.5F, 0.22F, 0.4F, 0.15F);
      pen.line(0.1F, 0.22F, 0.1F, 0.8F);
      pen.line(0.9F, 0.22F, 0.9F, 0.8F);
      pen.line(0.1F, 0.8F, 0.3F, 0.92F);
      pen.line(0.3F, 0.92F, 0.7F, 0.92F);
      pen.line(0.7F, 0.92F, 0.9F, 0.8F);
      pen.line(0.1F, 0.51F, 0.3F, 0.63F);
      pen.line(0.3F, 0.63F, 0.7F, 0.63F);
      pen.line(0.7F, 0.63F, 0.9F, 0.51F);
      break;
  }
}

}  // namespace wardscope::ui
