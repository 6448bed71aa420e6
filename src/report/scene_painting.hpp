// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {

/// Paints a scene with its top left corner at the context's origin, one user unit a point, clipped to its page.
/// Polygons, lines, symbols and text stay vectors; a raster becomes an image of `pixels_per_point`.
void paint_scene(cairo_t* cr, const cartography::Scene& scene, double pixels_per_point);

/// The same for a page that may take long: asks after each layer whether to go on. @returns cancelled, the page half
/// painted
core::Status paint_page(cairo_t* cr, const cartography::Scene& scene, const jobs::Progress& progress);

/// Paints furniture in page space.
void paint_furniture(cairo_t* cr, const std::vector<cartography::FurnitureItem>& items);

// The pieces that both use.
void set_colour(cairo_t* cr, cartography::Colour colour, double opacity = 1.0);
void paint_symbol(cairo_t* cr, const cartography::PointStyle& style, geo::Point at, double bearing);
/// Fills the current path, with lines over it where it is hatched, and clears it.
void fill_path(cairo_t* cr, cartography::Colour colour, cartography::Hatch hatch);

}  // namespace wardscope::report
