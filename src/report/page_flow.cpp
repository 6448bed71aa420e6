// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_flow.hpp"

#include <algorithm>
#include <utility>

#include "cartography/theme.hpp"
#include "report/scene_painting.hpp"

namespace wardscope::report {
namespace {

namespace theme = cartography::theme;
using cartography::Align;
using cartography::Weight;

constexpr float kPageWidth = 595.276F;  // A4
constexpr float kPageHeight = 841.890F;
constexpr float kMargin = 42.5F;  // 15 mm
constexpr float kTop = 58.0F;     // below the header
constexpr float kBottom = kPageHeight - 54.0F;

constexpr float kCellPadding = 3.2F;
constexpr float kDensePadding = 1.7F;   // of a long table, which would fill pages with air
constexpr std::size_t kLongTable = 30;  // rows
constexpr int kMostCellLines = 8;       // a longer note is cut: the CSV has it whole

const TextBlock kSmall{7.0F, Weight::regular, theme::kQuietInk, 0.0F, 1};
const TextBlock kMarking{8.5F, Weight::bold, theme::kInk, 0.0F, 1};
const TextBlock kBullet{9.0F, Weight::regular, theme::kInk, 3.0F, 0};
const TextBlock kNothing{9.0F, Weight::regular, theme::kQuietInk, 6.0F, 0};
constexpr float kIndent = 11.0F;  // of a bullet's text

PangoAlignment pango_align(Align align) {
  return align == Align::left ? PANGO_ALIGN_LEFT : align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_RIGHT;
}

void rule(cairo_t* cr, const cartography::Box& box, cartography::Colour colour) {
  set_colour(cr, colour);
  cairo_rectangle(cr, static_cast<double>(box.x), static_cast<double>(box.y), static_cast<double>(box.width),
                  static_cast<double>(box.height));
  cairo_fill(cr);
}

float cell_padding(const ReportTable& table) { return table.rows.size() > kLongTable ? kDensePadding : kCellPadding; }

TextBlock cell_block(const TableColumns& columns) {
  return {columns.cell_size, Weight::regular, theme::kInk, 0.0F, kMostCellLines};
}

TextBlock head_block(const TableColumns& columns) { return {columns.head_size, Weight::bold, theme::kInk, 0.0F, 5}; }

}  // namespace

float draw_text(cairo_t* cr, std::string_view words, const TextBlock& block, const TextPlace& place) {
  const Layout layout = make_layout(words, {block.size, block.weight, place.width, block.most_lines});
  pango_layout_set_alignment(layout.get(), pango_align(place.align));
  constexpr float kSpacing = 1.08F;
  pango_layout_set_line_spacing(layout.get(), kSpacing);
  set_colour(cr, block.colour);
  cairo_move_to(cr, static_cast<double>(place.x), static_cast<double>(place.y));
  pango_cairo_show_layout(cr, layout.get());
  cairo_new_path(cr);
  return size_of(layout.get()).height;
}

float text_height(std::string_view words, const TextBlock& block, float width) {
  const Layout layout = make_layout(words, {block.size, block.weight, width, block.most_lines});
  constexpr float kSpacing = 1.08F;
  pango_layout_set_line_spacing(layout.get(), kSpacing);
  return size_of(layout.get()).height;
}

PageFlow::PageFlow(cairo_t* cr, PageFrame frame) : cr_(cr), frame_(std::move(frame)) { begin_page(); }

float PageFlow::left() const { return kMargin; }
float PageFlow::width() const { return kPageWidth - 2 * kMargin; }
float PageFlow::room() const { return kBottom - y_; }

void PageFlow::begin_page() {
  ++page_;
  headings_here_ = 0;
  y_ = kTop;
  edges();
}

void PageFlow::edges() {
  draw_text(cr_, frame_.marking, kMarking, {kMargin, 20.0F, width(), Align::centre});
  const float half = width() * 0.4F;
  draw_text(cr_, frame_.header_left, kSmall, {kMargin, 36.0F, half, Align::left});
  draw_text(cr_, frame_.header_right, kSmall, {kMargin + width() - half, 36.0F, half, Align::right});
  rule(cr_, {kMargin, 48.0F, width(), 0.6F}, theme::kRule);
  rule(cr_, {kMargin, kPageHeight - 46.0F, width(), 0.6F}, theme::kRule);
  const float number = 70.0F;
  draw_text(cr_, frame_.footer, kSmall, {kMargin, kPageHeight - 42.0F, width() - number - 10.0F, Align::left});
  const std::string page = "Page " + std::to_string(page_) + " of " + std::to_string(frame_.pages);
  draw_text(cr_, page, kSmall, {kMargin + width() - number, kPageHeight - 42.0F, number, Align::right});
  draw_text(cr_, frame_.marking, kMarking, {kMargin, kPageHeight - 27.0F, width(), Align::centre});
}

void PageFlow::close_page() {
  fills_.push_back((y_ - kTop) / (kBottom - kTop));
  cairo_show_page(cr_);
}

void PageFlow::new_page() {
  close_page();
  begin_page();
}

void PageFlow::end() { close_page(); }

cartography::Box PageFlow::reserve(float height) {
  if (height > room() && y_ > kTop) new_page();
  const cartography::Box box{kMargin, y_, width(), height};
  y_ += height;
  return box;
}

void PageFlow::heading(std::string_view text, float kept) {
  const TextBlock block{12.5F, Weight::bold, theme::kInk, 0.0F, 2};
  constexpr float kBar = 9.0F;  // left of it, so that its words have less than the page's width
  const float height = text_height(text, block, width() - kBar);
  constexpr float kAround = 13.0F;  // above and below it
  const bool asked = headings_++ == frame_.break_before;
  if ((asked || height + kAround + kept > room()) && y_ > kTop) new_page();
  heading_page_ = page_;
  ++headings_here_;
  if (y_ > kTop) y_ += 8.0F;
  rule(cr_, {kMargin, y_ + 1.5F, 3.0F, height - 3.0F}, theme::kAccent);
  draw_text(cr_, text, block, {kMargin + kBar, y_, width() - kBar, Align::left});
  y_ += height + 5.0F;
}

void PageFlow::text(std::string_view words, const TextBlock& block) {
  const float height = text_height(words, block, width());
  const cartography::Box box = reserve(height);
  draw_text(cr_, words, block, {box.x, box.y, box.width, Align::left});
  y_ += block.after;
}

void PageFlow::bullets(const std::vector<std::string>& lines) {
  const TextBlock& block = kBullet;
  const auto height_of = [&](std::size_t i) { return text_height(lines[i], block, width() - kIndent); };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    const float height = height_of(i);
    const bool last_but_one = i > 0 && i + 2 == lines.size();
    if (last_but_one && height + block.after + height_of(i + 1) > room()) new_page();
    const cartography::Box box = reserve(height);
    paint_symbol(cr_, {cartography::Symbol::disc, theme::kAccent, {0, 0, 0, 0}, 3.4F, 0.0F},
                 {static_cast<double>(box.x + 3.0F), static_cast<double>(box.y + 6.2F)}, 0.0);
    draw_text(cr_, line, block, {box.x + kIndent, box.y, box.width - kIndent, Align::left});
    y_ += block.after;
  }
}

