// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/label_text.hpp"

namespace wardscope::ui {
namespace {

constexpr float kWidestTooltip = 0.8F;  // of the window

float text_width(std::string_view text) { return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x; }

void put(std::string_view text) { ImGui::TextUnformatted(text.data(), text.data() + text.size()); }

/// Puts a label above its field; the field fills the width.
void field_label(std::string_view label) {
  put(label);
  ImGui::SetNextItemWidth(-1.0F);
}

}  // namespace

void Widgets::log(std::string_view role, std::string_view label, std::string_view value) {
  const ImVec2 low = ImGui::GetItemRectMin();
  const ImVec2 size = ImGui::GetItemRectSize();
  const ImVec2 from = ImGui::GetWindowDrawList()->GetClipRectMin();
  const ImVec2 to = ImGui::GetWindowDrawList()->GetClipRectMax();
  probe_.record({std::string(role),
                 std::string(label),
                 std::string(value),
                 {low.x, low.y, size.x, size.y},
                 {from.x, from.y, to.x - from.x, to.y - from.y}});
}

bool Widgets::button(std::string_view label, float width) {
  const bool pressed = ImGui::Button(drawn_label(label).c_str(), ImVec2(width, 0));
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
  const bool pressed = ImGui::Button(drawn_label(label).c_str(), ImVec2(width, 0));
  ImGui::PopStyleColor(5);
  log("button", label);
  return pressed;
}

bool Widgets::tick(std::string_view label, bool& value) {
  const bool changed = ImGui::Checkbox(drawn_label(label).c_str(), &value);
  log("tick", label, value ? "on" : "off");
  return changed;
}

bool Widgets::bare_tick(std::string_view label, bool& value) {
  const bool changed = ImGui::Checkbox(hidden_id(label).c_str(), &value);
  log("tick", label, value ? "on" : "off");
  return changed;
}

bool Widgets::slider(std::string_view label, double& value, double least, double most, const char* format) {
  field_label(label);
  const bool changed = ImGui::SliderScalar(hidden_id(label).c_str(), ImGuiDataType_Double, &value, &least, &most,
                                           format, ImGuiSliderFlags_AlwaysClamp);
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::drag_bar(std::string_view label, double& value, double least, double most) {
  constexpr double kFine = 100.0;
  constexpr double kCoarse = 500.0;
  double dragged = std::clamp(value, least, most);
  ImGui::SetNextItemWidth(-1.0F);
  const bool moved = ImGui::SliderScalar(hidden_id(label).c_str(), ImGuiDataType_Double, &dragged, &least, &most, "",
                                         ImGuiSliderFlags_Logarithmic | ImGuiSliderFlags_AlwaysClamp);
  log("slider", label, fmt::format("{}", value));
  if (!moved) return false;
  const double step = dragged < kFine ? 1.0 : dragged < kCoarse ? 5.0 : 10.0;
  const double before = std::exchange(value, std::clamp(std::round(dragged / step) * step, least, most));
  return value != before;
}

bool Widgets::number(std::string_view label, double& value) {
  ImGui::SetNextItemWidth(-1.0F);
  const bool changed = ImGui::InputDouble(hidden_id(label).c_str(), &value, 0.0, 0.0, "%.6g");
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::integer(std::string_view label, std::int64_t& value) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::int64_t step = 1;
  const bool changed = ImGui::InputScalar(hidden_id(label).c_str(), ImGuiDataType_S64, &value, &step);
  log("number", label, fmt::format("{}", value));
  return changed;
}

bool Widgets::text(std::string_view label, std::string& value, std::string_view hint) {
  ImGui::SetNextItemWidth(-1.0F);
  const bool changed = ImGui::InputTextWithHint(hidden_id(label).c_str(), std::string(hint).c_str(), &value);
  log("text", label, value);
  return changed;
}

Widgets::SearchKey Widgets::search(std::string_view label, std::string& value, std::string_view hint) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::string before = value;
  auto key = SearchKey::none;
  // Up and down reach a field of one line only by this callback.
  const auto arrows = [](ImGuiInputTextCallbackData* data) {
    *static_cast<SearchKey*>(data->UserData) = data->EventKey == ImGuiKey_UpArrow ? SearchKey::up : SearchKey::down;
    return 0;
  };
  const bool entered = ImGui::InputTextWithHint(
      hidden_id(label).c_str(), std::string(hint).c_str(), &value,
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory, arrows, &key);
  log("text", label, value);
  if (entered) return SearchKey::enter;
  return value != before ? SearchKey::typed : key;
}

bool Widgets::choice(std::string_view label, const std::vector<std::string>& choices, std::size_t& index) {
  ImGui::SetNextItemWidth(-1.0F);
  const std::string shown = index < choices.size() ? choices[index] : std::string("Choose…");
  bool changed = false;
  const bool open = ImGui::BeginCombo(hidden_id(label).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  log("choice", label, shown);
  if (!open) return false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::Selectable("##choice", i == index, 0, {0.0F, least_target()})) {
      changed = i != index;
      index = i;
    }
    log("row", choices[i]);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    put(choices[i]);
    ImGui::PopID();
  }
  ImGui::EndCombo();
  return changed;
}

