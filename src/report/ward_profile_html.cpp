// SPDX-License-Identifier: GPL-3.0-or-later
#include <utility>

#include <kainjow/mustache.hpp>

#include "report/cairo_painter.hpp"
#include "report/page_sections.hpp"
#include "report/page_template.hpp"
#include "report/profile_charts.hpp"
#include "report/profile_document.hpp"
#include "report/report_table.hpp"
#include "report/svg_chart.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

using kainjow::mustache::data;

core::Result<data> map_section(const ProfileDocument& document) {
  constexpr double kPixelsPerPoint = 2.0;  // about as wide as the page; to compress more takes longest
  const auto png = paint_png(document.map, kPixelsPerPoint);
  if (!png) return png.error();
  data section = empty_section("Map of the ward");
  const std::string sentence = map_sentence(document.profile);
  add_image(section, {"image/png", *png, sentence});
  if (document.narrow_map.width > 0.0F) {
    constexpr double kPixelsPerPointOfAPhone = 2.5;  // its screen is as wide as the map and finer than a desk's
    const auto narrow = paint_png(document.narrow_map, kPixelsPerPointOfAPhone);
    if (!narrow) return narrow.error();
    add_narrow_image(section, *narrow);
  }
  section.set("has_caption", truth_of(true));
  section.set("caption", sentence + " Cameras, hubs and places are listed in the tables below.");
  return section;
}

const ReportTable& table_of(const std::vector<ReportTable>& tables, std::string_view id) {
  for (const ReportTable& table : tables) {
    if (table.id == id) return table;
  }
  return tables.front();
}

// A chart and the table with its numbers: nothing is told by a picture alone.
data chart_section(const ProfileChart& chart, const std::vector<ReportTable>& tables) {
  const bool own_table = chart.id != kMonthPartsChart;
  data section = empty_section(chart.title);
  section.set("has_finding", truth_of(true));
  section.set("finding", chart.finding);
  constexpr float kWidth = 520.0F;
  const cartography::Box box{0, 0, kWidth, chart.height};
  add_image(section, {"image/svg+xml", svg_of(chart.draw(box, measure_text), box),
                      chart.title + ". " + chart.finding +
                          (own_table ? " The table below holds the numbers."
                                     : " The table of months above holds the numbers.")});
  constexpr float kNarrowWidth = 400.0F;  // of a telephone, near enough: texts stay as large
  const cartography::Box narrow{0, 0, kNarrowWidth, chart.height};
  add_narrow_image(section, svg_of(chart.draw(narrow, measure_text), narrow));
  section.set("chart", truth_of(true));
  if (own_table) add_table(section, table_of(tables, chart.id));
  return section;
}

core::Result<data> sections_of(const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  const auto tables = all_tables(profile);
  data sections{data::type::list};
  if (!profile.unknowns.empty()) {
    sections.push_back(list_section("What these records cannot tell", profile.unknowns, ""));
  }
  sections.push_back(table_section(table_of(tables, "key-figures")));
  auto map = map_section(document);
  if (!map) return map.error();
  sections.push_back(*map);
  const auto charts = charts_of(profile);
  for (const ProfileChart& chart : charts) sections.push_back(chart_section(chart, tables));
  if (!profile.has_hours) sections.push_back(table_section(table_of(tables, "hours")));
  sections.push_back(table_section(table_of(tables, "places")));
  sections.push_back(table_section(camera_page_table(profile)));
  sections.push_back(table_section(table_of(tables, "hubs")));
  sections.push_back(table_section(indicator_summary_table(profile)));
  sections.push_back(table_section(table_of(tables, "actions")));
  sections.push_back(list_section("Sources", document.sources, "No source states a licence line."));
  sections.push_back(list_section("Methods", profile.methods, "No method was applied."));
  sections.push_back(list_section("Assumptions", profile.assumptions, "Nothing had to be assumed."));
  sections.push_back(list_section("Suppressed numbers", profile.suppressed, "No number had to be suppressed."));
  sections.push_back(list_section("About this document", {about_sentence(document)}, ""));
  return sections;
}

}  // namespace

core::Result<std::string> ward_profile_html(const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  auto sections = sections_of(document);
  if (!sections) return sections.error();
  data values;
  values.set("title", profile.ward_name + ": ward profile, " + profile.period);
  values.set("heading", profile.ward_name);
  values.set("what", "Ward " + profile.ward_code + (profile.place.empty() ? "" : ", " + profile.place) +
                         ". Recorded incidents" + (profile.counted.empty() ? "" : " (" + profile.counted + ")") + ", " +
                         profile.period + ".");
  values.set("marking", document.marking);
  values.set("synthetic", truth_of(profile.synthetic));
  values.set("has_findings", truth_of(!profile.findings.empty()));
  values.set("findings", text_list(profile.findings));
  values.set("sections", *sections);
  values.set("footer", footer_line(document));
  return render_page("report_page.mustache", std::move(values));
}

}  // namespace wardscope::report
