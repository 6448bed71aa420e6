// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search_box.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

namespace wardscope::ui {
namespace {

constexpr float kBoxWidth = 520.0F;  // px at 96 dpi
constexpr float kBoxMargin = 12.0F;

}  // namespace

std::optional<Found> SearchBox::draw(Widgets& widgets, const ViewModel& model, const ScreenRect& free) {
  const bool opened = wanted_;
  if (opened) {
    ImGui::OpenPopup("find");
    query_.clear();
    selected_ = 0;
  }
  wanted_ = false;
  const float width = std::min(widgets.px(kBoxWidth), ImGui::GetIO().DisplaySize.x - widgets.px(2 * kBoxMargin));
  const float x = std::clamp(free.centre_x(), width / 2, std::max(width / 2, ImGui::GetIO().DisplaySize.x - width / 2));
  ImGui::SetNextWindowPos({x, free.y + widgets.px(kBoxMargin)}, ImGuiCond_Always, {0.5F, 0.0F});
  ImGui::SetNextWindowSize({width, 0.0F});
  ImGui::SetNextWindowSizeConstraints(
      {width, 0.0F},
      {width, std::max(widgets.px(80), ImGui::GetIO().DisplaySize.y - free.y - widgets.px(2 * kBoxMargin))});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(14), widgets.px(12)));
  std::optional<Found> chosen;
  if (ImGui::BeginPopup("find")) {
    if (opened) ImGui::SetKeyboardFocusHere();
    const Widgets::SearchKey key =
        widgets.search("Find a place or an analysis", query_, "Ward, street, hub, camera, grid reference or analysis");
    const std::vector<Found>& found = finder_.find(model, query_);
    if (key == Widgets::SearchKey::typed) selected_ = 0;
    if (key == Widgets::SearchKey::down)
      selected_ = std::min(selected_ + 1, std::max<std::size_t>(found.size(), 1) - 1);
    if (key == Widgets::SearchKey::up && selected_ > 0) --selected_;
    if (key == Widgets::SearchKey::enter && selected_ < found.size()) chosen = found[selected_];
    if (auto clicked = draw_list(widgets, model)) chosen = std::move(clicked);
    if (chosen || ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
  return chosen;
}

std::optional<Found> SearchBox::draw_list(Widgets& widgets, const ViewModel& model) {
  const std::vector<Found>& found = finder_.find(model, query_);
  if (query_.empty()) {
    widgets.muted("Arrows choose, Enter goes there, Esc closes.");
    return std::nullopt;
  }
  if (found.empty()) {
    widgets.muted(fmt::format("Nothing here is called '{}'. A beginning of each word is enough.", query_));
    return std::nullopt;
  }
  std::optional<Found> chosen;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    if (widgets.named_row(found[i].name, found[i].kind, i == selected_)) chosen = found[i];
    ImGui::PopID();
  }
  if (finder_.count() > found.size())
    widgets.muted(fmt::format("{} more: type on to narrow them down", finder_.count() - found.size()));
  return chosen;
}

}  // namespace wardscope::ui
