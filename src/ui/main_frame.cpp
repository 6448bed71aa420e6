// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_frame.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/notice_card.hpp"
#include "ui/pane.hpp"

namespace wardscope::ui {
namespace {

constexpr float kRailPadding = 6.0F;     // px at 96 dpi
constexpr float kJobCardWidth = 340.0F;  // jobs over the map, while the right panel is closed
constexpr float kBadgeHeight = 42.0F;    // of "Synthetic data" at the map's corner, its margin included
constexpr float kLowPanel = 430.0F;      // below it the filter scrolls away with the layers

// Keys that ImGui 1.86 has no names for, as its GLFW backend passes them on.
constexpr int kKeyF1 = 290;
constexpr int kKeyF6 = 295;
constexpr int kKeyF11 = 300;
constexpr int kKeyS = 'S';
constexpr int kKeyF = 'F';
constexpr int kKeyK = 'K';

/// A button at the right end of the current line that folds the panel away.
bool hide_button(Widgets& widgets, const char* label, const char* mark) {
  ImGui::SetCursorPosX(ImGui::GetWindowContentRegionMax().x - widgets.least_target());
  return widgets.mark_button(label, mark);
}

}  // namespace

Intents MainFrame::draw(Widgets& widgets, const ViewModel& model, const MapImage& image) {
  Intents intents;
  if (model.identified && (!had_identified_ || !(model.identified->at == identified_at_))) {
    show(Tab::identify);
    identified_at_ = model.identified->at;
  }
  had_identified_ = model.identified.has_value();
  lay_out_parts(widgets, model);
  const BarRequest asked = top_bar_.draw(widgets, model, layout_.top, intents);
  if (asked == BarRequest::toggle_help) help_.toggle();
  if (asked == BarRequest::find) search_.open();
  if (layout_.left_open()) draw_left(widgets, model, intents);
  if (layout_.left_rail.width > 0.0F) draw_left_rail(widgets, model);
  draw_map(widgets, model, image, intents);
  if (layout_.timeline_form != FrameLayout::TimelineForm::none) {
    const Pane pane("timeline", layout_.timeline, Pane::Scroll::no);
    timeline_.draw(widgets, model, layout_.timeline_form, intents);
  } else {
    timeline_.play(model, intents);
  }
  if (layout_.right_open()) draw_right(widgets, model, intents);
  if (layout_.right_rail.width > 0.0F) draw_right_rail(widgets);
  {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(12), widgets.px(6)));
    const Pane pane("status", layout_.status, Pane::Scroll::no);
    ImGui::PopStyleVar();
    draw_status_bar(widgets, model);
  }
  const bool moved_on = std::any_of(intents.begin(), intents.end(), [](const Intent& intent) {
    return std::holds_alternative<ZoomTo>(intent) || std::holds_alternative<Identify>(intent);
  });
  if (moved_on) found_ = {};
  ScreenRect free = layout_.map;
  free.width -= map_.legend_reach();
  if (model.dataset.synthetic) {  // nothing covers the badge that says so
    free.y += widgets.px(kBadgeHeight);
    free.height -= widgets.px(kBadgeHeight);
  }
  if (model.notice) draw_notice_card(widgets, *model.notice, free, intents);
  if (const auto found = search_.draw(widgets, model, free)) go_to(*found, model, intents);
  help_.draw(widgets, model, intents);
  read_shortcuts(model, intents);
  for (Intent& intent : intents) {
    if (auto* save = std::get_if<SaveProject>(&intent)) save->arrangement = arrangement();
  }
  return intents;
}

std::string MainFrame::arrangement() const {
  std::string words;
  const auto add = [&](std::string_view part, Wish wish) {
    if (wish == Wish::automatic) return;
    if (!words.empty()) words += ' ';
    words.append(part).append(wish == Wish::open ? ":open" : ":folded");
  };
  add("legend", map_.legend_wish());
  add("layers", left_);
  add("months", months_);
  return words;
}

void MainFrame::arrange(std::string_view arrangement) {
  const auto wish = [&](std::string_view part) {
    const auto says = [&](std::string_view state) {
      return arrangement.find(std::string(part).append(state)) != std::string_view::npos;
    };
    return says(":open") ? Wish::open : says(":folded") ? Wish::closed : Wish::automatic;
  };
  map_.set_legend_wish(wish("legend"));
  left_ = wish("layers");
  months_ = wish("months");
}

