// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace wardscope::ui {
namespace {

void put(std::string_view text) { ImGui::TextUnformatted(text.data(), text.data() + text.size()); }

/// Puts a label above its field; the field fills the width.
void field_label(std::string_view label) {
  put(label);
  ImGui::SetNextItemWidth(-1.0F);
}

/// An id from a label: hidden behind "##" so that the label itself is never parsed.
std::string hidden(std::string_view label) {
  std::string id = "##";
  for (const char c : label) id += c == '#' ? '_' : c;
  return id;
}

/// A label that ImGui draws itself: '#' pairs would end it.
std::string drawn(std::string_view label) {
  std::string text(label);
  std::replace(text.begin(), text.end(), '#', '\'');
  return text;
}

class Font {
 public:
  explicit Font(ImFont* font) { ImGui::PushFont(font); }
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;
  ~Font() { ImGui::PopFont(); }
};

}  // namespace

void Widgets::log(std::string_view role, std::string_view label, std::string_view value) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 size = ImGui::GetItemRectSize();
  probe_.record({std::string(role), std::string(label), std::string(value), {low.x, low.y, size.x, size.y}});
}

bool Widgets::button(std::string_view label, float width) {
  const bool pressed = ImGui::Button(drawn(label).c_str(), ImVec2(width, 0));
  log("button", label);
  return pressed;
}

bool Widgets::primary_button(std::string_view label, float width) {
  ImGui::PushStyleColor(ImGuiCol_Button, colour::kAccent);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, colour::kAccentHover);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, colour::kAccentHover);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBar);
  ImGui::PushStyleColor(ImGuiCol_Border, colour::kAccent);
  const Font bold(fonts_.bold);
  const bool pressed = ImGui::Button(drawn(label).c_str(), ImVec2(width, 0));
  ImGui::PopStyleColor(5);
  log("button", label);
  return pressed;
}

bool Widgets::quiet_button(std::string_view label) {
  ImGui::PushStyleColor(ImGuiCol_Button, 0U);
  ImGui::PushStyleColor(ImGuiCol_Border, 0U);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kAccent);
  const bool pressed = ImGui::Button(drawn(label).c_str());
  ImGui::PopStyleColor(3);
  log("button", label);
  return pressed;
}

bool Widgets::bar_button(std::string_view label, std::string_view tip) {
  ImGui::PushStyleColor(ImGuiCol_Button, 0U);
  ImGui::PushStyleColor(ImGuiCol_ButtonHovered, 0x30FFFFFFU);
  ImGui::PushStyleColor(ImGuiCol_ButtonActive, 0x50FFFFFFU);
  ImGui::PushStyleColor(ImGuiCol_Border, 0U);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBar);
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, colour::kOnBarMuted);
  const bool pressed = ImGui::Button(drawn(label).c_str());
  ImGui::PopStyleColor(6);
  log("button", label);
  tooltip(tip);
  return pressed;
}

bool Widgets::fold(std::string_view label, bool open) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float tall = ImGui::GetFrameHeight();
  const Font bold(fonts_.bold);
  const bool pressed = ImGui::Selectable(hidden(label).c_str(), false, 0, ImVec2(0, tall));
  log("fold", label, open ? "open" : "closed");
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float half = px(4);
  const ImVec2 middle(at.x + px(6), at.y + tall / 2);
  if (open) {
    list->AddTriangleFilled({middle.x - half, middle.y - half / 2}, {middle.x + half, middle.y - half / 2}, {middle.x, middle.y + half}, colour::kMuted);
  } else {
    list->AddTriangleFilled({middle.x - half / 2, middle.y - half}, {middle.x + half, middle.y}, {middle.x - half / 2, middle.y + half}, colour::kMuted);
  }
  const float above = (tall - ImGui::GetTextLineHeight()) / 2;
  list->AddText({at.x + px(18), at.y + above}, ImGui::GetColorU32(ImGuiCol_Text), label.data(), label.data() + label.size());
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
  const float tall = fonts_.small->CalcTextSizeA(size, wrap, wrap, summary.data(), end).y + fonts_.bold->FontSize + 2 * px(8) + px(2);
  const bool pressed = ImGui::InvisibleButton(hidden(label).c_str(), {std::max(1.0F, width), tall});
  log("button", label);
  const bool lit = ImGui::IsItemHovered() || ImGui::IsItemFocused();
  list->AddRectFilled(at, {at.x + width, at.y + tall}, lit ? colour::kAccentPale : colour::kCard, px(6));
  list->AddRect(at, {at.x + width, at.y + tall}, lit ? colour::kAccent : colour::kLine, px(6));
  list->AddText(fonts_.bold, fonts_.bold->FontSize, {at.x + pad, at.y + px(7)}, colour::kAccent, label.data(), label.data() + label.size());
  list->AddText(fonts_.small, size, {at.x + pad, at.y + px(9) + fonts_.bold->FontSize}, colour::kMuted, summary.data(), end, wrap);
  return pressed;
}

