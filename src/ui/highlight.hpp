// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geo/shapes.hpp"
#include "project/project.hpp"
#include "ui/probe.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Where the map lies on the screen and what it shows: ground to pixels and back.
struct MapFrame {
  ScreenRect rect;  ///< pixels
  project::MapCamera camera;
  float pixels_per_point = 1.0F;

  [[nodiscard]] double pixels_per_metre() const {
    return static_cast<double>(pixels_per_point) / camera.metres_per_point;
  }
  /// Pixel of a ground point, from the middle of the map, y down.
  [[nodiscard]] ScreenRect pixel_of(geo::Point ground) const;
};

/// Marks a shape on the map with a bright line cased in white: the chosen row of a list. Small shapes get a ring round
/// them, so that they are found at any scale.
void draw_highlight(const Widgets& widgets, const MapFrame& frame, const geo::Geometry& shape);

}  // namespace wardscope::ui
