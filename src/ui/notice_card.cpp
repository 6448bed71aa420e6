// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice_card.hpp"

#include <imgui.h>

#include <algorithm>

namespace wardscope::ui {
namespace {

constexpr float kNoticeWidth = 480.0F;  // px at 96 dpi
constexpr float kLeastNotice = 260.0F;  // narrower, and a message would be a column of words
constexpr float kNoticeMargin = 12.0F;
constexpr float kHighest = 0.6F;  // of the map

}  // namespace

void draw_notice_card(Widgets& widgets, const Notice& notice, const ScreenRect& free, Intents& intents) {
  const float screen = ImGui::GetIO().DisplaySize.x;
  const float margin = widgets.px(kNoticeMargin);
  const float width = std::min(
      {widgets.px(kNoticeWidth), std::max(widgets.px(kLeastNotice), free.width - 2 * margin), screen - 2 * margin});
  const float x =
      std::clamp(free.centre_x(), width / 2 + margin, std::max(width / 2 + margin, screen - width / 2 - margin));
  ImGui::SetNextWindowPos({x, free.y + margin}, ImGuiCond_Always, {0.5F, 0.0F});
  ImGui::SetNextWindowSizeConstraints({width, 0.0F}, {width, std::max(widgets.px(80), free.height * kHighest)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, notice.is_error ? colour::kErrorPale : colour::kCard);
  ImGui::PushStyleColor(ImGuiCol_Border, notice.is_error ? colour::kError : colour::kGood);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, widgets.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(14), widgets.px(10)));
  ImGui::Begin("notice", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_AlwaysAutoResize);
  const ImVec2 at = ImGui::GetCursorPos();
  const float inner = ImGui::GetWindowContentRegionMax().x;
  ImGui::SetCursorPos({inner - widgets.least_target(), at.y - widgets.px(2)});
  if (widgets.mark_button("Close", "×")) intents.push_back(DismissNotice{});
  ImGui::SetCursorPos(at);
  ImGui::PushStyleColor(ImGuiCol_Text, notice.is_error ? colour::kError : colour::kGood);
  widgets.heading(!notice.heading.empty() ? notice.heading : notice.is_error ? "That did not work" : "Done");
  ImGui::PopStyleColor();
  widgets.paragraph(notice.text);
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(2);
}

}  // namespace wardscope::ui
