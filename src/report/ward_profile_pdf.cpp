// SPDX-License-Identifier: GPL-3.0-or-later
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "cartography/theme.hpp"
#include "core/civil_time.hpp"
#include "core/version.hpp"
#include "report/cairo_painter.hpp"
#include "report/page_flow.hpp"
#include "report/page_parts.hpp"
#include "report/profile_charts.hpp"
#include "report/profile_document.hpp"
#include "report/scene_painting.hpp"
#include "report/surfaces.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

namespace theme = cartography::theme;
using cartography::Align;
using cartography::Weight;

PageFrame frame_of(const ProfileDocument& document, int pages) {
  const analysis::WardProfile& profile = document.profile;
  PageFrame frame;
  frame.marking = document.marking;
  frame.header_left = profile.place.empty() ? "Ward profile" : "Ward profile · " + profile.place;
  frame.header_right = profile.ward_name + " · " + profile.ward_code;
  frame.footer = footer_line(document);
  frame.pages = pages;
  return frame;
}

void add_title(PageFlow& flow, const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  flow.text(profile.ward_name, {24.0F, Weight::bold, theme::kInk, 1.0F, 2});
  flow.text("Ward " + profile.ward_code + (profile.place.empty() ? "" : " · " + profile.place) +
                " · recorded incidents" + (profile.counted.empty() ? "" : " (" + profile.counted + ")") + ", " +
                profile.period,
            {10.0F, Weight::regular, theme::kQuietInk, 8.0F, 2});
  if (profile.synthetic) add_synthetic_badge(flow);
}

void draw_card(cairo_t* cr, const analysis::KeyFigure& figure, const cartography::Box& box) {
  paint_furniture(
      cr, {cartography::BoxItem{box, cartography::rgb(0xF5F7F9), theme::kRule, 0.6F, 4.0F, cartography::Hatch::none}});
  const float x = box.x + 7.0F;
  const float width = box.width - 14.0F;
  draw_text(cr, figure.label, {7.4F, Weight::bold, theme::kQuietInk, 0.0F, 2}, {x, box.y + 5.0F, width, Align::left});
  const auto words_of = [&](const analysis::ProfileNumber& one) {
    return (figure.is_change ? signed_cell(one, figure.decimals) : number_cell(one, figure.decimals)).text;
  };
  const std::string number = words_of(figure.number);
  const bool known = figure.number.value && !figure.number.suppressed;
  const TextBlock value{known ? 17.0F : 11.0F, Weight::bold, known ? theme::kInk : theme::kQuietInk, 0.0F, 1};
  const float baseline = box.y + 25.0F + (known ? 0.0F : 5.0F);
  draw_text(cr, number, value, {x, baseline, width, Align::left});
  const float used = measure_text(number, value.size, Weight::bold).width;
  const TextBlock small{7.0F, Weight::regular, theme::kQuietInk, 0.0F, 5};
  std::string detail = figure.detail;
  if (known && !figure.unit.empty()) {
    constexpr float kGap = 3.5F;
    // Beside the number where it fits, else at the head of the detail.
    if (used + kGap + measure_text(figure.unit, small.size, Weight::regular).width <= width) {
      draw_text(cr, figure.unit, small, {x + used + kGap, box.y + 35.0F, width - used - kGap, Align::left});
    } else {
      detail = figure.unit + (detail.empty() ? "" : "; ") + detail;
    }
  }
  if (figure.borough) {
    detail += (detail.empty() ? "" : "; ") + ("borough " + words_of({*figure.borough, false}));
    if (figure.unit == "%") detail += "\u00A0%";
  }
  draw_text(cr, detail, small, {x, box.y + 48.0F, width, Align::left});
}

