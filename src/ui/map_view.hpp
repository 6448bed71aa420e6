// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "geo/shapes.hpp"
#include "ui/highlight.hpp"
#include "ui/intent.hpp"
#include "ui/legend_view.hpp"
#include "ui/map_overlay.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// The map's place on the screen and the picture to show there.
struct MapImage {
  std::uintptr_t texture = 0;  ///< OpenGL name, first row at the bottom
  float pixels_per_point = 1.0F;
  float width = 0.0F;  ///< pixels that it was drawn for; 0: the map's
  float height = 0.0F;
};

/// Where the picture stands on the screen: in the middle of the map at its own size. In the frame after a panel has
/// opened it is still that of the wider map, and stretched it would flash.
ScreenRect place_of(const MapImage& image, const ScreenRect& map);

/// Shows the map and turns the mouse into intents: wheel zooms at the cursor, dragging pans, a click identifies, a
/// double click zooms in. Fills the rest of the current ImGui window.
class MapView {
 public:
  /// `marked` is the shape to mark, std::monostate for none.
  OverlayRequest draw(Widgets& widgets, const ViewModel& model, const MapImage& image, const geo::Geometry& marked,
                      Intents& intents);

  /// Of the last frame, pixels.
  [[nodiscard]] ScreenRect rect() const { return rect_; }
  /// Ground under the mouse, where it is on the map.
  [[nodiscard]] std::optional<geo::Point> cursor() const { return cursor_; }
  /// Pixels of the map's upper right corner that the legend covers; none while it is folded.
  [[nodiscard]] Size covered() const { return legend_.covered(); }
  [[nodiscard]] Wish legend_wish() const { return legend_.wish(); }
  void set_legend_wish(Wish wish) { legend_.set_wish(wish); }
  /// Pixels from the map's right edge to the legend's left, folded or not.
  [[nodiscard]] float legend_reach() const { return legend_.reach(); }
  /// True while the mouse drags the map: it may be drawn coarser until it rests.
  [[nodiscard]] bool dragging() const { return dragging_; }

 private:
  void read_mouse(const MapFrame& frame, Intents& intents);

  LegendView legend_;
  bool dragging_ = false;
  ScreenRect rect_;
  std::optional<geo::Point> cursor_;
  bool panned_ = false;  ///< the press that is going on has moved the map: it is no click
};

/// The ground that a rectangle of `width` x `height` points shows.
geo::Extent ground_of(const project::MapCamera& camera, double width, double height);
/// `extent` with so much round it that its surroundings show: of a point its street.
geo::Extent with_surroundings(const geo::Extent& extent);
/// The camera after zooming by `factor` (> 1: closer) so that the ground point `at` stays where it is.
project::MapCamera zoomed(const project::MapCamera& camera, geo::Point at, double factor);

}  // namespace wardscope::ui
