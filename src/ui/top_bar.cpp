// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/top_bar.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/pane.hpp"

namespace wardscope::ui {
namespace {

constexpr float kBarMargin = 14.0F;   // px at 96 dpi, at both ends of the bar
constexpr float kLeastPlace = 60.0F;  // for the name of the place; with less it is left out
constexpr float kExportWidth = 360.0F;
constexpr std::array<const char*, 6> kCommands = {"Find…", "Undo", "Redo", "Save view", "Export map…", "Help"};
constexpr const char* kFindTip = "A ward, street, hub, camera or analysis by its name (Ctrl+F)";
constexpr const char* kHelpTip = "Mouse and keys, the verification of the statistics, and about this program (F1)";

float width_of(const char* label) {
  return ImGui::CalcTextSize(label).x + ImGui::GetStyle().FramePadding.x * 2 + ImGui::GetStyle().ItemSpacing.x;
}

std::string undo_words(const ViewModel& model) {
  return model.undo_label ? fmt::format("Undo: {} (Ctrl+Z)", *model.undo_label) : "";
}
std::string redo_words(const ViewModel& model) {
  return model.redo_label ? fmt::format("Redo: {} (Ctrl+Y)", *model.redo_label) : "";
}

}  // namespace

BarRequest TopBar::draw(Widgets& widgets, const ViewModel& model, const ScreenRect& rect, Intents& intents) {
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::kBar);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(kBarMargin), widgets.px(8)));
  const Pane pane("top", rect, Pane::Scroll::no);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBar);
  ImGui::PushFont(widgets.fonts().title);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Wardscope");
  ImGui::PopFont();
  const float after_name = ImGui::GetItemRectMax().x + widgets.px(16);
  float commands = 0.0F;
  for (const char* label : kCommands) commands += width_of(label);
  const float end = rect.x + rect.width - widgets.px(kBarMargin);
  const bool room = after_name + commands <= end;
  if (!room) commands = width_of("Menu");
  const float place_room = end - commands - widgets.px(8) - after_name;
  if (place_room >= widgets.px(kLeastPlace)) {
    ImGui::SameLine(0.0F, widgets.px(16));
    ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBarMuted);
    ImGui::AlignTextToFramePadding();
    widgets.shortened(model.dataset.place + (model.unsaved ? "  (view not saved)" : ""), place_room);
    ImGui::PopStyleColor();
  }
  ImGui::SameLine();
  ImGui::SetCursorScreenPos(
      {std::max(after_name, end - commands + ImGui::GetStyle().ItemSpacing.x), ImGui::GetCursorScreenPos().y});
  const BarRequest request = room ? draw_commands(widgets, model, intents) : draw_menu(widgets, model, intents);
  ImGui::PopStyleColor();
  draw_export(widgets, intents);
  return request;
}

BarRequest TopBar::draw_commands(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const bool find = widgets.bar_button("Find…", kFindTip);
  ImGui::SameLine();
  ImGui::BeginDisabled(!model.undo_label);
  if (widgets.bar_button("Undo", undo_words(model))) intents.push_back(Undo{});
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::BeginDisabled(!model.redo_label);
  if (widgets.bar_button("Redo", redo_words(model))) intents.push_back(Redo{});
  ImGui::EndDisabled();
  ImGui::SameLine();
  if (widgets.bar_button("Save view", "Keep layers, filter, place and what is folded in the workspace (Ctrl+S)"))
    intents.push_back(SaveProject{});
  ImGui::SameLine();
  if (widgets.bar_button("Export map…", "Write the map as a picture")) export_wanted_ = true;
  ImGui::SameLine();
  const bool help = widgets.bar_button("Help", kHelpTip);
  return help ? BarRequest::toggle_help : find ? BarRequest::find : BarRequest::none;
}

BarRequest TopBar::draw_menu(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (widgets.bar_button("Menu", "Find, undo, save, export, help")) ImGui::OpenPopup("menu");
  BarRequest request = BarRequest::none;
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kInk);
  if (ImGui::BeginPopup("menu")) {
    if (widgets.menu_row("Find…", kFindTip)) request = BarRequest::find;
    ImGui::BeginDisabled(!model.undo_label);
    if (widgets.menu_row("Undo", undo_words(model))) intents.push_back(Undo{});
    ImGui::EndDisabled();
    ImGui::BeginDisabled(!model.redo_label);
    if (widgets.menu_row("Redo", redo_words(model))) intents.push_back(Redo{});
    ImGui::EndDisabled();
    if (widgets.menu_row("Save view", "Keep layers, filter, place and what is folded in the workspace (Ctrl+S)"))
      intents.push_back(SaveProject{});
    if (widgets.menu_row("Export map…", "Write the map as a picture")) export_wanted_ = true;
    if (widgets.menu_row("Help", kHelpTip)) request = BarRequest::toggle_help;
    ImGui::EndPopup();
  }
  ImGui::PopStyleColor();
  return request;
}

void TopBar::draw_export(Widgets& widgets, Intents& intents) {
  const bool opened = std::exchange(export_wanted_, false);
  if (opened) ImGui::OpenPopup("export");
  const float width = std::min(widgets.px(kExportWidth), ImGui::GetIO().DisplaySize.x - widgets.px(2 * kBarMargin));
  ImGui::SetNextWindowSize({width, 0});
  ImGui::SetNextWindowPos({ImGui::GetIO().DisplaySize.x - widgets.px(kBarMargin),
                           ImGui::GetWindowPos().y + ImGui::GetWindowHeight() + widgets.px(4)},
                          ImGuiCond_Always, {1.0F, 0.0F});
  if (!ImGui::BeginPopup("export")) return;
  widgets.heading("Export the map as PNG");
  widgets.muted("What you see, with legend, scale, sources and date.");
  widgets.field("File", {});
  if (opened) ImGui::SetKeyboardFocusHere();
  widgets.text("File", export_path_, "map.png");
  const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false) &&
                       !export_path_.empty();
  ImGui::BeginDisabled(export_path_.empty());
  if (widgets.primary_button("Export", -1.0F) || entered) {
    intents.push_back(ExportMap{export_path_});
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndDisabled();
  ImGui::EndPopup();
}

}  // namespace wardscope::ui