void add_cards(PageFlow& flow, const analysis::WardProfile& profile) {
  constexpr float kGap = 7.0F;
  constexpr float kHeight = 96.0F;
  // Two rows up to ten figures, so that the map stays on the first page.
  const std::size_t columns = std::clamp<std::size_t>((profile.key_figures.size() + 1) / 2, 3, 5);
  const float width = (flow.width() - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  for (std::size_t first = 0; first < profile.key_figures.size(); first += columns) {
    const cartography::Box row = flow.reserve(kHeight);
    const std::size_t last = std::min(first + columns, profile.key_figures.size());
    for (std::size_t i = first; i < last; ++i) {
      draw_card(flow.context(), profile.key_figures[i],
                {row.x + static_cast<float>(i - first) * (width + kGap), row.y, width, kHeight});
    }
    flow.skip(kGap);
  }
}

void add_map(PageFlow& flow, const ProfileDocument& document) {
  add_scene(flow, document.map);
  flow.text(map_sentence(document.profile), kCaptionText);
}

void add_chart(PageFlow& flow, const ProfileChart& chart) {
  flow.heading(chart.title, chart.height + 30.0F);
  flow.text(chart.finding, kBodyText);
  const cartography::Box box = flow.reserve(chart.height);
  flow.items(chart.draw(box, measure_text));
  flow.skip(4.0F);
}

/// A page of the document and the name of its bookmark.
struct Bookmark {
  std::string name;
  int page = 1;
};

void add_evidence(PageFlow& flow, const ProfileDocument& document, std::vector<Bookmark>& bookmarks) {
  const analysis::WardProfile& profile = document.profile;
  add_list(flow, "Sources", document.sources, "No source states a licence line.");
  bookmarks.push_back({"Sources and methods", flow.heading_page()});
  add_list(flow, "Methods", profile.methods, "No method was applied.");
  add_list(flow, "Assumptions", profile.assumptions, "Nothing had to be assumed.");
  add_list(flow, "Suppressed numbers", profile.suppressed, "No number had to be suppressed.");
  flow.heading("About this document");
  flow.text(about_sentence(document), kBodyText);
}

/// Whether the workspace has nothing that the table could be made of.
bool is_absent(const analysis::WardProfile& profile, std::string_view id) {
  if (id == "hours") return !profile.has_hours;
  if (id == "cameras") return !profile.has_cameras && profile.cameras.empty();
  if (id == "hubs") return !profile.has_hubs && profile.hubs.empty();
  if (id == "indicators") return !profile.has_indicators && profile.indicators.empty();
  return id == "actions" && !profile.has_actions && profile.actions.empty();
}

/// One list instead of a heading for each of them.
void add_absent(PageFlow& flow, const analysis::WardProfile& profile) {
  std::vector<std::string> lines;
  for (const ReportTable& table : {hour_table(profile), camera_table(profile), hub_table(profile),
                                   indicator_summary_table(profile), action_table(profile)}) {
    if (is_absent(profile, table.id)) lines.push_back(table.caption + ". " + table.empty);
  }
  add_sentences(flow, "Not in this profile", std::move(lines));
}

std::vector<Bookmark> add_pages(PageFlow& flow, const ProfileDocument& document) {
  const analysis::WardProfile& profile = document.profile;
  std::vector<Bookmark> bookmarks{{"Key figures and map", flow.page()}};
  add_title(flow, document);
  add_cards(flow, profile);
  add_map(flow, document);
  add_sentences(flow, "Findings", profile.findings);
  add_sentences(flow, "What these records cannot tell", profile.unknowns);
  const auto mark = [&](const char* name) { bookmarks.push_back({name, flow.heading_page()}); };
  for (const ProfileChart& chart : charts_of(profile)) {
    add_chart(flow, chart);
    if (bookmarks.size() == 1) mark("Types, months, hours and places");
  }
  add_table(flow, place_table(profile));
  if (bookmarks.size() == 1) mark("Places");
  bool marked = false;
  for (const ReportTable& table :
       {camera_page_table(profile), hub_table(profile), indicator_summary_table(profile), action_table(profile)}) {
    if (is_absent(profile, table.id)) continue;
    add_table(flow, table);
    if (!marked) mark("Cameras, hubs, indicators and actions");
    marked = true;
  }
  add_absent(flow, profile);
  add_evidence(flow, document, bookmarks);
  flow.end();
  return bookmarks;
}

/// How a document is laid out.
struct PageLayout {
  int break_before = -1;  ///< as PageFrame has it
  int pages = 0;
  int headings = 0;
  float least_fill = 0.0F;  ///< of its pages
};

/// Laid out where nothing is painted.
PageLayout laid_out(const ProfileDocument& document, int break_before) {
  const CairoSurface nothing(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const CairoContext cr(cairo_create(nothing.get()));
  cairo_rectangle(cr.get(), 0, 0, 0, 0);
  cairo_clip(cr.get());
  PageFrame frame = frame_of(document, 0);
  frame.break_before = break_before;
  PageFlow flow(cr.get(), frame);
  static_cast<void>(add_pages(flow, document));
  return {break_before, flow.page(), flow.headings(), *std::min_element(flow.fills().begin(), flow.fills().end())};
}

/// A document that runs a few lines over would end on a nearly empty page: an earlier section begins a page then, the
/// one with which the emptiest page is fullest. It has no more pages for it.
PageLayout best_layout(const ProfileDocument& document) {
  constexpr float kFullEnough = 0.4F;
  PageLayout best = laid_out(document, -1);
  const PageLayout natural = best;
  if (natural.pages == 1 || natural.least_fill >= kFullEnough) return best;
  for (int heading = natural.headings - 1; heading > 0; --heading) {
    const PageLayout other = laid_out(document, heading);
    if (other.pages == natural.pages && other.least_fill > best.least_fill) best = other;
  }
  return best;
}

core::Status paint_document(const ProfileDocument& document, const PageLayout& layout, std::string& bytes) {
  DocumentInfo info;
  info.title = "Ward profile: " + document.profile.ward_name + " (" + document.profile.ward_code + ")";
  info.subject = (document.profile.place.empty() ? "" : document.profile.place + ", ") + document.profile.period;
  for (const std::string& source : document.sources) info.subject += ". " + source;
  info.date = document.date + "T00:00:00Z";
  info.keywords = fmt::format("provenance {}, data revision {}, Wardscope {}", document.provenance_code,
                              document.data_revision, core::version());
  const CairoSurface surface = make_pdf_surface(bytes, info, {});
  const CairoContext cr(cairo_create(surface.get()));
  PageFrame frame = frame_of(document, layout.pages);
  frame.break_before = layout.break_before;
  PageFlow flow(cr.get(), frame);
  const auto bookmarks = add_pages(flow, document);
  for (const Bookmark& bookmark : bookmarks) {
    const std::string target = "page=" + std::to_string(bookmark.page);
    cairo_pdf_surface_add_outline(surface.get(), CAIRO_PDF_OUTLINE_ROOT, bookmark.name.c_str(), target.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
  }
  return finish(cr.get(), surface.get());
}

}  // namespace

core::Result<std::string> ward_profile_pdf(const ProfileDocument& document) {
  std::string bytes;
  const core::Status painted = paint_document(document, best_layout(document), bytes);
  if (!painted) return painted.error();
  return bytes;
}

}  // namespace wardscope::report
