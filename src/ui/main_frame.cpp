// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_frame.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <array>
#include <utility>

#include "ui/filter_panel.hpp"
#include "ui/help_window.hpp"
#include "ui/side_panels.hpp"

namespace wardscope::ui {
namespace {

constexpr float kTopBar = 46.0F;    // px at 96 dpi
constexpr float kStatusBar = 28.0F;
constexpr float kLeftWidth = 290.0F;
constexpr float kRightWidth = 380.0F;
constexpr float kTimeline = 106.0F;

// Keys that ImGui 1.86 has no names for, as its GLFW backend passes them on.
constexpr int kKeyF1 = 290;
constexpr int kKeyF11 = 300;
constexpr int kKeyS = 'S';

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus;

/// A window of the frame at a fixed place; ends itself.
class Pane {
 public:
  Pane(const char* name, ImVec2 at, ImVec2 size, ImGuiWindowFlags more = 0) {
    ImGui::SetNextWindowPos(at);
    ImGui::SetNextWindowSize(size);
    ImGui::Begin(name, nullptr, kFixed | more);
  }
  Pane(const Pane&) = delete;
  Pane& operator=(const Pane&) = delete;
  ~Pane() { ImGui::End(); }
};

}  // namespace

Intents MainFrame::draw(Widgets& widgets, const ViewModel& model, const MapImage& image) {
  Intents intents;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float top = widgets.px(kTopBar);
  const float bottom = widgets.px(kStatusBar);
  const float left = show_left_ ? widgets.px(kLeftWidth) : 0.0F;
  const float right = show_right_ ? widgets.px(kRightWidth) : 0.0F;
  const float middle = std::max(1.0F, screen.y - top - bottom);
  const float timeline = model.months.all.empty() ? 0.0F : widgets.px(kTimeline);
  const float map_width = std::max(1.0F, screen.x - left - right);
  draw_top_bar(widgets, model, intents);
  if (show_left_) {
    const Pane pane("left", {0, top}, {left, middle});
    draw_filter_panel(widgets, model, intents);
    ImGui::Separator();
    ImGui::BeginChild("layers");
    layers_.draw(widgets, model, intents);
    ImGui::EndChild();
  }
  {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    const Pane pane("map", {left, top}, {map_width, std::max(1.0F, middle - timeline)}, ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    const OverlayRequest asked = map_.draw(widgets, model, image, results_.chosen_shape(model), intents);
    if (asked == OverlayRequest::import_files) offer_files(model.registry, {});
  }
  if (timeline > 0.0F) {
    const Pane pane("timeline", {left, top + middle - timeline}, {map_width, timeline}, ImGuiWindowFlags_NoScrollbar);
    timeline_.draw(widgets, model, intents);
  }
  if (show_right_) {
    const Pane pane("right", {screen.x - right, top}, {right, middle});
    draw_right_panel(widgets, model, intents);
  }
  {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(12), widgets.px(6)));
    const Pane pane("status", {0, screen.y - bottom}, {screen.x, bottom}, ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    draw_status_bar(widgets, model, image.pixels_per_point);
  }
  draw_notice(widgets, model, intents);
  if (show_help_ && draw_help_window(widgets) == HelpRequest::close) show_help_ = false;
  read_shortcuts(model, intents);
  return intents;
}

void MainFrame::draw_top_bar(Widgets& widgets, const ViewModel& model, Intents& intents) {
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::kBar);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(14), widgets.px(8)));
  const Pane pane("top", {0, 0}, {ImGui::GetIO().DisplaySize.x, widgets.px(kTopBar)}, ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBar);
  ImGui::PushFont(widgets.fonts().title);
  ImGui::AlignTextToFramePadding();
  ImGui::TextUnformatted("Wardscope");
  ImGui::PopFont();
  ImGui::SameLine(0.0F, widgets.px(16));
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kOnBarMuted);
  ImGui::AlignTextToFramePadding();
  const std::string place = model.dataset.place + (model.unsaved ? "  (view not saved)" : "");
  ImGui::TextUnformatted(place.c_str());
  ImGui::PopStyleColor();
  const std::array<const char*, 7> labels = {"Undo", "Redo", "Layers", "Panels", "Save view", "Export map…", "Help"};
  float width = 0.0F;
  for (const char* label : labels) width += ImGui::CalcTextSize(label).x + ImGui::GetStyle().FramePadding.x * 2 + ImGui::GetStyle().ItemSpacing.x;
  ImGui::SameLine(ImGui::GetWindowWidth() - width - widgets.px(14));
  ImGui::BeginDisabled(!model.undo_label);
  if (widgets.bar_button("Undo", model.undo_label ? fmt::format("Undo: {} (Ctrl+Z)", *model.undo_label) : std::string())) intents.push_back(Undo{});
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::BeginDisabled(!model.redo_label);
  if (widgets.bar_button("Redo", model.redo_label ? fmt::format("Redo: {} (Ctrl+Y)", *model.redo_label) : std::string())) intents.push_back(Redo{});
  ImGui::EndDisabled();
  ImGui::SameLine();
  if (widgets.bar_button("Layers", "Show or hide the left panel")) show_left_ = !show_left_;
  ImGui::SameLine();
  if (widgets.bar_button("Panels", "Show or hide the right panel")) show_right_ = !show_right_;
  ImGui::SameLine();
  if (widgets.bar_button("Save view", "Keep layers, filter and place in the workspace (Ctrl+S)")) intents.push_back(SaveProject{});
  ImGui::SameLine();
  if (widgets.bar_button("Export map…", "Write the map as a picture")) ImGui::OpenPopup("export");
  ImGui::SameLine();
  if (widgets.bar_button("Help", "Mouse and keys (F1)")) show_help_ = !show_help_;
  ImGui::PopStyleColor();
  draw_export(widgets, intents);
}

