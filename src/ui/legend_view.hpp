// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "cartography/legend.hpp"
#include "geo/shapes.hpp"
#include "ui/frame_layout.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Draws the key of a layer small, into a box of the current window: its ramp, its classes side by side, or its first
/// symbol. The layer panel and the map's legend both draw from here, so that they can't disagree.
void draw_layer_swatch(const Widgets& widgets, const cartography::LegendEntry& entry, const ScreenRect& box);

/// The legend as a card over the map's upper right corner: folds to its heading, by itself where the map is narrow;
/// scrolls where the map is low; has two columns where the town is wide. Keys of the base map stand folded at its end,
/// for they take room and tell little.
class LegendView {
 public:
  /// @param map the map on the screen
  void draw(Widgets& widgets, const ViewModel& model, const ScreenRect& map);
  /// Pixels of the map's upper right corner that the card covers, its margin included; none while it is folded.
  [[nodiscard]] Size covered() const { return covered_; }
  /// Whether the user has opened or folded it; automatic: open where the map has room for it.
  [[nodiscard]] Wish wish() const { return open_; }
  void set_wish(Wish wish) { open_ = wish; }
  /// Pixels from the map's right edge to the card's left, folded or not; 0: there is no legend.
  [[nodiscard]] float reach() const { return reach_; }

 private:
  Wish open_ = Wish::automatic;
  void draw_entries(Widgets& widgets, const ViewModel& model);
  /// One column beside the town or two above it, whichever leaves the town larger.
  [[nodiscard]] int columns_for(const Widgets& widgets, const ViewModel& model, const ScreenRect& map);
  Size covered_;
  float reach_ = 0.0F;
  int columns_ = 1;
  std::vector<float> heights_;  ///< of the entries, pixels, of the last frame
  std::int64_t revision_ = -1;  ///< of the data that the extent is of
  geo::Extent ground_;
  bool base_open_ = false;       ///< streets, outlines, buildings: known without a key
  float content_height_ = 0.0F;  ///< of the last frame
};

}  // namespace wardscope::ui
