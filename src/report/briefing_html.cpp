// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include <kainjow/mustache.hpp>

#include "report/briefing.hpp"
#include "report/cairo_painter.hpp"
#include "report/page_sections.hpp"
#include "report/page_template.hpp"
#include "report/svg_chart.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

using kainjow::mustache::data;

data words_section(const char* title, const std::string& words) {
  data section = empty_section(title);
  section.set("has_finding", truth_of(true));
  section.set("finding", with_signs_kept(words));
  return section;
}

core::Result<data> briefing_map(const Briefing& briefing) {
  constexpr double kPixelsPerPoint = 2.0;
  const auto png = paint_png(*briefing.map, kPixelsPerPoint);
  if (!png) return png.error();
  data section = empty_section("Map");
  add_image(section, {"image/png", *png, briefing.map_words});
  section.set("has_caption", truth_of(true));
  section.set("caption", briefing.map_words);
  return section;
}

data chart_section_of(const BriefingChart& chart) {
  data section = empty_section(chart.title);
  const cartography::Box wide{0, 0, 520.0F, 220.0F};
  const cartography::Box narrow{0, 0, 400.0F, 240.0F};  // of a telephone, near enough: texts stay as large
  add_image(section, {"image/svg+xml", svg_of(cartography::draw_chart(chart.chart, wide, measure_text), wide),
                      chart.title + ". A table below holds the numbers."});
  add_narrow_image(section, svg_of(cartography::draw_chart(chart.chart, narrow, measure_text), narrow));
  section.set("chart", truth_of(true));
  return section;
}

core::Result<data> briefing_sections(const Briefing& briefing) {
  data sections{data::type::list};
  if (!briefing.how_sure.empty()) sections.push_back(words_section("How sure", briefing.how_sure));
  if (!briefing.does_not_show.empty())
    sections.push_back(words_section("What it does not show", briefing.does_not_show));
  if (briefing.map) {
    auto map = briefing_map(briefing);
    if (!map) return map.error();
    sections.push_back(*map);
  }
  for (const BriefingChart& chart : briefing.charts) sections.push_back(chart_section_of(chart));
  for (const ReportTable& table : briefing.tables) sections.push_back(table_section(table));
  if (!briefing.method.empty()) sections.push_back(words_section("Method", briefing.method));
  sections.push_back(words_section("How it was made", briefing.made));
  sections.push_back(list_section("Sources", briefing.sources, "No source states a licence line."));
  return sections;
}

}  // namespace

core::Result<std::string> briefing_html(const Briefing& briefing) {
  auto sections = briefing_sections(briefing);
  if (!sections) return sections.error();
  data values;
  values.set("title", briefing.place.empty() ? briefing.title : briefing.title + ": " + briefing.place);
  values.set("heading", briefing.title);
  values.set("what", briefing.age.empty() ? briefing.subtitle : briefing.subtitle + ". " + briefing.age);
  values.set("marking", briefing.marking);
  values.set("synthetic", truth_of(briefing.synthetic));
  values.set("has_findings", truth_of(!briefing.shows.empty()));
  values.set("findings", text_list(briefing.shows));
  values.set("sections", *sections);
  values.set("footer", briefing.footer);
  return render_page("report_page.mustache", std::move(values));
}

}  // namespace wardscope::report
