// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map_overlay.hpp"

#include <imgui.h>

#include <algorithm>

namespace wardscope::ui {
namespace {

constexpr float kWidth = 380.0F;  // px at 96 dpi

/// A card of a known height in the middle of the map; ends itself.
class Card {
 public:
  Card(const Widgets& widgets, const ScreenRect& map, float height) {
    const float width = std::min(widgets.px(kWidth), map.width);
    ImGui::SetCursorScreenPos({map.centre_x() - width / 2, map.centre_y() - height / 2});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, colour::kCard);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(widgets.px(20), widgets.px(16)));
    ImGui::BeginChild("card", {width, height}, true,
                      ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar);
  }
  Card(const Card&) = delete;
  Card& operator=(const Card&) = delete;
  ~Card() {
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
  }
};

bool is_empty(const borough::Dataset& dataset) {
  const auto without = [](const auto& part) { return !part || part->size() == 0; };
  return dataset.area_sets.empty() && without(dataset.incidents) && without(dataset.cameras) && without(dataset.hubs) &&
         without(dataset.points_of_interest) && without(dataset.buildings) && without(dataset.streets);
}

void draw_opening(Widgets& widgets, const ViewModel& model, const ScreenRect& map) {
  const auto opening = model.jobs.begin();  // nothing else runs before there is a workspace
  if (opening == model.jobs.end()) return;
  const Card card(widgets, map, widgets.px(104));
  widgets.title(opening->label + "…");
  ImGui::ProgressBar(static_cast<float>(opening->fraction), {-1.0F, widgets.px(8)}, "");
  widgets.muted(opening->stage);
}

}  // namespace

OverlayRequest draw_map_overlay(Widgets& widgets, const ViewModel& model, const ScreenRect& map) {
  if (!model.loaded) {
    draw_opening(widgets, model, map);
    return OverlayRequest::none;
  }
  if (!is_empty(model.dataset)) return OverlayRequest::none;
  const Card card(widgets, map, widgets.px(152));
  widgets.title("This workspace is empty");
  widgets.paragraph(
      "Begin with wards and incidents; then cameras, hubs and buildings. Drop files on the window, or choose them.");
  ImGui::Spacing();
  const bool pressed = widgets.primary_button("Import files", -1.0F);
  return pressed ? OverlayRequest::import_files : OverlayRequest::none;
}

}  // namespace wardscope::ui