void MainFrame::lay_out_parts(const Widgets& widgets, const ViewModel& model) {
  LayoutRequest request;
  request.width = ImGui::GetIO().DisplaySize.x;
  request.height = ImGui::GetIO().DisplaySize.y;
  request.scale = widgets.px(1.0F);
  request.left = left_;
  request.right = right_;
  request.timeline = months_;
  request.months = model.months.all.empty() ? LayoutRequest::Months::none : LayoutRequest::Months::some;
  layout_ = lay_out(request);
}

void MainFrame::draw_left(Widgets& widgets, const ViewModel& model, Intents& intents) {
  const Pane pane("left", layout_.left);
  const ImVec2 at = ImGui::GetCursorPos();
  if (hide_button(widgets, "Hide the layers", "«")) left_ = Wish::closed;
  ImGui::SetCursorPos(at);
  if (filter_.draw(widgets, model, intents) == FilterRequest::show_quality) show(Tab::data);
  ImGui::Separator();
  const bool low = layout_.left.height < widgets.px(kLowPanel);
  if (!low) ImGui::BeginChild("layers", {0.0F, 0.0F}, false, ImGuiWindowFlags_NavFlattened);
  layers_.draw(widgets, model, intents);
  if (!low) ImGui::EndChild();
}

void MainFrame::draw_map(Widgets& widgets, const ViewModel& model, const MapImage& image, Intents& intents) {
  {
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    const Pane pane("map", layout_.map, Pane::Scroll::no);
    ImGui::PopStyleVar();
    const OverlayRequest asked = map_.draw(widgets, model, image, marked(model), intents);
    if (asked == OverlayRequest::import_files) offer_files(model.registry, {});
  }
  if (layout_.right_open() || model.jobs.empty() || !model.loaded) return;
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colour::kCard);
  const float width = std::min(widgets.px(kJobCardWidth), layout_.map.width);
  ImGui::SetNextWindowPos({layout_.map.centre_x(), layout_.map.y + layout_.map.height - widgets.px(12)},
                          ImGuiCond_Always, {0.5F, 1.0F});
  ImGui::SetNextWindowSize({width, 0.0F});
  ImGui::Begin("jobs", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoFocusOnAppearing);
  draw_job_tray(widgets, model, intents);
  ImGui::End();
  ImGui::PopStyleColor();
}

void MainFrame::draw_right(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (std::exchange(focus_right_, false)) ImGui::SetNextWindowFocus();
  const Pane pane("right", layout_.right);
  draw_job_tray(widgets, model, intents);
  constexpr std::array<std::pair<Tab, const char*>, 4> kTabs = {
      {{Tab::analyse, "Analyse"}, {Tab::results, "Results"}, {Tab::identify, "Identify"}, {Tab::data, "Data"}}};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(widgets.px(2), widgets.px(2)));
  const float end = ImGui::GetWindowContentRegionMax().x;
  for (const auto& [tab, label] : kTabs) {
    if (tab != Tab::analyse) {
      ImGui::SameLine();
      if (ImGui::GetCursorPosX() + widgets.tab_width(label) > end) ImGui::NewLine();
    }
    if (widgets.tab(label, tab == tab_)) tab_ = tab;
  }
  ImGui::SameLine();
  if (ImGui::GetCursorPosX() + widgets.least_target() > end) ImGui::NewLine();
  if (hide_button(widgets, "Hide the panel", "»")) right_ = Wish::closed;
  ImGui::PopStyleVar();
  ImGui::BeginChild("tab", {0.0F, 0.0F}, false, ImGuiWindowFlags_NavFlattened);
  draw_tab(widgets, model, intents);
  ImGui::EndChild();
}

void MainFrame::draw_tab(Widgets& widgets, const ViewModel& model, Intents& intents) {
  switch (tab_) {
    case Tab::analyse:
      form_.draw(widgets, model, intents);
      break;
    case Tab::results:
      results_.draw(widgets, model, intents);
      break;
    case Tab::identify:
      draw_identify_panel(widgets, model);
      break;
    case Tab::data:
      data_.draw(widgets, model);
      break;
  }
}

void MainFrame::draw_left_rail(Widgets& widgets, const ViewModel& model) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(kRailPadding), widgets.px(kRailPadding)));
  const Pane pane("left rail", layout_.left_rail, Pane::Scroll::bar_hidden);
  ImGui::PopStyleVar();
  if (widgets.rail_button("Layers", Icon::layers, RailState::off)) open(Part::left);
  if (model.months.all.empty()) return;
  const bool shown = layout_.timeline_form != FrameLayout::TimelineForm::none;
  if (!widgets.rail_button("Months", Icon::months, shown ? RailState::on : RailState::off)) return;
  if (shown) {
    months_ = Wish::closed;
  } else {
    open(Part::timeline);
  }
}

