// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/text_layout.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace wardscope::report {
namespace {

constexpr const char* kFamilies = "Inter, Noto Sans, sans-serif";

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; }, ' ');
  return line;
}

// g_utf8_make_valid keeps what is valid and replaces the rest.
std::string valid_utf8(std::string text) {
  if (core::is_utf8(text)) return text;
  const std::unique_ptr<char, decltype(&g_free)> valid(g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())),
                                                       &g_free);
  return valid.get();
}

std::unique_ptr<PangoContext, GObjectDelete> make_context() {
  std::unique_ptr<PangoContext, GObjectDelete> context(
      pango_font_map_create_context(pango_cairo_font_map_get_default()));
  constexpr double kPointsPerInch = 72.0;  // makes one point one user unit
  pango_cairo_context_set_resolution(context.get(), kPointsPerInch);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

// Pango's default font map is one a thread, and so is what is made from it: nothing is shared. A page measures hundreds
// of cells, and making a context for each would cost more than shaping them.
const std::unique_ptr<PangoContext, GObjectDelete>& house_context() {
  thread_local const std::unique_ptr<PangoContext, GObjectDelete> context = make_context();
  return context;
}

}  // namespace

Layout make_layout(std::string_view text, const TextStyle& style) {
  const std::unique_ptr<PangoContext, GObjectDelete>& context = house_context();
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, kFamilies);
  pango_font_description_set_absolute_size(font, static_cast<double>(style.size) * PANGO_SCALE);
  pango_font_description_set_weight(
      font, style.weight == cartography::Weight::bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
  Layout layout(pango_layout_new(context.get()));
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);

  const std::string shown = valid_utf8(style.wrap_width > 0 ? std::string(text) : one_line(text));
  pango_layout_set_text(layout.get(), shown.data(), static_cast<int>(shown.size()));
  if (style.wrap_width > 0) {
    pango_layout_set_width(layout.get(), static_cast<int>(style.wrap_width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (style.most_lines > 0) {
      pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
      pango_layout_set_height(layout.get(), -style.most_lines);
    }
  } else {
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  }
  return layout;
}

LayoutSize size_of(PangoLayout* layout) {
  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  constexpr float kUnit = 1.0F / PANGO_SCALE;
  return {static_cast<float>(logical.width) * kUnit, static_cast<float>(logical.height) * kUnit,
          static_cast<float>(pango_layout_get_baseline(layout)) * kUnit};
}

}  // namespace wardscope::report
