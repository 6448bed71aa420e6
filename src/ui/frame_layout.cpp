// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame_layout.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace wardscope::ui {
namespace {

// px at 96 dpi
constexpr float kTopBar = 46.0F;
constexpr float kStatusBar = 28.0F;
constexpr float kRail = 64.0F;
constexpr float kFullTimeline = 102.0F;
constexpr float kSlimTimeline = 52.0F;

/// A panel between the narrowest that its forms stand and the widest that they gain from.
struct PanelWidth {
  float least;
  float best;
};
constexpr PanelWidth kLeft{238.0F, 290.0F};
constexpr PanelWidth kRight{308.0F, 380.0F};

constexpr float kMapShare = 0.5F;  // of the window: area or width, see the header

enum class Side { rail, panel };
using Form = FrameLayout::TimelineForm;

struct Arrangement {
  Side left;
  Side right;
  Form timeline;
};

/// From the richest to the plainest; of those with one panel open the last is the one that is squeezed into tiny
/// windows.
constexpr std::array<Arrangement, 12> kArrangements = {{{Side::panel, Side::panel, Form::full},
                                                        {Side::panel, Side::panel, Form::slim},
                                                        {Side::panel, Side::rail, Form::full},
                                                        {Side::panel, Side::rail, Form::slim},
                                                        {Side::rail, Side::panel, Form::full},
                                                        {Side::rail, Side::panel, Form::slim},
                                                        {Side::panel, Side::panel, Form::none},
                                                        {Side::panel, Side::rail, Form::none},
                                                        {Side::rail, Side::panel, Form::none},
                                                        {Side::rail, Side::rail, Form::full},
                                                        {Side::rail, Side::rail, Form::slim},
                                                        {Side::rail, Side::rail, Form::none}}};

bool grants(Wish wish, bool open) { return wish == Wish::automatic || (wish == Wish::open) == open; }

bool grants(const LayoutRequest& request, const Arrangement& arrangement) {
  const bool months = request.months == LayoutRequest::Months::some;
  if (!months && arrangement.timeline != Form::none) return false;
  return grants(request.left, arrangement.left == Side::panel) &&
         grants(request.right, arrangement.right == Side::panel) &&
         (!months || grants(request.timeline, arrangement.timeline != Form::none));
}

float timeline_height(Form form) {
  return form == Form::full ? kFullTimeline : form == Form::slim ? kSlimTimeline : 0.0F;
}

/// Widths of the two sides, pixels; `fits` where the map keeps its share.
struct Sides {
  float left = 0.0F;
  float right = 0.0F;
  bool fits = false;
};

/// @param budget pixels that both sides may take together
Sides sides_of(const LayoutRequest& request, const Arrangement& arrangement, float budget) {
  const auto of = [&](Side side, PanelWidth panel) { return side == Side::panel ? panel : PanelWidth{kRail, kRail}; };
  const PanelWidth left = of(arrangement.left, kLeft);
  const PanelWidth right = of(arrangement.right, kRight);
  const float least = (left.least + right.least) * request.scale;
  const float best = (left.best + right.best) * request.scale;
  const float ease = best > least ? std::clamp((budget - least) / (best - least), 0.0F, 1.0F) : 1.0F;
  const auto width = [&](PanelWidth panel) {
    return (panel.least + (panel.best - panel.least) * ease) * request.scale;
  };
  return {width(left), width(right), budget >= least};
}

/// What both sides may take where the map must have `kMapShare` of the window's area, and of its width in any case.
float budget_by_area(const LayoutRequest& request, float map_height) {
  if (map_height <= 0.0F) return 0.0F;
  const float map_width = kMapShare * request.width * request.height / map_height;
  return std::min(request.width - map_width, request.width * (1.0F - kMapShare));
}

/// Where even the narrowest panels take more than their half: squeezed into it. A lone panel takes its neighbour's
/// rail.
Sides squeezed(const LayoutRequest& request, const Arrangement& arrangement) {
  const float budget = request.width * (1.0F - kMapShare);
  Sides sides = sides_of(request, arrangement, 0.0F);
  if (arrangement.left != arrangement.right) (arrangement.left == Side::rail ? sides.left : sides.right) = 0.0F;
  const float factor = std::min(1.0F, budget / (sides.left + sides.right));
  sides.left *= factor;
  sides.right *= factor;
  return sides;
}

FrameLayout placed(const LayoutRequest& request, const Arrangement& arrangement, const Sides& sides) {
  FrameLayout layout;
  // Whole pixels, what is left over to the map: ImGui's windows have no others.
  const float top = std::floor(kTopBar * request.scale);
  const float bottom = std::floor(kStatusBar * request.scale);
  const float left = std::floor(sides.left);
  const float right = std::floor(sides.right);
  const float middle = std::max(1.0F, request.height - top - bottom);
  const float map_width = std::max(1.0F, request.width - left - right);
  const float timeline = std::min(std::floor(timeline_height(arrangement.timeline) * request.scale), middle - 1.0F);
  layout.top = {0.0F, 0.0F, request.width, top};
  layout.status = {0.0F, request.height - bottom, request.width, bottom};
  (arrangement.left == Side::panel ? layout.left : layout.left_rail) = {0.0F, top, left, middle};
  (arrangement.right == Side::panel ? layout.right : layout.right_rail) = {request.width - right, top, right, middle};
  layout.map = {left, top, map_width, middle - timeline};
  layout.timeline = {left, top + middle - timeline, map_width, timeline};
  layout.timeline_form = arrangement.timeline;
  return layout;
}

}  // namespace

FrameLayout lay_out(const LayoutRequest& request) {
  const Arrangement* last = &kArrangements.back();  // of those that are granted; every wish has one
  const bool asked = request.left == Wish::open || request.right == Wish::open || request.timeline == Wish::open;
  for (const Arrangement& arrangement : kArrangements) {
    if (!grants(request, arrangement)) continue;
    last = &arrangement;
    const float bars = (kTopBar + kStatusBar + timeline_height(arrangement.timeline)) * request.scale;
    const float budget = asked ? request.width * (1.0F - kMapShare) : budget_by_area(request, request.height - bars);
    const Sides sides = sides_of(request, arrangement, budget);
    if (sides.fits) return placed(request, arrangement, sides);
  }
  // Both sides asked for, or one in a tiny window: nothing fits as it should.
  return placed(request, *last, squeezed(request, *last));
}

}  // namespace wardscope::ui
