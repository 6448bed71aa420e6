// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/legend_view.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <variant>

#include "cartography/symbol_shape.hpp"

namespace wardscope::ui {
namespace {

constexpr float kPixelsPerPoint = 96.0F / 72.0F;  // at 96 dpi
constexpr float kCardWidth = 236.0F;              // px at 96 dpi
constexpr float kFoldedWidth = 112.0F;            // its heading alone
constexpr float kRoom = 3.0F;                     // card widths that a map has where the card may open by itself
constexpr float kTwoColumns = 760.0F;             // a narrower map has no room for two beside a heading
constexpr float kMargin = 12.0F;                  // from the map's corner
constexpr float kLegendSwatchWidth = 24.0F;
constexpr float kRowHeight = 19.0F;
constexpr float kRampHeight = 11.0F;
constexpr float kHatchSpacing = 5.0F;
constexpr float kHatchWash = 0.18F;      // as the map draws it
constexpr std::size_t kMostPatches = 7;  // classes of a choropleth, side by side

ImU32 packed(const cartography::Colour& c) { return ImGui::ColorConvertFloat4ToU32({c.r, c.g, c.b, c.a}); }

void draw_hatch(ImDrawList& list, const cartography::PatchSwatch& patch, const ScreenRect& box, float spacing) {
  list.PushClipRect({box.x, box.y}, {box.x + box.width, box.y + box.height}, true);
  for (float x = box.x - box.height; x < box.x + box.width; x += spacing) {
    list.AddLine({x, box.y + box.height}, {x + box.height, box.y}, packed(patch.fill), 1.0F);
    if (patch.hatch == cartography::Hatch::cross)
      list.AddLine({x, box.y}, {x + box.height, box.y + box.height}, packed(patch.fill), 1.0F);
  }
  list.PopClipRect();
}

void draw_patch(const Widgets& widgets, const cartography::PatchSwatch& patch, const ScreenRect& box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 low{box.x, box.y};
  const ImVec2 high{box.x + box.width, box.y + box.height};
  const bool hatched = patch.hatch != cartography::Hatch::none;
  if (patch.fill.a > 0)
    list.AddRectFilled(low, high, packed(hatched ? patch.fill.with_alpha(patch.fill.a * kHatchWash) : patch.fill),
                       2.0F);
  if (hatched) draw_hatch(list, patch, box, widgets.px(kHatchSpacing));
  if (patch.stroke.a > 0 && patch.stroke_width > 0) {
    list.AddRect(low, high, packed(patch.stroke), 2.0F, 0,
                 std::clamp(widgets.px(patch.stroke_width * kPixelsPerPoint), 1.0F, widgets.px(2.5F)));
  }
}

/// Symbols are star-shaped about their middle: a fan of triangles fills them, the outline smooths the edge.
void draw_symbol(const Widgets& widgets, const cartography::PointStyle& style, const ScreenRect& box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float size = std::clamp(widgets.px(style.size * kPixelsPerPoint), widgets.px(6), box.height);
  const ImVec2 middle{box.centre_x(), box.centre_y()};
  std::vector<ImVec2> outline;
  for (const geo::Point& p : cartography::symbol_outline(style.symbol)) {
    outline.push_back({middle.x + static_cast<float>(p.x) * size, middle.y - static_cast<float>(p.y) * size});
  }
  const auto count = static_cast<int>(outline.size());
  const bool ring = style.symbol == cartography::Symbol::ring;
  if (!ring) {
    const ImDrawListFlags flags = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    for (std::size_t i = 0; i < outline.size(); ++i) {
      list.AddTriangleFilled(middle, outline[i], outline[(i + 1) % outline.size()], packed(style.fill));
    }
    list.Flags = flags;
  }
  const bool pale_edge =
      style.stroke.r + style.stroke.g + style.stroke.b > 2.4F;  // on a white card it would only nibble
  list.AddPolyline(outline.data(), count, packed(ring || !pale_edge ? style.stroke : style.fill), ImDrawFlags_Closed,
                   widgets.px(1.0F));
}

void draw_line(const Widgets& widgets, const cartography::LineSwatch& line, const ScreenRect& box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float width = std::clamp(widgets.px(line.width * kPixelsPerPoint), 1.0F, box.height / 2);
  const ImVec2 from{box.x, box.centre_y()};
  const ImVec2 to{box.x + box.width, box.centre_y()};
  if (line.casing.a > 0) list.AddLine(from, to, packed(line.casing), width + widgets.px(1.6F));
  list.AddLine(from, to, packed(line.colour), width);
}

void draw_swatch(const Widgets& widgets, const cartography::Swatch& swatch, const ScreenRect& box) {
  if (const auto* patch = std::get_if<cartography::PatchSwatch>(&swatch)) {
    const float height = std::min(box.height, widgets.px(12));
    draw_patch(widgets, *patch, {box.x, box.centre_y() - height / 2, box.width, height});
  } else if (const auto* line = std::get_if<cartography::LineSwatch>(&swatch)) {
    draw_line(widgets, *line, box);
  } else {
    draw_symbol(widgets, std::get<cartography::PointStyle>(swatch), box);
  }
}

void draw_ramp(const cartography::LegendRamp& ramp, const ScreenRect& box) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto columns = static_cast<int>(std::max(2.0F, box.width));
  list.AddRectFilled({box.x, box.y}, {box.x + box.width, box.y + box.height}, colour::kCard);
  for (int i = 0; i < columns; ++i) {
    const std::size_t entry =
        static_cast<std::size_t>(i) * (ramp.ramp.size() - 1) / static_cast<std::size_t>(columns - 1);
    const float x = box.x + static_cast<float>(i);
    list.AddRectFilled({x, box.y}, {x + 1.0F, box.y + box.height}, packed(ramp.ramp[entry]));
  }
  list.AddRect({box.x, box.y}, {box.x + box.width, box.y + box.height}, colour::kMuted, 0.0F, 0, 1.0F);
}

/// The ramp over the card's width, its numbers below: the ends at the ends, the middle only where there is room for it.
void draw_ramp_entry(Widgets& widgets, const cartography::LegendRamp& ramp) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  draw_ramp(ramp, {at.x, at.y, width, widgets.px(kRampHeight)});
  ImGui::PushFont(widgets.fonts().small);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = at.y + widgets.px(kRampHeight + 2);
  const auto width_of = [](const std::string& text) { return ImGui::CalcTextSize(text.c_str()).x; };
  list.AddText({at.x, y}, colour::kInk, ramp.low.c_str());
  list.AddText({at.x + width - width_of(ramp.high), y}, colour::kInk, ramp.high.c_str());
  const float middle_left = at.x + (width - width_of(ramp.middle)) / 2;
  const float gap = widgets.px(8);
  if (middle_left > at.x + width_of(ramp.low) + gap &&
      middle_left + width_of(ramp.middle) + gap < at.x + width - width_of(ramp.high)) {
    list.AddText({middle_left, y}, colour::kInk, ramp.middle.c_str());
  }
  ImGui::Dummy({width, widgets.px(kRampHeight + 4) + ImGui::GetTextLineHeight()});
  ImGui::PopFont();
}

