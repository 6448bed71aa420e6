// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formula_layout.hpp"

#include <memory>
#include <string>
#include <vector>

#include "report/scene_painting.hpp"
#include "report/text_layout.hpp"
#include "verification/formula.hpp"

namespace wardscope::report {
namespace {

using verification::FormulaRun;
using verification::Script;

struct AttributesDelete {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};

/// Index and exponent: smaller, and a third of the letters' height off the line.
void set_script(PangoAttrList* list, const FormulaRun& run, guint begin, float size) {
  constexpr double kScale = 0.72;
  constexpr double kDrop = -0.18;  // em
  constexpr double kRise = 0.36;
  const double rise = (run.script == Script::below ? kDrop : kRise) * static_cast<double>(size) * PANGO_SCALE;
  for (PangoAttribute* attribute : {pango_attr_scale_new(kScale), pango_attr_rise_new(static_cast<int>(rise))}) {
    attribute->start_index = begin;
    attribute->end_index = begin + static_cast<guint>(run.text.size());
    pango_attr_list_insert(list, attribute);
  }
}

Layout layout_of(std::string_view formula, const TextBlock& block, float width) {
  const std::vector<FormulaRun> runs = verification::formula_runs(formula);
  std::string text;
  const std::unique_ptr<PangoAttrList, AttributesDelete> attributes(pango_attr_list_new());
  for (const FormulaRun& run : runs) {
    if (run.script != Script::normal) {
      set_script(attributes.get(), run, static_cast<guint>(text.size()), block.size);
    }
    text += run.text;
  }
  Layout layout = make_layout(text, {block.size, block.weight, width, 0});
  pango_layout_set_attributes(layout.get(), attributes.get());
  return layout;
}

}  // namespace

float draw_formula(cairo_t* cr, std::string_view formula, const TextBlock& block, const TextPlace& place) {
  const Layout layout = layout_of(formula, block, place.width);
  set_colour(cr, block.colour);
  cairo_move_to(cr, static_cast<double>(place.x), static_cast<double>(place.y));
  pango_cairo_show_layout(cr, layout.get());
  cairo_new_path(cr);
  return size_of(layout.get()).height;
}

float formula_height(std::string_view formula, const TextBlock& block, float width) {
  return size_of(layout_of(formula, block, width).get()).height;
}

}  // namespace wardscope::report
