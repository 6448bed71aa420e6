// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cartography/scene.hpp"
#include "report/report_table.hpp"
#include "report/table_columns.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {

/// What stands at the edges of each page.
struct PageFrame {
  std::string marking;  ///< top and bottom, or empty
  std::string header_left;
  std::string header_right;
  std::string footer;     ///< one line: provenance, revision, version, date
  int pages = 0;          ///< "Page n of m"; 0 while they are being counted
  int break_before = -1;  ///< the heading, counted from 0, that begins a page; -1: none does
};

/// How a block of text looks.
struct TextBlock {
  float size = 9.0F;
  cartography::Weight weight = cartography::Weight::regular;
  cartography::Colour colour;
  float after = 4.0F;  ///< points below it
  int most_lines = 0;  ///< 0: as many as it takes
};

/// Flows blocks down A4 pages. Nothing is drawn outside the margins: text wraps, tables break between rows and repeat
/// their head, a block that doesn't fit begins a new page.
class PageFlow {
 public:
  /// @pre cr paints on a PDF surface of A4 pages
  PageFlow(cairo_t* cr, PageFrame frame);

  [[nodiscard]] float left() const;
  [[nodiscard]] float width() const;
  [[nodiscard]] int page() const { return page_; }
  /// True on the first run, which finds the number of pages and whose output is thrown away.
  [[nodiscard]] bool counting() const { return frame_.pages == 0; }
  [[nodiscard]] float room() const;                                   ///< points left on this page
  [[nodiscard]] int headings() const { return headings_; }            ///< drawn so far
  [[nodiscard]] int heading_page() const { return heading_page_; }    ///< of the last one
  [[nodiscard]] int headings_here() const { return headings_here_; }  ///< on this page so far
  /// How much of each page is filled, 0..1; the last one once end() was called.
  [[nodiscard]] const std::vector<float>& fills() const { return fills_; }

  void new_page();
  void end();  ///< finishes the last page
  void skip(float points) { y_ += points; }
  /// Room for a block of this height, on this page or the next. @returns its box, full width.
  cartography::Box reserve(float height);

  /// A section's heading, kept with at least `kept` points of what follows.
  void heading(std::string_view text, float kept = 60.0F);
  void text(std::string_view words, const TextBlock& block);
  /// Neither the first nor the last line stands alone on a page.
  void bullets(const std::vector<std::string>& lines);
  /// What a heading is kept with: the height of the first two lines.
  [[nodiscard]] float bullets_start(const std::vector<std::string>& lines) const;
  /// Neither the first nor the last row stands alone on a page.
  void table(const ReportTable& table);
  /// What a heading is kept with: the table's head and first two rows, or its one sentence.
  [[nodiscard]] float table_start(const ReportTable& table) const;
  void items(const std::vector<cartography::FurnitureItem>& items);

  [[nodiscard]] cairo_t* context() const { return cr_; }

 private:
  void begin_page();
  void edges();
  void table_head(const ReportTable& table, const TableColumns& columns);
  float head_height(const ReportTable& table, const TableColumns& columns) const;
  float row_height(const ReportTable& table, const TableColumns& columns, std::size_t row) const;
  void table_row(const ReportTable& table, const TableColumns& columns, std::size_t row);

  cairo_t* cr_;
  PageFrame frame_;
  void close_page();

  int page_ = 0;
  int headings_ = 0;
  int heading_page_ = 1;
  int headings_here_ = 0;
  std::vector<float> fills_;
  float y_ = 0.0F;
};

/// Where a text is drawn: its top left corner and the width that it is aligned in (0: left, no wrapping).
struct TextPlace {
  float x = 0.0F;
  float y = 0.0F;
  float width = 0.0F;
  cartography::Align align = cartography::Align::left;
};

/// Draws a block and returns its height.
float draw_text(cairo_t* cr, std::string_view words, const TextBlock& block, const TextPlace& place);
/// The height that it would have.
float text_height(std::string_view words, const TextBlock& block, float width);

}  // namespace wardscope::report
