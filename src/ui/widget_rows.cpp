// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is clicked by its place rather than by its frame: rows, folds, cards, tabs, the bar's and the rails' buttons.
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "ui/label_text.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {
namespace {

float measured(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x; }

/// Text in a box of the current window, cut with "…" where it is too long.
/// @returns true where it was cut
bool draw_fitted(ImVec2 at, float width, std::string_view text) {
  const std::string shown = shortened_to(text, width, measured);
  ImGui::GetWindowDrawList()->AddText(at, ImGui::GetColorU32(ImGuiCol_Text), shown.c_str());
  return shown != text;
}

void push_flat_button(unsigned text) {
  ImGui::PushStyleColor(ImGuiCol_Button, 0U);
  ImGui::PushStyleColor(ImGuiCol_Border, 0U);
  ImGui::PushStyleColor(ImGuiCol_Text, text);
}

}  // namespace

bool Widgets::quiet_button(std::string_view label) {
  push_flat_button(colour::kAccent);
  const float width = std::max(least_target(), measured(label) + 2 * ImGui::GetStyle().FramePadding.x);
  const bool pressed =
      ImGui::Button(drawn_label(label).c_str(), {width, std::max(least_target(), ImGui::GetFrameHeight())});
  ImGui::PopStyleColor(3);
  log("button", label);
  return pressed;
}

bool Widgets::link(std::string_view label) {
  const Font small(fonts_.small);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{measured(label), least_target()};
  const bool pressed = ImGui::InvisibleButton(hidden_id(label).c_str(), size);
  log("link", label);
  const float top = at.y + (size.y - ImGui::GetTextLineHeight()) / 2;
  const float line = top + ImGui::GetTextLineHeight();
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  const unsigned ink = lit ? colour::kAccentHover : colour::kAccent;
  ImGui::GetWindowDrawList()->AddText({at.x, top}, ink, label.data(), label.data() + label.size());
  ImGui::GetWindowDrawList()->AddLine({at.x, line}, {at.x + size.x, line}, ink, lit ? px(2) : px(1));
  return pressed;
}

bool Widgets::bar_button(std::string_view label, std::string_view tip) {
  push_flat_button(colour::kOnBar);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, 0x30FFFFFFU);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, 0x50FFFFFFU);
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, colour::kOnBarMuted);
  const bool pressed = ImGui::Button(drawn_label(label).c_str());
  ImGui::PopStyleColor(6);
  log("button", label);
  tooltip(tip);
  return pressed;
}

bool Widgets::menu_row(std::string_view label, std::string_view tip) {
  const bool pressed =
      ImGui::Selectable(drawn_label(label).c_str(), false, 0, {std::max(px(140), measured(label)), least_target()});
  log("row", label);
  tooltip(tip);
  return pressed;
}

bool Widgets::mark_button(std::string_view label, std::string_view mark) {
  push_flat_button(colour::kMuted);
  ImGui::PushID(hidden_id(label).c_str());
  const bool pressed = ImGui::Button(drawn_label(mark).c_str(), {least_target(), least_target()});
  ImGui::PopID();
  ImGui::PopStyleColor(3);
  log("button", label, mark);
  tooltip(label);
  return pressed;
}

float Widgets::tab_width(std::string_view label) const {
  const Font bold(fonts_.bold);  // the widest that it gets, so that tabs keep their places
  return measured(label) + px(16);
}

bool Widgets::tab(std::string_view label, bool selected) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = tab_width(label);
  const float tall = std::max(ImGui::GetFrameHeight(), least_target()) + px(4);
  const bool pressed = ImGui::InvisibleButton(hidden_id(fmt::format("tab {}", label)).c_str(), {width, tall});
  log("tab", label, selected ? "selected" : "");
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + width, at.y + tall};
  if (ImGui::IsItemHovered() || ImGui::IsItemFocused())
    list->AddRectFilled(at, high, colour::kAccentPale, px(5), ImDrawFlags_RoundCornersTop);
  if (selected) list->AddRectFilled({at.x, high.y - px(3)}, high, colour::kAccent);
  const Font bold(selected ? fonts_.bold : fonts_.body);
  const float left = at.x + (width - measured(label)) / 2;
  list->AddText({left, at.y + (tall - ImGui::GetTextLineHeight()) / 2}, selected ? colour::kAccent : colour::kInk,
                label.data(), label.data() + label.size());
  return pressed;
}

