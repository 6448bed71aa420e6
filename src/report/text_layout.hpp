// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "cartography/text_measure.hpp"

namespace wardscope::report {

struct CairoDelete {
  void operator()(cairo_t* cr) const { cairo_destroy(cr); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_pattern_t* pattern) const { cairo_pattern_destroy(pattern); }
};
using CairoContext = std::unique_ptr<cairo_t, CairoDelete>;
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoDelete>;
using CairoPattern = std::unique_ptr<cairo_pattern_t, CairoDelete>;

struct GObjectDelete {
  template <typename T>
  void operator()(T* object) const {
    g_object_unref(object);
  }
};
using Layout = std::unique_ptr<PangoLayout, GObjectDelete>;

struct TextStyle {
  float size = 9.0F;  ///< em in user units: points on paper, pixels in a bitmap
  cartography::Weight weight = cartography::Weight::regular;
  float wrap_width = 0.0F;  ///< user units; 0: one line
  int most_lines = 0;       ///< ellipsised after as many; 0: no limit
};

/// A layout in the house font, unhinted metrics, one user unit a point. White space and line breaks of a one-line
/// layout become spaces; what is not UTF-8 is shown as U+FFFD.
Layout make_layout(std::string_view text, const TextStyle& style);

/// Logical size in user units.
struct LayoutSize {
  float width = 0.0F;
  float height = 0.0F;
  float baseline = 0.0F;  ///< of the first line, from the top
};
LayoutSize size_of(PangoLayout* layout);

}  // namespace wardscope::report