float PageFlow::bullets_start(const std::vector<std::string>& lines) const {
  float height = 0.0F;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, lines.size()); ++i) {
    height += text_height(lines[i], kBullet, width() - kIndent) + kBullet.after;
  }
  return height;
}

void PageFlow::items(const std::vector<cartography::FurnitureItem>& items) { paint_furniture(cr_, items); }

float PageFlow::row_height(const ReportTable& table, const TableColumns& columns, std::size_t row) const {
  float height = 0.0F;
  for (std::size_t i = 0; i < columns.widths.size(); ++i) {
    height = std::max(height, text_height(table.rows[row][i].text, cell_block(columns), columns.widths[i]));
  }
  return height + 2 * cell_padding(table);
}

float PageFlow::head_height(const ReportTable& table, const TableColumns& columns) const {
  float height = 0.0F;
  for (std::size_t i = 0; i < columns.widths.size(); ++i) {
    height = std::max(height, text_height(table.columns[i].label, head_block(columns), columns.widths[i]));
  }
  return height;
}

void PageFlow::table_head(const ReportTable& table, const TableColumns& columns) {
  const float height = head_height(table, columns);
  rule(cr_, {kMargin, y_, width(), height + 2 * kCellPadding}, cartography::rgb(0xEEF2F5));
  float x = kMargin + kColumnInset;
  for (std::size_t i = 0; i < columns.widths.size(); ++i) {
    const Align align = table.columns[i].number ? Align::right : Align::left;
    const float own = text_height(table.columns[i].label, head_block(columns), columns.widths[i]);
    draw_text(cr_, table.columns[i].label, head_block(columns),
              {x, y_ + kCellPadding + height - own, columns.widths[i], align});
    x += columns.widths[i] + kColumnGap;
  }
  y_ += height + 2 * kCellPadding;
}

void PageFlow::table_row(const ReportTable& table, const TableColumns& columns, std::size_t row) {
  const float height = row_height(table, columns, row);
  float x = kMargin + kColumnInset;
  for (std::size_t i = 0; i < columns.widths.size(); ++i) {
    const Align align = table.columns[i].number ? Align::right : Align::left;
    draw_text(cr_, table.rows[row][i].text, cell_block(columns),
              {x, y_ + cell_padding(table), columns.widths[i], align});
    x += columns.widths[i] + kColumnGap;
  }
  y_ += height;
  rule(cr_, {kMargin, y_ - 0.4F, width(), 0.4F}, theme::kRule);
}

float PageFlow::table_start(const ReportTable& table) const {
  if (table.rows.empty()) return text_height(table.empty, kNothing, width());
  const TableColumns columns = columns_of(table, width());
  float height = head_height(table, columns) + 2 * kCellPadding;
  for (std::size_t row = 0; row < std::min<std::size_t>(2, table.rows.size()); ++row)
    height += row_height(table, columns, row);
  return height;
}

void PageFlow::table(const ReportTable& table) {
  if (table.rows.empty()) return text(table.empty, kNothing);
  const TableColumns columns = columns_of(table, width());
  if (room() < table_start(table)) new_page();
  table_head(table, columns);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    float needed = row_height(table, columns, row);
    const bool last_but_one = row > 0 && row + 2 == table.rows.size();
    if (last_but_one) needed += row_height(table, columns, row + 1);
    if (needed > room()) {
      new_page();
      table_head(table, columns);
    }
    table_row(table, columns, row);
  }
  y_ += 6.0F;
}

}  // namespace wardscope::report
