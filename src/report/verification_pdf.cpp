// SPDX-License-Identifier: GPL-3.0-or-later
#include <cairo-pdf.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "cartography/theme.hpp"
#include "core/version.hpp"
#include "report/formula_layout.hpp"
#include "report/page_flow.hpp"
#include "report/surfaces.hpp"
#include "report/verification_document.hpp"
#include "verification/words.hpp"

namespace wardscope::report {
namespace {

namespace theme = cartography::theme;
using cartography::Align;
using cartography::Weight;

const TextBlock kText{9.0F, Weight::regular, theme::kInk, 4.0F, 0};
const TextBlock kQuiet{8.0F, Weight::regular, theme::kQuietInk, 2.0F, 0};
const TextBlock kName{10.0F, Weight::bold, theme::kInk, 3.0F, 0};
const TextBlock kQuestion{8.0F, Weight::bold, theme::kInk, 2.0F, 0};
const TextBlock kFormulaText{10.5F, Weight::regular, theme::kInk, 0.0F, 0};
constexpr float kFormulaInset = 8.0F;

/// The page that each chapter begins on; empty while they are being counted.
using ChapterPages = std::vector<int>;

PageFrame book_frame(int pages) {
  PageFrame frame;
  frame.header_left = "Verification book";
  frame.header_right = fmt::format("Wardscope {}", core::version());
  frame.footer = verification_footer();
  frame.pages = pages;
  return frame;
}

void add_formula(PageFlow& flow, const std::string& formula) {
  const float width = flow.width() - 2 * kFormulaInset;
  const float height = formula_height(formula, kFormulaText, width) + 2 * kFormulaInset;
  const cartography::Box box = flow.reserve(height);
  flow.items(
      {cartography::BoxItem{box, cartography::rgb(0xF5F7F9), theme::kRule, 0.5F, 3.0F, cartography::Hatch::none}});
  draw_formula(flow.context(), formula, kFormulaText,
               {box.x + kFormulaInset, box.y + kFormulaInset, width, Align::left});
  flow.skip(4.0F);
}

/// Quiet words with formulas among them.
void add_set_text(PageFlow& flow, const std::string& words) {
  const cartography::Box box = flow.reserve(formula_height(words, kQuiet, flow.width()));
  draw_formula(flow.context(), words, kQuiet, {box.x, box.y, box.width, Align::left});
  flow.skip(kQuiet.after);
}

/// Of what stands above the numbers, so that a page does not end between a name and its formula.
float definition_height(const PageFlow& flow, const verification::Statistic& statistic) {
  const float width = flow.width();
  constexpr float kGaps = 40.0F;
  return kGaps + text_height(statistic.name, kName, width) +
         formula_height(statistic.formula, kFormulaText, width - 2 * kFormulaInset) + 2 * kFormulaInset +
         formula_height("where " + statistic.symbols, kQuiet, width) +
         formula_height(sources_sentence(statistic), kQuiet, width);
}

void add_statistic(PageFlow& flow, const verification::Statistic& statistic) {
  const ReportTable checks = check_table(statistic);
  if (flow.room() < definition_height(flow, statistic) + flow.table_start(checks)) flow.new_page();
  flow.skip(3.0F);
  flow.text(statistic.name, kName);
  add_formula(flow, statistic.formula);
  add_set_text(flow, "where " + statistic.symbols + ".");
  add_set_text(flow, sources_sentence(statistic));
  flow.skip(2.0F);
  flow.table(checks);
  if (statistic.conventions.empty()) return;
  const ReportTable conventions = convention_table(statistic);
  if (flow.room() < flow.table_start(conventions) + 2 * text_height(conventions.caption, kQuestion, flow.width())) {
    flow.new_page();
  }
  flow.text(conventions.caption, kQuestion);
  flow.table(conventions);
}

void add_title(PageFlow& flow, const verification::Book& book) {
  const verification::Agreement found = agreement(book);
  flow.text("Verification book", {24.0F, Weight::bold, theme::kInk, 1.0F, 0});
  flow.text(fmt::format("The statistics of Wardscope {}, recomputed and held against numbers from elsewhere",
                        core::version()),
            {10.5F, Weight::regular, theme::kQuietInk, 10.0F, 0});
  const bool whole = found.disagreeing == 0;
  const cartography::Colour fill = whole ? cartography::rgb(0xEAF3EC) : theme::kBadgeFill;
  const cartography::Colour line = whole ? cartography::rgb(0x2F6B3C) : theme::kBadge;
  const cartography::Box box = flow.reserve(24.0F);
  flow.items({cartography::BoxItem{box, fill, line, 0.7F, 3.0F, cartography::Hatch::none}});
  draw_text(flow.context(), verdict(found), {10.0F, Weight::bold, line, 0.0F, 1},
            {box.x + 8.0F, box.y + 5.5F, box.width - 16.0F, Align::left});
  flow.skip(10.0F);
  flow.heading("How to read it");
  flow.bullets(verification::how_to_read());
}

void add_data(PageFlow& flow) {
  constexpr float kMapWidth = 250.0F;
  constexpr float kMapHeight = kMapWidth * 0.8F;
  float words = 0.0F;
  for (const std::string& sentence : verification::data_in_words()) words += text_height(sentence, kText, flow.width());
  constexpr float kAround = 60.0F;  // gaps between them, and the words below the map
  flow.heading("The built-in data", words + kMapHeight + kAround);
  flow.bullets(verification::data_in_words());
  flow.skip(4.0F);
  cartography::Box box = flow.reserve(kMapHeight);
  box.width = kMapWidth;
  flow.items(reference_map(box));
  flow.skip(4.0F);
  flow.text(kReferenceMapWords, kQuiet);
}

void add_contents(PageFlow& flow, const verification::Book& book, const ChapterPages& pages) {
  ReportTable contents = contents_table(book);
  contents.columns.push_back({"Page", 0.8F, true});
  for (std::size_t i = 0; i < contents.rows.size(); ++i) {
    contents.rows[i].push_back(text_cell(i < pages.size() ? std::to_string(pages[i]) : "0"));
  }
  flow.heading(contents.caption, flow.table_start(contents));
  flow.table(contents);
}

/// What a chapter's heading is kept with: its intro, and the first statistic to the first of its numbers.
float chapter_start(const PageFlow& flow, const verification::Chapter& chapter) {
  constexpr float kGaps = 12.0F;
  const float intro = text_height(chapter.intro, kText, flow.width()) + kText.after;
  if (chapter.statistics.empty()) return intro;
  const verification::Statistic& first = chapter.statistics.front();
  return intro + kGaps + definition_height(flow, first) + flow.table_start(check_table(first));
}

/// @returns the page that each chapter begins on
ChapterPages add_book(PageFlow& flow, const verification::Book& book, const ChapterPages& pages) {
  add_title(flow, book);
  add_contents(flow, book, pages);
  add_data(flow);
  ChapterPages begun;
  for (std::size_t i = 0; i < book.size(); ++i) {
    const verification::Chapter& chapter = book[i];
    flow.heading(fmt::format("{}  {}", i + 1, chapter.title), chapter_start(flow, chapter));
    begun.push_back(flow.heading_page());
    flow.text(chapter.intro, kText);
    for (const verification::Statistic& statistic : chapter.statistics) add_statistic(flow, statistic);
  }
  flow.end();
  return begun;
}

struct BookLayout {
  ChapterPages chapters;
  int pages = 0;
};

/// Laid out where nothing is painted.
BookLayout count_pages(const verification::Book& book) {
  const CairoSurface nothing(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const CairoContext cr(cairo_create(nothing.get()));
  cairo_rectangle(cr.get(), 0, 0, 0, 0);
  cairo_clip(cr.get());
  PageFlow flow(cr.get(), book_frame(0));
  BookLayout layout;
  layout.chapters = add_book(flow, book, {});
  layout.pages = flow.page();
  return layout;
}

}  // namespace

core::Result<std::string> verification_pdf(const verification::Book& book) {
  const BookLayout layout = count_pages(book);
  DocumentInfo info;
  info.title = "Verification book";
  info.subject = fmt::format("The statistics of Wardscope {}, recomputed and held against numbers from elsewhere",
                             core::version());
  info.date = "2000-01-01T00:00:00Z";  // a PDF must have one; this document is of a version, not of a day
  info.keywords = fmt::format("Wardscope {}", core::version());
  std::string bytes;
  {
    const CairoSurface surface = make_pdf_surface(bytes, info, {});
    const CairoContext cr(cairo_create(surface.get()));
    PageFlow flow(cr.get(), book_frame(layout.pages));
    static_cast<void>(add_book(flow, book, layout.chapters));
    for (std::size_t i = 0; i < book.size(); ++i) {
      const std::string name = fmt::format("{}  {}", i + 1, book[i].title);
      const std::string target = "page=" + std::to_string(layout.chapters[i]);
      cairo_pdf_surface_add_outline(surface.get(), CAIRO_PDF_OUTLINE_ROOT, name.c_str(), target.c_str(),
                                    CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
    if (const core::Status status = finish(cr.get(), surface.get()); !status) return status.error();
  }
  return bytes;
}

}  // namespace wardscope::report