bool Widgets::rail_button(std::string_view label, Icon icon, RailState state) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float tall = px(48);
  const bool pressed =
      ImGui::InvisibleButton(hidden_id(fmt::format("rail {}", label)).c_str(), {std::max(1.0F, width), tall});
  const bool active = state == RailState::on;
  log("button", label, active ? "on" : "");
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  ImDrawList* list = ImGui::GetWindowDrawList();
  if (lit || active) list->AddRectFilled(at, {at.x + width, at.y + tall}, colour::kAccentPale, px(6));
  const unsigned ink = lit || active ? colour::kAccent : colour::kMuted;
  const float side = px(20);
  draw_icon(icon, {at.x + (width - side) / 2, at.y + px(6), side, side}, ink);
  const Font small(fonts_.small);
  const std::string shown = shortened_to(label, width, measured);
  list->AddText({at.x + (width - measured(shown)) / 2, at.y + px(29)}, lit || active ? colour::kAccent : colour::kInk,
                shown.c_str());
  return pressed;
}

bool Widgets::fold(std::string_view label, bool open) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float tall = std::max(ImGui::GetFrameHeight(), least_target());
  const Font bold(fonts_.bold);
  const float room = ImGui::GetContentRegionAvail().x - px(18);
  const bool pressed = ImGui::Selectable(hidden_id(label).c_str(), false, 0, ImVec2(0, tall));
  log("fold", label, open ? "open" : "closed");
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float half = px(4);
  const ImVec2 middle(at.x + px(6), at.y + tall / 2);
  if (open) {
    list->AddTriangleFilled({middle.x - half, middle.y - half / 2}, {middle.x + half, middle.y - half / 2},
                            {middle.x, middle.y + half}, colour::kMuted);
  } else {
    list->AddTriangleFilled({middle.x - half / 2, middle.y - half}, {middle.x + half, middle.y},
                            {middle.x - half / 2, middle.y + half}, colour::kMuted);
  }
  const float above = (tall - ImGui::GetTextLineHeight()) / 2;
  if (draw_fitted({at.x + px(18), at.y + above}, room, label)) tooltip(label);
  return pressed;
}

bool Widgets::card(std::string_view label, std::string_view summary) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(10);
  const char* const end = summary.data() + summary.size();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float size = fonts_.small->FontSize;
  const float wrap = width - 2 * pad;
  const float tall =
      fonts_.small->CalcTextSizeA(size, wrap, wrap, summary.data(), end).y + fonts_.bold->FontSize + 2 * px(8) + px(2);
  const bool pressed = ImGui::InvisibleButton(hidden_id(label).c_str(), {std::max(1.0F, width), tall});
  log("button", label);
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  list->AddRectFilled(at, {at.x + width, at.y + tall}, lit ? colour::kAccentPale : colour::kCard, px(6));
  list->AddRect(at, {at.x + width, at.y + tall}, lit ? colour::kAccent : colour::kLine, px(6));
  list->AddText(fonts_.bold, fonts_.bold->FontSize, {at.x + pad, at.y + px(7)}, colour::kAccent, label.data(),
                label.data() + label.size());
  list->AddText(fonts_.small, size, {at.x + pad, at.y + px(9) + fonts_.bold->FontSize}, colour::kMuted, summary.data(),
                end, wrap);
  return pressed;
}

