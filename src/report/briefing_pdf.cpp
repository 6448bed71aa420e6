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

/// The map with its words on the same page.
void add_map(PageFlow& flow, const Briefing& briefing, float share) {
  constexpr float kAround = 10.0F;
  flow.skip(5.0F);
  add_scene(flow, *briefing.map, share, text_height(briefing.map_words, kCaptionText, flow.width()) + kAround);
  flow.text(briefing.map_words, kCaptionText);
}

void add_briefing(PageFlow& flow, const Briefing& briefing, float map_share) {
  flow.text(briefing.title, {22.0F, Weight::bold, theme::kInk, 1.0F, 2});
  flow.text(briefing.subtitle, {10.0F, Weight::regular, theme::kQuietInk, 7.0F, 3});
  if (briefing.synthetic) add_synthetic_badge(flow);
  if (!briefing.age.empty()) flow.text(briefing.age, {9.5F, Weight::bold, theme::kBadge, 5.0F, 0});
  for (const std::string& sentence : briefing.shows) flow.text(with_signs_kept(sentence), kFinding);
  add_qualifier(flow, "How sure", briefing.how_sure);
  add_qualifier(flow, "What it does not show", briefing.does_not_show);
  if (briefing.map) add_map(flow, briefing, map_share);
  for (const BriefingChart& chart : briefing.charts) add_result_chart(flow, chart);
  for (const ReportTable& table : briefing.tables) add_table(flow, table);
  add_qualifier(flow, "Method", briefing.method);
  add_qualifier(flow, "How it was made", briefing.made);
  add_list(flow, "Sources", briefing.sources, "No source states a licence line.");
  flow.end();
}

/// How a briefing is laid out.
struct BriefingLayout {
  float map_share = 1.0F;  ///< of the page's width
  int break_before = -1;   ///< as PageFrame has it
  BriefingPages pages;
  int headings = 0;
};

/// Laid out where nothing is painted.
BriefingLayout laid_out(const Briefing& briefing, float map_share, int break_before) {
  const CairoSurface nothing(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const CairoContext cr(cairo_create(nothing.get()));
  cairo_rectangle(cr.get(), 0, 0, 0, 0);
  cairo_clip(cr.get());
  PageFrame frame = briefing_frame(briefing, 0);
  frame.break_before = break_before;
  PageFlow flow(cr.get(), frame);
  add_briefing(flow, briefing, map_share);
  return {map_share, break_before, {flow.page(), flow.headings_here()}, flow.headings()};
}

/// The last page holds more than the sources: else the map gives way a little, and where that does not bring them to
/// the page before, what stands above them comes to theirs.
BriefingLayout best_layout(const Briefing& briefing) {
  constexpr int kSourcesAndMore = 2;
  BriefingLayout best = laid_out(briefing, 1.0F, -1);
  if (best.pages.pages == 1) return best;
  const BriefingLayout natural = best;
  if (briefing.map) {
    for (const float share : {0.94F, 0.88F, 0.82F, 0.76F}) {
      BriefingLayout other = laid_out(briefing, share, -1);
      if (other.pages.pages < natural.pages.pages) return other;
    }
  }
  for (int heading = natural.headings - 2; best.pages.headings_on_last < kSourcesAndMore && heading >= 0; --heading)
    best = laid_out(briefing, 1.0F, heading);
  return best;
}

}  // namespace

BriefingPages briefing_pages(const Briefing& briefing) { return best_layout(briefing).pages; }

core::Result<std::string> briefing_pdf(const Briefing& briefing) {
  const BriefingLayout layout = best_layout(briefing);
  std::string bytes;
  {
    const CairoSurface surface =
        make_pdf_surface(bytes, {briefing.title, briefing.subtitle, briefing.date, briefing.keywords, {}}, {});
    const CairoContext cr(cairo_create(surface.get()));
    PageFrame frame = briefing_frame(briefing, layout.pages.pages);
    frame.break_before = layout.break_before;
    PageFlow flow(cr.get(), frame);
    add_briefing(flow, briefing, layout.map_share);
    if (const core::Status status = finish(cr.get(), surface.get()); !status) return status.error();
  }
  return bytes;
}

}  // namespace wardscope::report
