// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results_panel.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <vector>

namespace wardscope::ui {
namespace {

constexpr int kShownColumns = 6;        // more do not fit the panel; the export has all
constexpr double kZoomMargin = 0.6;     // of the feature's size, so that its surroundings show
constexpr double kLeastZoomWidth = 300; // m: a point or a small gap in its street

geo::Extent with_surroundings(geo::Extent extent) {
  const double margin = std::max({extent.width(), extent.height(), kLeastZoomWidth}) * kZoomMargin;
  return extent.grown(margin);
}

std::string heading_of(const table::Column& column) {
  return column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit);
}

}  // namespace

geo::Geometry ResultsPanel::chosen_shape(const ViewModel& model) const {
  for (const ResultEntry& result : model.results) {
    if (result.name != chosen_ || !result.features || selected_row_ >= result.features->row_count()) continue;
    return result.features->geometry(selected_row_);
  }
  return {};
}

void ResultsPanel::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  if (model.results.empty()) {
    widgets.muted("No results yet. Run an analysis: its list appears here and its layer on the map.");
    return;
  }
  std::vector<std::string> titles;
  std::size_t index = 0;
  for (std::size_t i = 0; i < model.results.size(); ++i) {
    titles.push_back(model.results[i].title);
    if (model.results[i].name == chosen_) index = i;
  }
  if (widgets.choice("Result", titles, index)) selected_row_ = kNone;
  const ResultEntry& result = model.results[index];
  chosen_ = result.name;
  if (result.stale) widgets.paragraph("Computed on older data: run it again to bring it up to date.");
  widgets.muted(fmt::format("Provenance code {}", result.code));
  if (result.features) {
    draw_table(widgets, result, intents);
  } else {
    widgets.muted(fmt::format("A surface ({}): click the map to read its value.", result.unit));
  }
  if (widgets.quiet_button("Remove this result")) intents.push_back(RemoveResult{result.name});
}

void ResultsPanel::draw_table(Widgets& widgets, const ResultEntry& result, Intents& intents) {
  const table::FeatureTable& features = *result.features;
  if (features.row_count() == 0) {
    widgets.muted("The list is empty.");
    return;
  }
  const int columns = std::min(kShownColumns, static_cast<int>(features.columns().size()));
  const ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_ScrollX | ImGuiTableFlags_RowBg |
                                ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable | ImGuiTableFlags_SizingFixedFit;
  const float height = std::max(widgets.px(160), ImGui::GetContentRegionAvail().y - widgets.px(44));
  if (!ImGui::BeginTable("result", columns, flags, ImVec2(0, height))) return;
  ImGui::TableSetupScrollFreeze(1, 1);
  for (int c = 0; c < columns; ++c) {
    ImGui::TableSetupColumn(heading_of(features.columns()[static_cast<std::size_t>(c)]).c_str());
  }
  ImGui::TableHeadersRow();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(features.row_count()));
  while (clipper.Step()) {
    for (int r = clipper.DisplayStart; r < clipper.DisplayEnd; ++r) {
      const auto row = static_cast<std::size_t>(r);
      ImGui::TableNextRow();
      ImGui::PushID(r);
      for (int c = 0; c < columns; ++c) {
        ImGui::TableNextColumn();
        const std::string text = table::to_text(features.at(row, static_cast<std::size_t>(c)));
        if (c == 0) {
          if (ImGui::Selectable("##row", row == selected_row_, ImGuiSelectableFlags_SpanAllColumns)) {
            selected_row_ = row;
            const geo::Extent extent = geo::extent_of(features.geometry(row));
            if (!extent.empty()) intents.push_back(ZoomTo{with_surroundings(extent)});
          }
          ImGui::SameLine(0.0F, 0.0F);
        }
        ImGui::TextUnformatted(text.c_str());
      }
      ImGui::PopID();
    }
  }
  ImGui::EndTable();
}

}  // namespace wardscope::ui
