// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text_rasteriser.hpp"

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {
namespace {

constexpr float kLeastSize = 1.0F;
constexpr float kMostSize = 512.0F;

}  // namespace

core::Result<AlphaBitmap> rasterise_text(std::string_view text, float size, cartography::Weight weight) {
  if (!(size >= kLeastSize && size <= kMostSize)) {
    return core::invalid_argument("text size " + core::fixed(static_cast<double>(size), 1) +
                                  " px is not between 1 and 512; choose another size");
  }
  if (!core::is_utf8(text)) return core::invalid_argument("a label is not valid UTF-8; re-import it with its encoding");
  AlphaBitmap bitmap;
  if (text.empty()) return bitmap;

  const Layout layout = make_layout(text, {.size = size, .weight = weight});
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_pixel_extents(layout.get(), &ink, &logical);
  bitmap.advance = size_of(layout.get()).width;
  // A pixel around the ink keeps bilinear sampling off the neighbours in an atlas.
  constexpr int kMargin = 1;
  bitmap.width = std::max(ink.width, 0) + 2 * kMargin;
  bitmap.height = std::max(ink.height, 0) + 2 * kMargin;
  bitmap.origin_x = kMargin - ink.x;
  const int top = ink.y - kMargin;
  bitmap.baseline = static_cast<int>(std::lround(size_of(layout.get()).baseline)) - top;

  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, bitmap.width, bitmap.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return core::internal_error("no memory for the bitmap of a label");
  }
  const CairoContext cr(cairo_create(surface.get()));
  // The baseline falls on a pixel boundary, so that rows of labels stand level.
  const double baseline_shift =
      std::round(static_cast<double>(size_of(layout.get()).baseline)) -
      static_cast<double>(size_of(layout.get()).baseline);
  cairo_move_to(cr.get(), bitmap.origin_x, -top + baseline_shift);
  pango_cairo_show_layout(cr.get(), layout.get());
  cairo_surface_flush(surface.get());

  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  bitmap.alpha.reserve(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height));
  for (int row = 0; row < bitmap.height; ++row) {
    const unsigned char* line = data + static_cast<std::ptrdiff_t>(row) * stride;
    bitmap.alpha.insert(bitmap.alpha.end(), line, line + bitmap.width);
  }
  return bitmap;
}

cartography::TextExtent measure_text(std::string_view text, float size, cartography::Weight weight) {
  const Layout layout = make_layout(text, {.size = size, .weight = weight});
  const LayoutSize measured = size_of(layout.get());
  return {measured.width, measured.baseline, measured.height - measured.baseline};
}

}  // namespace wardscope::report
