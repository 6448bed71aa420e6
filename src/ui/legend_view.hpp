// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "cartography/legend.hpp"
#include "ui/probe.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Draws the key of a layer small, into a box of the current window: its ramp, its classes side by side, or its first
/// symbol. The layer panel and the map's legend both draw from here, so that they can't disagree.
void draw_layer_swatch(const Widgets& widgets, const cartography::LegendEntry& entry, const ScreenRect& box);

/// The legend as a card over the map's upper right corner: folds to its heading, by itself where the map is narrow;
/// scrolls where the map is low.
class LegendView {
 public:
  /// @param map the map on the screen
  void draw(Widgets& widgets, const std::vector<cartography::LegendEntry>& legend, const ScreenRect& map);
  /// Pixels at the map's right side that the card covers; 0 while it is folded.
  [[nodiscard]] float covered_width() const { return covered_; }

 private:
  enum class Open { automatic, yes, no };  ///< automatic: open where the map has room for it
  Open open_ = Open::automatic;
  float covered_ = 0.0F;
  float content_height_ = 0.0F;  ///< of the last frame
};

}  // namespace wardscope::ui