bool Widgets::choices(std::string_view label, const ManyOf& of, std::vector<std::string>& chosen) {
  const std::vector<std::string>& choices = of.choices;
  ImGui::SetNextItemWidth(-1.0F);
  const std::string shown = chosen.empty()       ? std::string(of.empty)
                            : chosen.size() == 1 ? chosen.front()
                                                 : fmt::format("{} of {}", chosen.size(), choices.size());
  bool changed = false;
  const bool open = ImGui::BeginCombo(hidden_id(label).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  log("choice", label, shown);
  if (!open) return false;
  if (ImGui::Selectable(drawn_label(of.empty).c_str(), chosen.empty(), ImGuiSelectableFlags_DontClosePopups,
                        {0.0F, least_target()})) {
    changed = !chosen.empty();
    chosen.clear();
  }
  log("row", of.empty);
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
    ImGui::AlignTextToFramePadding();
    put(choices[i]);
    if (ImGui::IsItemClicked()) {  // the word is part of the target
      changed = true;
      if (on) {
        chosen.erase(std::find(chosen.begin(), chosen.end(), choices[i]));
      } else {
        chosen.push_back(choices[i]);
      }
    }
    ImGui::PopID();
  }
  ImGui::EndCombo();
  return changed;
}

void Widgets::title(std::string_view text) {
  const Font font(fonts_.title);
  paragraph(text);
}

void Widgets::heading(std::string_view text) {
  ImGui::Spacing();
  const Font font(fonts_.bold);
  put(text);
}

void Widgets::paragraph(std::string_view text) {
  ImGui::PushTextWrapPos(0.0F);  // cuts what is longer than a line and has no blank: a path
  put(broken_at_blanks(text, ImGui::GetContentRegionAvail().x, text_width));
  ImGui::PopTextWrapPos();
}

void Widgets::muted(std::string_view text) {
  const Font font(fonts_.small);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  paragraph(text);
  ImGui::PopStyleColor();
  log("label", text);
}

void Widgets::label_value(std::string_view label, std::string_view value) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  paragraph(label);
  ImGui::PopStyleColor();
  ImGui::TableNextColumn();
  paragraph(value);
  log("label", label, value);
}

void Widgets::field(std::string_view label, std::string_view explanation) {
  paragraph(label);
  if (!explanation.empty()) explain(explanation);
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
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kInk);  // a bar in dark writes in white
  ImGui::BeginTooltip();
  const float width = std::min(px(320), ImGui::GetIO().DisplaySize.x * kWidestTooltip);
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + width);
  put(broken_at_blanks(text, width, text_width));
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  ImGui::PopStyleColor();
}

}  // namespace wardscope::ui