void MainFrame::draw_right_rail(Widgets& widgets) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(kRailPadding), widgets.px(kRailPadding)));
  const Pane pane("right rail", layout_.right_rail, Pane::Scroll::bar_hidden);
  ImGui::PopStyleVar();
  if (widgets.rail_button("Analyse", Icon::analyse, RailState::off)) show(Tab::analyse);
  if (widgets.rail_button("Results", Icon::results, RailState::off)) show(Tab::results);
  if (widgets.rail_button("Identify", Icon::identify, RailState::off)) show(Tab::identify);
  if (widgets.rail_button("Data", Icon::data, RailState::off)) show(Tab::data);
}

geo::Geometry MainFrame::marked(const ViewModel& model) const {
  return std::holds_alternative<std::monostate>(found_) ? results_.chosen_shape(model) : found_;
}

void MainFrame::go_to(const Found& found, const ViewModel& model, Intents& intents) {
  if (found.book) {
    help_.open_book();
    return;
  }
  if (!found.operation.empty()) {
    form_.open(model, found.operation);
    show(Tab::analyse);
    focus_right_ = true;
    return;
  }
  results_.clear_choice();
  found_ = found.shape;
  intents.push_back(ZoomTo{with_surroundings(geo::extent_of(found.shape))});
}

void MainFrame::offer_files(const ops::OperationRegistry& registry, const std::vector<std::string>& files) {
  form_.open(registry, "import", files);
  show(Tab::analyse);
}

void MainFrame::open(Part part) {
  const auto give_way = [](Wish& other) {
    if (other == Wish::open) other = Wish::automatic;
  };
  if (part == Part::timeline) {
    months_ = Wish::open;
    return;
  }
  give_way(part == Part::left ? right_ : left_);
  give_way(months_);
  (part == Part::left ? left_ : right_) = Wish::open;
}

void MainFrame::show(Tab tab) {
  tab_ = tab;
  if (right_ != Wish::open && !layout_.right_open()) open(Part::right);
}

void MainFrame::escape(const ViewModel& model, Intents& intents) {
  if (help_.is_open()) {
    help_.close();
  } else if (model.notice) {
    intents.push_back(DismissNotice{});
  } else if (timeline_.playing()) {
    timeline_.toggle_play();
  } else if (!std::holds_alternative<std::monostate>(found_)) {
    found_ = {};
  } else if (results_.clear_choice()) {
    return;
  } else if (!model.jobs.empty()) {
    intents.push_back(StopJob{model.jobs.back().id});
  }
}

void MainFrame::read_shortcuts(const ViewModel& model, Intents& intents) {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsKeyPressed(kKeyF1, false)) help_.toggle();
  if (io.KeyCtrl && (ImGui::IsKeyPressed(kKeyF, false) || ImGui::IsKeyPressed(kKeyK, false))) search_.open();
  if (ImGui::IsKeyPressed(kKeyF6, false)) show(Tab::results);
  if (ImGui::IsKeyPressed(kKeyF11, false)) intents.push_back(ToggleFullScreen{});
  if (io.KeyCtrl && ImGui::IsKeyPressed(kKeyS, false)) intents.push_back(SaveProject{});
  if (io.WantTextInput) return;
  const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), false); };
  if (io.KeyCtrl && pressed(ImGuiKey_Z)) intents.push_back(io.KeyShift ? Intent(Redo{}) : Intent(Undo{}));
  if (io.KeyCtrl && pressed(ImGuiKey_Y)) intents.push_back(Redo{});
  if (pressed(ImGuiKey_Home) && !ImGui::IsAnyItemActive()) intents.push_back(ZoomToAll{});
  const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
  if (pressed(ImGuiKey_Escape) && !popup && !popup_was_open_) escape(model, intents);
  popup_was_open_ = popup;
  if (!popup) read_characters(model, intents);
}

// By the character, not by the key: brackets lie elsewhere on other keyboards.
void MainFrame::read_characters(const ViewModel& model, Intents& intents) {
  for (const ImWchar typed : ImGui::GetIO().InputQueueCharacters) {
    if (typed == '[') Timeline::step(model, Timeline::Step::previous, intents);
    if (typed == ']') Timeline::step(model, Timeline::Step::next, intents);
    if (typed == '.' && !model.months.all.empty()) timeline_.toggle_play();
  }
}

}  // namespace wardscope::ui