void MainFrame::draw_export(Widgets& widgets, Intents& intents) {
  ImGui::SetNextWindowSize(ImVec2(widgets.px(360), 0));
  if (!ImGui::BeginPopup("export")) return;
  widgets.heading("Export the map as PNG");
  widgets.muted("What you see, with legend, scale, sources and date.");
  widgets.text("File", export_path_, "map.png");
  if (widgets.primary_button("Export", -1.0F) && !export_path_.empty()) {
    intents.push_back(ExportMap{export_path_});
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void MainFrame::draw_right_panel(Widgets& widgets, const ViewModel& model, Intents& intents) {
  draw_job_tray(widgets, model, intents);
  if (model.identified && (!had_identified_ || !(model.identified->at == identified_at_))) {
    tab_ = Tab::identify;
    choose_tab_ = true;
    identified_at_ = model.identified->at;
  }
  had_identified_ = model.identified.has_value();
  if (!ImGui::BeginTabBar("tabs")) return;
  const std::array<std::pair<Tab, const char*>, 4> tabs = {
      {{Tab::analyse, "Analyse"}, {Tab::results, "Results"}, {Tab::identify, "Identify"}, {Tab::data, "Data"}}};
  for (const auto& [tab, label] : tabs) {
    const ImGuiTabItemFlags flags = choose_tab_ && tab == tab_ ? ImGuiTabItemFlags_SetSelected : 0;
    if (!ImGui::BeginTabItem(label, nullptr, flags)) continue;
    if (!choose_tab_) tab_ = tab;
    ImGui::BeginChild("tab");
    switch (tab) {
      case Tab::analyse: form_.draw(widgets, model, intents); break;
      case Tab::results: results_.draw(widgets, model, intents); break;
      case Tab::identify: draw_identify_panel(widgets, model); break;
      case Tab::data: draw_data_panel(widgets, model); break;
    }
    ImGui::EndChild();
    ImGui::EndTabItem();
  }
  choose_tab_ = false;
  ImGui::EndTabBar();
}

void MainFrame::draw_notice(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (!model.notice) return;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos(ImVec2(screen.x / 2, widgets.px(kTopBar + 12)), ImGuiCond_Always, ImVec2(0.5F, 0.0F));
  ImGui::SetNextWindowSize(ImVec2(widgets.px(520), 0));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, model.notice->is_error ? colour::kErrorPale : colour::kCard);
  ImGui::Begin("notice", nullptr, ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                      ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PushStyleColor(ImGuiCol_Text, model.notice->is_error ? colour::kError : colour::kInk);
  widgets.paragraph(model.notice->text);
  ImGui::PopStyleColor();
  if (widgets.quiet_button("Close")) intents.push_back(DismissNotice{});
  ImGui::End();
  ImGui::PopStyleColor();
}

void MainFrame::offer_files(const ops::OperationRegistry& registry, const std::vector<std::string>& files) {
  form_.open(registry, "import", files);
  tab_ = Tab::analyse;
  choose_tab_ = true;
  show_right_ = true;
}

void MainFrame::escape(const ViewModel& model, Intents& intents) {
  if (show_help_) {
    show_help_ = false;
  } else if (model.notice) {
    intents.push_back(DismissNotice{});
  } else if (timeline_.playing()) {
    timeline_.toggle_play();
  } else if (results_.clear_choice()) {
    return;
  } else if (!model.jobs.empty()) {
    intents.push_back(StopJob{model.jobs.back().id});
  }
}

void MainFrame::read_shortcuts(const ViewModel& model, Intents& intents) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsKeyPressed(kKeyF1, false)) show_help_ = !show_help_;
  if (ImGui::IsKeyPressed(kKeyF11, false)) intents.push_back(ToggleFullScreen{});
  if (io.KeyCtrl && ImGui::IsKeyPressed(kKeyS, false)) intents.push_back(SaveProject{});
  if (io.WantTextInput) return;
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); };
  if (io.KeyCtrl && pressed(ImGuiKey_Z)) intents.push_back(io.KeyShift ? Intent(Redo{}) : Intent(Undo{}));
  if (io.KeyCtrl && pressed(ImGuiKey_Y)) intents.push_back(Redo{});
  if (pressed(ImGuiKey_Home)) intents.push_back(ZoomToAll{});
  if (pressed(ImGuiKey_Escape)) escape(model, intents);
  read_characters(model, intents);
}

// By the character, not by the key: brackets lie elsewhere on other keyboards.
void MainFrame::read_characters(const ViewModel& model, Intents& intents) {
  for (const ImWchar typed : ImGui::GetIO().InputQueueCharacters) {
    if (typed == '[') Timeline::step(model, Timeline::Step::back, intents);
    if (typed == ']') Timeline::step(model, Timeline::Step::on, intents);
    if (typed == '.' && !model.months.all.empty()) timeline_.toggle_play();
  }
}

}  // namespace wardscope::ui
