// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/probe.hpp"

namespace wardscope::ui {

/// What a part of the window is to do: what the program finds best, or what the user asked for.
enum class Wish { automatic, open, closed };

struct LayoutRequest {
  float width = 1.0F;  ///< of the window, pixels
  float height = 1.0F;
  float scale = 1.0F;  ///< pixels of a length given at 96 dpi
  Wish left = Wish::automatic;
  Wish right = Wish::automatic;
  Wish timeline = Wish::automatic;
  enum class Months { none, some };
  Months months = Months::some;  ///< without any there is no timeline to show
};

/// The parts of the window in pixels. A closed panel leaves a rail in its place; a part of no size is not drawn.
struct FrameLayout {
  enum class TimelineForm { none, slim, full };

  ScreenRect top;
  ScreenRect status;
  ScreenRect left;  ///< the panel, where it is open
  ScreenRect right;
  ScreenRect left_rail;  ///< where the left panel is closed
  ScreenRect right_rail;
  ScreenRect map;
  ScreenRect timeline;
  TimelineForm timeline_form = TimelineForm::none;

  [[nodiscard]] bool left_open() const { return left.width > 0.0F; }
  [[nodiscard]] bool right_open() const { return right.width > 0.0F; }
};

/// Divides the window so that the map stays the main thing at any window size and scale. What the program chooses by
/// itself leaves the map half of the window's area; what the user opens leaves it half of the window's width. Panels
/// get narrower first, then the timeline slim, then the right panel gives way to its rail, then the left one, then the
/// timeline goes. A window too small for any of that shows the map between its bars.
FrameLayout lay_out(const LayoutRequest& request);

}  // namespace wardscope::ui
