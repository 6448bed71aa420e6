// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cartography/scene.hpp"
#include "report/report_table.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {

/// What stands at the edges of each page.
struct PageFrame {
  std::string marking;       ///< top and bottom, or empty
  std::string header_left;
  std::string header_right;
  std::string footer;        ///< one line: provenance, revision, version, date
  int pages = 0;             ///< "Page n of m"; 0 while they are being counted
};

/// How a block of text looks.
struct TextBlock {
  float size = 9.0F;
  cartography::Weight weight = cartography::Weight::regular;
  cartography::Colour colour;
  float after = 4.0F;        ///< points below it
  int most_lines = 0;        ///< 0: as many as it takes
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
  [[nodiscard]] float room() const;  ///< points left on this page

  void new_page();
  void end();  ///< finishes the last page
  void skip(float points) { y_ += points; }
  /// Room for a block of this height, on this page or the next. @returns its box, full width.
  cartography::Box reserve(float height);

  /// A section's heading, kept with at least `kept` points of what follows.
  void heading(std::string_view text, float kept = 60.0F);
  void text(std::string_view words, const TextBlock& block);
  void bullets(const std::vector<std::string>& lines);
  /// The height that bullets() would take on one page.
  [[nodiscard]] float bullets_height(const std::vector<std::string>& lines) const;
  void table(const ReportTable& table);
  void items(const std::vector<cartography::FurnitureItem>& items);

  [[nodiscard]] cairo_t* context() const { return cr_; }

 private:
  void begin_page();
  void edges();
  void table_head(const ReportTable& table, const std::vector<float>& widths);
  float row_height(const ReportTable& table, const std::vector<float>& widths, std::size_t row) const;
  void table_row(const ReportTable& table, const std::vector<float>& widths, std::size_t row);

  cairo_t* cr_;
  PageFrame frame_;
  int page_ = 0;
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