bool Widgets::row(std::string_view label, bool selected) {
  // The text is drawn, not put: the row stays the last item, which drag and drop and tooltips speak of.
  constexpr std::size_t kMostLines = 2;  // names that begin alike are told apart by their ends
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::vector<std::string> lines = in_lines(label, ImGui::GetContentRegionAvail().x, kMostLines, measured);
  const float line = ImGui::GetTextLineHeight();
  const float tall =
      std::max({ImGui::GetFrameHeight(), least_target(), line * static_cast<float>(lines.size()) + px(6)});
  const bool pressed = ImGui::Selectable(hidden_id(label).c_str(), selected, 0, ImVec2(0, tall));
  std::string shown;
  float y = at.y + (tall - line * static_cast<float>(lines.size())) / 2;
  for (const std::string& one : lines) {
    ImGui::GetWindowDrawList()->AddText({at.x, y}, ImGui::GetColorU32(ImGuiCol_Text), one.c_str());
    shown += shown.empty() ? one : " " + one;
    y += line;
  }
  log("row", label, shown);
  if (shown != label) tooltip(label);
  return pressed;
}

bool Widgets::named_row(std::string_view label, std::string_view kind, bool selected) {
  const float tall = std::max(ImGui::GetFrameHeight(), least_target());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  const bool pressed = ImGui::Selectable(hidden_id(label).c_str(), selected, 0, ImVec2(0, tall));
  log("row", label, kind);
  constexpr float kMostOfKind = 0.45F;  // of the row
  float kind_width = 0.0F;
  {
    const Font small(fonts_.small);
    const std::string shown = shortened_to(kind, room * kMostOfKind, measured);
    kind_width = measured(shown);
    ImGui::GetWindowDrawList()->AddText({at.x + room - kind_width, at.y + (tall - ImGui::GetTextLineHeight()) / 2},
                                        colour::kMuted, shown.c_str());
  }
  draw_fitted({at.x, at.y + (tall - ImGui::GetTextLineHeight()) / 2}, room - kind_width - px(12), label);
  return pressed;
}

bool Widgets::table_row(std::string_view label, bool selected) {
  const float inside =
      least_target() - ImGui::GetStyle().ItemSpacing.y;  // the row reaches into the gaps above and below
  const bool pressed = ImGui::Selectable("##row", selected, ImGuiSelectableFlags_SpanAllColumns, {0.0F, inside});
  log("table row", label);
  return pressed;
}

bool Widgets::sort_heading(const Heading& heading) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = std::max(1.0F, ImGui::GetContentRegionAvail().x);
  const float mark = px(8);
  const bool pressed =
      ImGui::InvisibleButton(hidden_id(heading.text).c_str(), {room, std::max(least_target(), heading.height + mark)});
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  std::string words(heading.text);
  std::replace(words.begin(), words.end(), '\n', ' ');
  log("heading", words, heading.sorted == Sorted::no ? "" : heading.sorted == Sorted::rising ? "rising" : "falling");
  const unsigned ink = lit || heading.sorted != Sorted::no ? colour::kAccent : colour::kInk;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool right = heading.side == Side::right;
  float y = at.y;
  for (std::string_view rest = heading.text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    list->AddText({right ? at.x + room - measured(line) : at.x, y}, ink, line.data(), line.data() + line.size());
    y += ImGui::GetTextLineHeight();
  }
  if (heading.sorted != Sorted::no || lit) {
    const float half = px(4);
    const ImVec2 middle{right ? at.x + room - half : at.x + half, at.y + heading.height + mark / 2};
    const float up = heading.sorted == Sorted::rising ? -half / 2 : half / 2;
    list->AddTriangleFilled({middle.x - half, middle.y - up}, {middle.x + half, middle.y - up},
                            {middle.x, middle.y + up}, heading.sorted == Sorted::no ? colour::kLine : colour::kAccent);
  }
  tooltip(heading.sorted == Sorted::no ? "Click to sort by this column" : "Click to sort the other way");
  return pressed;
}

void Widgets::area(std::string_view label, Size size) {
  ImGui::InvisibleButton(hidden_id(label).c_str(), {std::max(1.0F, size.width), std::max(1.0F, size.height)});
  log("area", label);
}

void Widgets::shortened(std::string_view text, float width) {
  const std::string shown = shortened_to(text, width, measured);
  ImGui::TextUnformatted(shown.c_str());
  log("label", text, shown);
  if (shown != text) tooltip(text);
}

}  // namespace wardscope::ui
