// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_parts.hpp"

#include <cairo.h>

#include <utility>

#include "report/cairo_painter.hpp"
#include "report/scene_painting.hpp"

namespace wardscope::report {

namespace theme = cartography::theme;

void add_synthetic_badge(PageFlow& flow) {
  const cartography::Box box = flow.reserve(17.0F);
  flow.items({cartography::BoxItem{
      {box.x, box.y, box.width, 15.0F}, theme::kBadgeFill, theme::kBadge, 0.7F, 3.0F, cartography::Hatch::none}});
  draw_text(flow.context(), "Synthetic data: no real place, person or event is described here",
            {8.0F, cartography::Weight::bold, theme::kBadge, 0.0F, 1},
            {box.x + 7.0F, box.y + 2.8F, box.width - 14.0F, cartography::Align::left});
  flow.skip(6.0F);
}

void add_scene(PageFlow& flow, const cartography::Scene& scene, float share, float with) {
  const float scale = share * flow.width() / scene.width;
  if (flow.room() < scene.height * scale + with) flow.new_page();
  cartography::Box box = flow.reserve(scene.height * scale);
  box.x += (1.0F - share) * box.width / 2;
  box.width *= share;
  cairo_t* cr = flow.context();
  cairo_save(cr);
  cairo_translate(cr, static_cast<double>(box.x), static_cast<double>(box.y));
  cairo_scale(cr, static_cast<double>(scale), static_cast<double>(scale));
  if (!flow.counting()) paint_scene(cr, scene, kPrintPixelsPerPoint);
  cairo_restore(cr);
  flow.items({cartography::BoxItem{box, {0, 0, 0, 0}, theme::kRule, 0.8F, 0.0F, cartography::Hatch::none}});
  flow.skip(4.0F);
}

void add_table(PageFlow& flow, const ReportTable& table) {
  const float note = table.note.empty() ? 0.0F : text_height(table.note, kBodyText, flow.width()) + kBodyText.after;
  flow.heading(table.caption, note + flow.table_start(table));
  if (!table.note.empty()) flow.text(table.note, kBodyText);
  flow.table(table);
}

void add_list(PageFlow& flow, const char* title, const std::vector<std::string>& lines, const char* none) {
  flow.heading(title, lines.empty() ? text_height(none, kBodyText, flow.width()) : flow.bullets_start(lines));
  lines.empty() ? flow.text(none, kBodyText) : flow.bullets(lines);
}

void add_sentences(PageFlow& flow, const char* title, std::vector<std::string> sentences) {
  if (sentences.empty()) return;
  for (std::string& sentence : sentences) sentence = with_signs_kept(std::move(sentence));
  flow.heading(title, flow.bullets_start(sentences));
  flow.bullets(sentences);
  flow.skip(4.0F);
}

}  // namespace wardscope::report
