// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help_window.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "core/version.hpp"

namespace wardscope::ui {
namespace {

constexpr float kHelpWidth = 440.0F;  // px at 96 dpi
constexpr float kBookWidth = 960.0F;
constexpr float kBookHeight = 700.0F;

using Line = std::pair<const char*, const char*>;

constexpr std::array<Line, 5> kMouse = {{{"Wheel", "Zoom at the cursor"},
                                         {"Drag", "Move the map (left or middle button)"},
                                         {"Click", "What is here?"},
                                         {"Double click", "Zoom in; on the timeline: all months"},
                                         {"Drop files", "Import them; a workspace: open it"}}};
constexpr std::array<Line, 14> kKeys = {{{"Ctrl+F, Ctrl+K", "Find a ward, a street, a camera or an analysis"},
                                         {"Ctrl+Z", "Undo"},
                                         {"Ctrl+Y, Ctrl+Shift+Z", "Redo"},
                                         {"Ctrl+S", "Save the view in the workspace"},
                                         {"Home", "All of the borough"},
                                         {"[  and  ]", "The period before, the next period"},
                                         {".", "Play the period"},
                                         {"Ctrl+Enter", "Run the form that is open"},
                                         {"F6", "The lists of results"},
                                         {"Ctrl+Tab", "Another panel"},
                                         {"Arrows, Space", "Go from field to field in a panel, press"},
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

void draw_keys(Widgets& widgets) {
  widgets.heading("Mouse");
  draw_lines(widgets, "mouse", kMouse);
  widgets.heading("Keys");
  draw_lines(widgets, "keys", kKeys);
}

/// What whoever mends the program asks for; nobody else needs it.
void draw_about(Widgets& widgets, const ViewModel& model) {
  widgets.title(fmt::format("Wardscope {}", core::version()));
  widgets.paragraph(
      "Hotspots and CCTV for community safety. Free software under GPL-3.0-or-later, without warranty; what it "
      "computes and how stands with each form under 'How it is computed'.");
  widgets.heading("This window");
  widgets.muted(fmt::format("Graphics: {}", model.frame.renderer.empty() ? "not known yet" : model.frame.renderer));
  widgets.muted(fmt::format("Last drawing of the map: {:.0f} ms, {} symbols", model.frame.milliseconds,
                            core::with_thousands(model.frame.points_drawn)));
}

}  // namespace

void HelpWindow::open_book() {
  open_ = true;
  leaf_ = Leaf::verify;
  verification_.ask();
}

void HelpWindow::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (!open_) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::kCard);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(22), widgets.px(18)));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, widgets.px(8));
  ImGui::SetNextWindowFocus();
  const float widest = screen.x - widgets.px(16);
  const float tallest = screen.y - widgets.px(16);
  const bool book = leaf_ == Leaf::verify;  // scrolls within; the other leaves are as large as what they say
  if (book) {
    ImGui::SetNextWindowSize({std::min(widest, widgets.px(kBookWidth)), std::min(tallest, widgets.px(kBookHeight))});
  } else {
    ImGui::SetNextWindowSizeConstraints({std::min(widest, widgets.px(kHelpWidth)), 0.0F}, {widest, tallest});
  }
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings |
                   (book ? ImGuiWindowFlags_None : ImGuiWindowFlags_AlwaysAutoResize));
  if (widgets.tab("Mouse and keys", leaf_ == Leaf::keys)) leaf_ = Leaf::keys;
  ImGui::SameLine();
  if (widgets.tab("Verify", book)) open_book();
  ImGui::SameLine();
  if (widgets.tab("About", leaf_ == Leaf::about)) leaf_ = Leaf::about;
  ImGui::Spacing();
  if (book) {  // as the window was sized
    const float closing = ImGui::GetFrameHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y * 2;
    ImGui::BeginChild("book", {0.0F, -closing}, false, ImGuiWindowFlags_NavFlattened);
    verification_.draw(widgets, model, intents);
    ImGui::EndChild();
  } else if (leaf_ == Leaf::about) {
    draw_about(widgets, model);
  } else {
    draw_keys(widgets);
  }
  ImGui::Spacing();
  if (widgets.primary_button("Close help")) open_ = false;
  ImGui::End();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
}

}  // namespace wardscope::ui
