// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text_rasteriser.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/text.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {
namespace {

constexpr float kLeastSize = 1.0F;
constexpr float kMostSize = 512.0F;
constexpr double kMiddleOfCapitals = 0.36;  // em above the baseline
// A pixel around the ink keeps bilinear sampling off the neighbours in an atlas.
constexpr int kPixelsAround = 1;

core::Status check_text(std::string_view text, float size) {
  if (!(size >= kLeastSize && size <= kMostSize)) {
    return core::invalid_argument("text size " + core::fixed(static_cast<double>(size), 1) +
                                  " px is not between 1 and 512; choose another size");
  }
  if (!core::is_utf8(text)) return core::invalid_argument("a label is not valid UTF-8; re-import it with its encoding");
  return {};
}

void copy_alpha(cairo_surface_t* surface, AlphaBitmap& bitmap) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  bitmap.alpha.reserve(static_cast<std::size_t>(bitmap.width) * static_cast<std::size_t>(bitmap.height));
  for (int row = 0; row < bitmap.height; ++row) {
    const unsigned char* line = data + static_cast<std::ptrdiff_t>(row) * stride;
    bitmap.alpha.insert(bitmap.alpha.end(), line, line + bitmap.width);
  }
}

}  // namespace

core::Result<AlphaBitmap> rasterise_text(std::string_view text, float size, cartography::Weight weight) {
  if (auto status = check_text(text, size); !status) return status.error();
  AlphaBitmap bitmap;
  if (text.empty()) return bitmap;

  const Layout layout = make_layout(text, {.size = size, .weight = weight});
  PangoRectangle ink;
  PangoRectangle logical;
  pango_layout_get_pixel_extents(layout.get(), &ink, &logical);
  bitmap.advance = size_of(layout.get()).width;
  bitmap.width = std::max(ink.width, 0) + 2 * kPixelsAround;
  bitmap.height = std::max(ink.height, 0) + 2 * kPixelsAround;
  bitmap.origin_x = kPixelsAround - ink.x;
  const int top = ink.y - kPixelsAround;
  bitmap.baseline = static_cast<int>(std::lround(size_of(layout.get()).baseline)) - top;

  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, bitmap.width, bitmap.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return core::internal_error("no memory for the bitmap of a label");
  }
  const CairoContext cr(cairo_create(surface.get()));
  // The baseline falls on a pixel boundary, so that rows of labels stand level.
  const double baseline_shift = std::round(static_cast<double>(size_of(layout.get()).baseline)) -
                                static_cast<double>(size_of(layout.get()).baseline);
  cairo_move_to(cr.get(), bitmap.origin_x, -top + baseline_shift);
  pango_cairo_show_layout(cr.get(), layout.get());
  copy_alpha(surface.get(), bitmap);
  return bitmap;
}

core::Result<AlphaBitmap> rasterise_turned(std::string_view text, float size, const Turned& how) {
  if (auto status = check_text(text, size); !status) return status.error();
  AlphaBitmap bitmap;
  if (text.empty()) return bitmap;
  const Layout layout = make_layout(text, {.size = size, .weight = how.weight});
  const LayoutSize measured = size_of(layout.get());
  PangoRectangle ink;
  pango_layout_get_pixel_extents(layout.get(), &ink, nullptr);
  // The text's middle in the layout, from where it is turned.
  const double x = static_cast<double>(measured.width) / 2;
  const double y = static_cast<double>(measured.baseline) - kMiddleOfCapitals * static_cast<double>(size);
  const double turn = static_cast<double>(how.degrees) * std::numbers::pi / 180.0;
  double right = 0;
  double down = 0;
  double left = 0;
  double up = 0;
  for (const int corner : {0, 1, 2, 3}) {
    const double dx = ink.x + ((corner & 1) == 0 ? 0 : ink.width) - x;
    const double dy = ink.y + ((corner & 2) == 0 ? 0 : ink.height) - y;
    left = std::min(left, dx * std::cos(turn) - dy * std::sin(turn));
    right = std::max(right, dx * std::cos(turn) - dy * std::sin(turn));
    up = std::min(up, dx * std::sin(turn) + dy * std::cos(turn));
    down = std::max(down, dx * std::sin(turn) + dy * std::cos(turn));
  }
  bitmap.origin_x = static_cast<int>(std::ceil(-left)) + kPixelsAround;
  bitmap.baseline = static_cast<int>(std::ceil(-up)) + kPixelsAround;
  bitmap.width = bitmap.origin_x + static_cast<int>(std::ceil(right)) + kPixelsAround;
  bitmap.height = bitmap.baseline + static_cast<int>(std::ceil(down)) + kPixelsAround;
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, bitmap.width, bitmap.height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    return core::internal_error("no memory for the bitmap of a label");
  }
  const CairoContext cr(cairo_create(surface.get()));
  cairo_translate(cr.get(), bitmap.origin_x, bitmap.baseline);
  cairo_rotate(cr.get(), turn);
  cairo_move_to(cr.get(), -x, -y);
  pango_cairo_show_layout(cr.get(), layout.get());
  copy_alpha(surface.get(), bitmap);
  return bitmap;
}

cartography::TextExtent measure_text(std::string_view text, float size, cartography::Weight weight) {
  const Layout layout = make_layout(text, {.size = size, .weight = weight});
  const LayoutSize measured = size_of(layout.get());
  return {measured.width, measured.baseline, measured.height - measured.baseline};
}

}  // namespace wardscope::report