void draw_row(Widgets& widgets, const cartography::LegendRow& row) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = widgets.px(kRowHeight);
  const float swatch = widgets.px(kLegendSwatchWidth);
  draw_swatch(widgets, row.swatch, {at.x, at.y + widgets.px(2), swatch, height - widgets.px(4)});
  ImGui::PushFont(widgets.fonts().small);
  ImGui::SetCursorScreenPos({at.x + swatch + widgets.px(8), at.y + (height - ImGui::GetTextLineHeight()) / 2});
  widgets.paragraph(row.text);
  const float below = ImGui::GetItemRectMax().y;
  ImGui::SetCursorScreenPos({at.x, std::max(at.y + height, below)});
  ImGui::PopFont();
}

/// What all entries that count incidents count, where that is the same for several: it is said once for all.
std::string shared_incidents(const std::vector<cartography::LegendEntry>& legend) {
  std::string shared;
  int count = 0;
  for (const cartography::LegendEntry& entry : legend) {
    if (entry.incidents.empty()) continue;
    if (count++ > 0 && entry.incidents != shared) return {};
    shared = entry.incidents;
  }
  return count > 1 ? shared : std::string();
}

void draw_entry(Widgets& widgets, const cartography::LegendEntry& entry, const std::string& said) {
  const bool plain = entry.rows.size() == 1 && entry.ramp.ramp.empty() && entry.rows.front().text == entry.title &&
                     entry.incidents.empty();
  if (!plain) widgets.paragraph(entry.title);
  if (!entry.incidents.empty() && entry.incidents != said) widgets.muted(entry.incidents);
  if (!entry.unit.empty()) widgets.muted(entry.unit);
  if (!entry.ramp.ramp.empty()) draw_ramp_entry(widgets, entry.ramp);
  for (const cartography::LegendRow& row : entry.rows) draw_row(widgets, row);
  if (!entry.note.empty()) widgets.muted(entry.note);
}