bool Widgets::tick(std::string_view label, bool& value) {
  const bool changed = ImGui::Checkbox(drawn(label).c_str(), &value);
  log("tick", label, value ? "on" : "off");
  return changed;
}

bool Widgets::bare_tick(std::string_view label, bool& value) {
  const bool changed = ImGui::Checkbox(hidden(label).c_str(), &value);
  log("tick", label, value ? "on" : "off");
  return changed;
}

bool Widgets::slider(std::string_view label, double& value, double least, double most, const char* format) {
  field_label(label);
  const bool changed = ImGui::SliderScalar(hidden(label).c_str(), ImGuiDataType_Double, &value, &least, &most, format,
                                           ImGuiSliderFlags_AlwaysClamp);
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::number(std::string_view label, double& value) {
  ImGui::SetNextItemWidth(-1.0F);
  const bool changed = ImGui::InputDouble(hidden(label).c_str(), &value, 0.0, 0.0, "%.6g");
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::integer(std::string_view label, std::int64_t& value) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::int64_t step = 1;
  const bool changed = ImGui::InputScalar(hidden(label).c_str(), ImGuiDataType_S64, &value, &step);
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::text(std::string_view label, std::string& value, std::string_view hint) {
  ImGui::SetNextItemWidth(-1.0F);
  const bool changed = ImGui::InputTextWithHint(hidden(label).c_str(), std::string(hint).c_str(), &value);
  log("text", label, value);
  return changed;
}

bool Widgets::choice(std::string_view label, const std::vector<std::string>& choices, std::size_t& index) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::string shown = index < choices.size() ? choices[index] : std::string("Choose…");
  bool changed = false;
  const bool open = ImGui::BeginCombo(hidden(label).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  log("choice", label, shown);
  if (!open) return false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable("##choice", i == index)) {
      changed = i != index;
      index = i;
    }
    log("row", choices[i]);
    ImGui::SameLine();
    put(choices[i]);
    ImGui::PopID();
  }
  ImGui::EndCombo();
  return changed;
}

bool Widgets::choices(std::string_view label, const std::vector<std::string>& choices, std::vector<std::string>& chosen) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::string shown = chosen.empty() ? std::string("All")
                            : chosen.size() == 1 ? chosen.front()
                                                 : fmt::format("{} of {}", chosen.size(), choices.size());
  bool changed = false;
  const bool open = ImGui::BeginCombo(hidden(label).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  log("choice", label, shown);
  if (!open) return false;
  if (ImGui::Selectable("All", chosen.empty(), ImGuiSelectableFlags_DontClosePopups)) {
    changed = !chosen.empty();
    chosen.clear();
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const auto at = std::find(chosen.begin(), chosen.end(), choices[i]);
    bool on = at != chosen.end();
    if (ImGui::Checkbox("##tick", &on)) {
      changed = true;
      if (on) {
        chosen.push_back(choices[i]);
      } else {
        chosen.erase(at);
      }
    }
    log("tick", choices[i], on ? "on" : "off");
    ImGui::SameLine();
    put(choices[i]);
    ImGui::PopID();
  }
  ImGui::EndCombo();
  return changed;
}

bool Widgets::row(std::string_view label, bool selected) {
  // The text is drawn, not put: the row stays the last item, which drag and drop and tooltips speak of.
  const float tall = ImGui::GetFrameHeight();
  const float above = (tall - ImGui::GetTextLineHeight()) / 2;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool pressed = ImGui::Selectable(hidden(label).c_str(), selected, 0, ImVec2(0, tall));
  log("row", label);
  if (ImGui::CalcTextSize(label.data(), label.data() + label.size()).x > ImGui::GetItemRectSize().x) tooltip(label);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), true);
  list->AddText(ImVec2(at.x, at.y + above), ImGui::GetColorU32(ImGuiCol_Text), label.data(), label.data() + label.size());
  list->PopClipRect();
  return pressed;
}

void Widgets::title(std::string_view text) {
  const Font font(fonts_.title);
  ImGui::PushTextWrapPos(0.0F);
  put(text);
  ImGui::PopTextWrapPos();
}

void Widgets::heading(std::string_view text) {
  ImGui::Spacing();
  const Font font(fonts_.bold);
  put(text);
}

void Widgets::paragraph(std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);
  put(text);
  ImGui::PopTextWrapPos();
}

void Widgets::muted(std::string_view text) {
  const Font font(fonts_.small);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  paragraph(text);
  ImGui::PopStyleColor();
}

void Widgets::label_value(std::string_view label, std::string_view value) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  paragraph(label);
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  paragraph(value);
}

void Widgets::explain(std::string_view text) {
  ImGui::SameLine();
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  put("(?)");
  ImGui::PopStyleColor();
  tooltip(text);
}

void Widgets::tooltip(std::string_view text) {
  if (text.empty() || !ImGui::IsItemHovered()) return;
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(px(320));
  put(text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
}

}  // namespace wardscope::ui
