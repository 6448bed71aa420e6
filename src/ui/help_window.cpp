// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_window.hpp"

#include <imgui.h>

#include <array>
#include <utility>

namespace wardscope::ui {
namespace {

using Line = std::pair<const char*, const char*>;

constexpr std::array<Line, 5> kMouse = {{{"Wheel", "Zoom at the cursor"},
                                         {"Drag", "Move the map (left or middle button)"},
                                         {"Click", "What is here?"},
                                         {"Double click", "Zoom in; on the timeline: all months"},
                                         {"Drop files", "Import them"}}};
constexpr std::array<Line, 10> kKeys = {{{"Ctrl+Z", "Undo"},
                                        {"Ctrl+Y, Ctrl+Shift+Z", "Redo"},
                                        {"Ctrl+S", "Save the view in the workspace"},
                                        {"Home", "All of the borough"},
                                        {"[  and  ]", "Step the period back and on"},
                                        {".", "Play the period"},
                                        {"F6", "The lists of results"},
                                        {"F11", "Full screen"},
                                        {"Esc", "Close, clear the mark, or stop the running job"},
                                        {"F1", "This list"}}};

template <std::size_t N>
void draw_lines(Widgets& widgets, const char* id, const std::array<Line, N>& lines) {
  if (!ImGui::BeginTable(id, 2, ImGuiTableFlags_SizingFixedFit)) return;
  for (const auto& [keys, meaning] : lines) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::PushFont(widgets.fonts().bold);
    ImGui::TextUnformatted(keys);
    ImGui::PopFont();
    ImGui::SameLine();
    ImGui::Dummy({widgets.px(12), 0.0F});
    ImGui::TableNextColumn();
    ImGui::TextUnformatted(meaning);
  }
  ImGui::EndTable();
}

}  // namespace

HelpRequest draw_help_window(Widgets& widgets) {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::kCard);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(22), widgets.px(18)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, widgets.px(8));
  ImGui::SetNextWindowFocus();
  ImGui::SetNextWindowSizeConstraints({0.0F, 0.0F}, {screen.x - widgets.px(16), screen.y - widgets.px(16)});
  ImGui::Begin("help", nullptr, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  widgets.title("Mouse and keys");
  widgets.heading("Mouse");
  draw_lines(widgets, "mouse", kMouse);
  widgets.heading("Keys");
  draw_lines(widgets, "keys", kKeys);
  ImGui::Spacing();
  const bool close = widgets.primary_button("Close help");
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  return close ? HelpRequest::close : HelpRequest::none;
}

}  // namespace wardscope::ui