/// How many of the blocks stand in the first of two columns, so that the taller is as low as can be.
std::size_t evenly_split(const std::vector<float>& heights) {
  const float all = std::accumulate(heights.begin(), heights.end(), 0.0F);
  std::size_t best = heights.size();
  float lowest = all;
  float first = 0.0F;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    first += heights[i];
    const float taller = std::max(first, all - first);
    if (taller < lowest) {
      lowest = taller;
      best = i + 1;
    }
  }
  return best;
}

/// Streets, buildings, land and plain outlines of areas that nobody targeted.
bool is_base(const project::Project& project, const cartography::LegendEntry& entry) {
  const auto layer = std::find_if(project.layers.begin(), project.layers.end(),
                                  [&](const project::Layer& one) { return one.id == entry.layer_id; });
  if (layer == project.layers.end()) return false;
  if (layer->source == project::LayerSource::streets || layer->source == project::LayerSource::buildings) return true;
  return layer->source == project::LayerSource::area_set && layer->form != "neighbourhood" &&
         layer->style.column.empty();
}

}  // namespace

void draw_layer_swatch(const Widgets& widgets, const cartography::LegendEntry& entry, const ScreenRect& box) {
  const float height = std::min(box.height, widgets.px(12));
  const float top = box.centre_y() - height / 2;
  if (!entry.ramp.ramp.empty()) {
    draw_ramp(entry.ramp, {box.x, top, box.width, height});
    return;
  }
  if (entry.rows.empty()) return;
  std::vector<const cartography::PatchSwatch*> patches;
  for (const cartography::LegendRow& row : entry.rows) {
    if (const auto* patch = std::get_if<cartography::PatchSwatch>(&row.swatch)) patches.push_back(patch);
  }
  if (patches.size() < 3) {
    draw_swatch(widgets, entry.rows.front().swatch, box);
    return;
  }
  const std::size_t shown = std::min(patches.size(), kMostPatches);
  const float width = box.width / static_cast<float>(shown);
  for (std::size_t i = 0; i < shown; ++i) {
    cartography::PatchSwatch patch = *patches[i];
    patch.stroke_width = 0.0F;
    draw_patch(widgets, patch, {box.x + width * static_cast<float>(i), top, width, height});
  }
}

