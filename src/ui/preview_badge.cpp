// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview_badge.hpp"

#include <imgui.h>

#include <algorithm>

namespace wardscope::ui {
namespace {

constexpr const char* kHide = "Hide preview";
constexpr float kBadges = 52.0F;  // px at 96 dpi that the map's own badges take at its top

}  // namespace

void draw_preview_badge(Widgets& widgets, const ViewModel& model, const ScreenRect& map, Intents& intents) {
  const std::string& words = model.preview.words;
  if (words.empty()) return;
  const auto width_of = [](const char* text) { return ImGui::CalcTextSize(text).x; };
  const ImVec2 pad{widgets.px(12), widgets.px(4)};
  const float button = width_of(kHide) + 2 * ImGui::GetStyle().FramePadding.x;
  const float gap = widgets.px(8);
  const float width = std::min(map.width, width_of(words.c_str()) + gap + button + 2 * pad.x);
  const float line = std::max(widgets.least_target(), ImGui::GetFrameHeight());
  const float below = widgets.px(kBadges);
  ImGui::SetCursorScreenPos({map.x + std::min(widgets.px(12), (map.width - width) / 2), map.y + below});
  ImGui::PushStyleColor(ImGuiCol_ChildBg, colour::kCard);
  ImGui::PushStyleColor(ImGuiCol_Border, colour::kAccent);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, pad);
  ImGui::BeginChild("preview", {width, line + 2 * pad.y}, true,
                    ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::AlignTextToFramePadding();
  widgets.shortened(words, std::max(1.0F, width - gap - button - 2 * pad.x));
  ImGui::SameLine(0.0F, gap);
  if (widgets.quiet_button(kHide)) intents.push_back(EndPreview{});
  ImGui::EndChild();
  ImGui::PopStyleColor();
}

}  // namespace wardscope::ui
