// SPDX-License-Identifier: GPL-3.0-or-later
#include <cairo-pdf.h>

#include "cartography/theme.hpp"
#include "report/briefing.hpp"
#include "report/cairo_painter.hpp"
#include "report/page_flow.hpp"
#include "report/page_parts.hpp"
#include "report/surfaces.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

namespace theme = cartography::theme;
using cartography::Weight;

const TextBlock kFinding{10.5F, Weight::regular, theme::kInk, 5.0F, 0};
const TextBlock kQualifier{9.5F, Weight::regular, theme::kInk, 4.0F, 0};

PageFrame briefing_frame(const Briefing& briefing, int pages) {
  PageFrame frame;
  frame.marking = briefing.marking;
  frame.header_left = briefing.place.empty() ? "Briefing" : "Briefing · " + briefing.place;
  frame.header_right = briefing.title;
  frame.footer = briefing.footer;
  frame.pages = pages;
  return frame;
}

void add_qualifier(PageFlow& flow, const char* title, const std::string& words) {
  if (words.empty()) return;
  flow.heading(title, text_height(words, kQualifier, flow.width()));
  flow.text(with_signs_kept(words), kQualifier);
}

void add_result_chart(PageFlow& flow, const BriefingChart& chart) {
  constexpr float kHeight = 190.0F;
  flow.heading(chart.title, kHeight + 10.0F);
  const cartography::Box box = flow.reserve(kHeight);
  flow.items(cartography::draw_chart(chart.chart, box, measure_text));
  flow.skip(6.0F);
}

void add_briefing(PageFlow& flow, const Briefing& briefing) {
  flow.text(briefing.title, {22.0F, Weight::bold, theme::kInk, 1.0F, 2});
  flow.text(briefing.subtitle, {10.0F, Weight::regular, theme::kQuietInk, 7.0F, 3});
  if (briefing.synthetic) add_synthetic_badge(flow);
  if (!briefing.age.empty()) flow.text(briefing.age, {9.5F, Weight::bold, theme::kBadge, 5.0F, 0});
  for (const std::string& sentence : briefing.shows) flow.text(with_signs_kept(sentence), kFinding);
  add_qualifier(flow, "How sure", briefing.how_sure);
  add_qualifier(flow, "What it does not show", briefing.does_not_show);
  if (briefing.map) {
    flow.skip(5.0F);
    add_scene(flow, *briefing.map);
    flow.text(briefing.map_words, kCaptionText);
  }
  for (const BriefingChart& chart : briefing.charts) add_result_chart(flow, chart);
  for (const ReportTable& table : briefing.tables) add_table(flow, table);
  add_qualifier(flow, "Method", briefing.method);
  add_qualifier(flow, "How it was made", briefing.made);
  add_list(flow, "Sources", briefing.sources, "No source states a licence line.");
  flow.end();
}

/// Laid out where nothing is painted.
int page_count_of(const Briefing& briefing) {
  const CairoSurface nothing(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const CairoContext cr(cairo_create(nothing.get()));
  cairo_rectangle(cr.get(), 0, 0, 0, 0);
  cairo_clip(cr.get());
  PageFlow flow(cr.get(), briefing_frame(briefing, 0));
  add_briefing(flow, briefing);
  return flow.page();
}

}  // namespace

core::Result<std::string> briefing_pdf(const Briefing& briefing) {
  const int pages = page_count_of(briefing);
  std::string bytes;
  {
    const CairoSurface surface =
        make_pdf_surface(bytes, {briefing.title, briefing.subtitle, briefing.date, briefing.keywords, {}}, {});
    const CairoContext cr(cairo_create(surface.get()));
    PageFlow flow(cr.get(), briefing_frame(briefing, pages));
    add_briefing(flow, briefing);
    if (const core::Status status = finish(cr.get(), surface.get()); !status) return status.error();
  }
  return bytes;
}

}  // namespace wardscope::report