int LegendView::columns_for(const Widgets& widgets, const ViewModel& model, const ScreenRect& map) {
  if (revision_ != model.dataset.revision || ground_.empty()) {
    revision_ = model.dataset.revision;
    ground_ = borough::extent_of(model.dataset);
  }
  if (ground_.empty() || heights_.size() < 2 || map.width < widgets.px(kTwoColumns)) return 1;
  const float one = widgets.px(kCardWidth + kMargin);
  const float tall = std::accumulate(heights_.begin(), heights_.end(), widgets.px(48)) / 2;
  const auto metres = [&](float width, float height) {  // a pixel
    return std::max(ground_.width() / static_cast<double>(std::max(1.0F, width)),
                    ground_.height() / static_cast<double>(std::max(1.0F, height)));
  };
  constexpr double kWorthIt = 0.97;  // one column is easier to read
  return metres(map.width, map.height - tall) < kWorthIt * metres(map.width - one, map.height) ? 2 : 1;
}

void LegendView::draw_entries(Widgets& widgets, const ViewModel& model) {
  std::vector<const cartography::LegendEntry*> subject;
  std::vector<const cartography::LegendEntry*> base;
  for (const cartography::LegendEntry& entry : model.legend) {
    if (entry.rows.empty() && entry.ramp.ramp.empty() && entry.note.empty()) continue;
    (is_base(model.project, entry) ? base : subject).push_back(&entry);
  }
  if (subject.empty()) std::swap(subject, base);
  const std::string said = shared_incidents(model.legend);
  if (!said.empty()) widgets.muted(said);
  const std::size_t blocks = subject.size() + (base.empty() ? 0 : 1);
  const std::size_t split = columns_ == 2 ? evenly_split(heights_) : blocks;
  std::vector<float> heights;
  if (!ImGui::BeginTable("columns", columns_, ImGuiTableFlags_SizingStretchSame | ImGuiTableFlags_NoPadOuterX)) return;
  for (std::size_t i = 0; i < blocks; ++i) {
    if (i == 0 || i == split) ImGui::TableNextColumn();
    const float top = ImGui::GetCursorPosY();
    if (i < subject.size()) {
      draw_entry(widgets, *subject[i], said);
    } else {
      if (widgets.fold("Base map", base_open_)) base_open_ = !base_open_;
      if (base_open_) {
        for (const cartography::LegendEntry* entry : base) draw_entry(widgets, *entry, said);
      }
    }
    ImGui::Dummy({0.0F, widgets.px(3)});
    heights.push_back(ImGui::GetCursorPosY() - top);
  }
  ImGui::EndTable();
  heights_ = std::move(heights);
}

void LegendView::draw(Widgets& widgets, const ViewModel& model, const ScreenRect& map) {
  covered_ = {};
  reach_ = 0.0F;
  const float margin = widgets.px(kMargin);
  const float folded = widgets.px(kFoldedWidth);
  if (model.legend.empty() || map.width < folded + 2 * margin) return;
  const bool open = open_ == Wish::open || (open_ == Wish::automatic && map.width >= kRoom * widgets.px(kCardWidth));
  columns_ = open ? columns_for(widgets, model, map) : 1;
  const float width = std::min(widgets.px(columns_ == 2 ? 2 * kCardWidth : kCardWidth), map.width - 2 * margin);
  const float heading = ImGui::GetFrameHeight() + widgets.px(16);
  const float most = std::max(heading, map.height - 2 * margin - widgets.px(64));  // the sources stand at the bottom
  const float height = open ? std::clamp(content_height_, heading, most) : heading;
  const float card = open ? width : folded;
  reach_ = card + margin;
  ImGui::SetCursorScreenPos({map.x + map.width - card - margin, map.y + margin});
  ImGui::PushStyleColor(ImGuiCol_ChildBg, (colour::kCard & 0x00FFFFFFU) | 0xF4000000U);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(12), widgets.px(8)));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(widgets.px(6), widgets.px(4)));
  ImGui::BeginChild("legend", {card, height}, true, ImGuiWindowFlags_AlwaysUseWindowPadding);
  if (widgets.fold("Legend", open)) open_ = open ? Wish::closed : Wish::open;
  if (open) {
    draw_entries(widgets, model);
    covered_ = {card + margin, height + margin};
  }
  content_height_ = ImGui::GetCursorPosY() + widgets.px(8);
  ImGui::EndChild();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

}  // namespace wardscope::ui
