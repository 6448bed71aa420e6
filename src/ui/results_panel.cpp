// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results_panel.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <imgui.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cartography/result_chart.hpp"
#include "ui/furniture_view.hpp"
#include "ui/label_text.hpp"
#include "ui/map_view.hpp"

namespace wardscope::ui {
namespace {

constexpr std::size_t kShownColumns = 16;                // the list scrolls; what is beyond stands in the export
constexpr std::string_view kHiddenMark = "_suppressed";  // columns that say which cells an export hides

std::string heading_of(const table::Column& column) {
  return column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit);
}

/// Text is cut beyond the widest, with the whole on hovering; a heading stands in several lines.
constexpr float kWidestText = 170.0F;  // px at 96 dpi
constexpr float kLeastColumn = 44.0F;
constexpr float kSortMark = 8.0F;  // the triangle below a heading
constexpr std::size_t kMeasuredRows = 200;

/// The widest word of a heading: narrower, and a word would be cut.
float widest_word(const Widgets& widgets, const std::string& heading) {
  const Font bold(widgets.fonts().bold);
  float widest = 0.0F;
  for (std::size_t start = 0; start < heading.size();) {
    const std::size_t end = std::min(heading.find(' ', start), heading.size());
    widest = std::max(widest, ImGui::CalcTextSize(heading.data() + start, heading.data() + end).x);
    start = end + 1;
  }
  return widest;
}

/// The heading in three lines or fewer; `width` grows until it fits.
std::string heading_in_lines(const std::string& heading, float& width) {
  constexpr auto kMostBreaks = 2;
  constexpr float kWider = 1.2F;
  while (true) {
    std::string broken = broken_at_blanks(heading, width, [](std::string_view text) {
      return ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
    });
    if (std::count(broken.begin(), broken.end(), '\n') <= kMostBreaks) return broken;
    width *= kWider;
  }
}

}  // namespace

struct ResultsPanel::ListColumn {
  std::size_t index = 0;  ///< in the table
  std::string heading;
  float width = 0.0F;
  bool is_number = false;
};

struct ResultsPanel::ListRow {
  const table::FeatureTable& features;
  const std::vector<ListColumn>& columns;
  std::size_t index;
};

std::vector<ResultsPanel::ListColumn> ResultsPanel::list_columns(const Widgets& widgets,
                                                                 const table::FeatureTable& features) {
  std::vector<ListColumn> columns;
  for (std::size_t c = 0; c < features.columns().size() && columns.size() < kShownColumns; ++c) {
    const table::Column& column = features.columns()[c];
    if (column.name.ends_with(kHiddenMark)) continue;
    ListColumn listed{c, heading_of(column), widgets.px(kLeastColumn), column.type != table::ColumnType::text};
    const float word = widest_word(widgets, listed.heading);
    listed.width = std::max(listed.width, word);
    for (std::size_t row = 0; row < std::min(features.row_count(), kMeasuredRows); ++row) {
      listed.width = std::max(listed.width, ImGui::CalcTextSize(table::to_text(features.at(row, c)).c_str()).x);
    }
    listed.width = std::max(word, std::min(listed.width, widgets.px(kWidestText)));
    const Font bold(widgets.fonts().bold);
    listed.heading = heading_in_lines(heading_of(column), listed.width);
    columns.push_back(std::move(listed));
  }
  return columns;
}

void ResultsPanel::draw_headings(Widgets& widgets, const std::vector<ListColumn>& columns) {
  const Font bold(widgets.fonts().bold);
  float tall = ImGui::GetTextLineHeight();
  for (const ListColumn& column : columns) tall = std::max(tall, ImGui::CalcTextSize(column.heading.c_str()).y);
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers, tall + widgets.px(kSortMark) + widgets.px(8));
  for (const ListColumn& column : columns) {
    ImGui::TableNextColumn();
    const auto direction = order_.direction_of(column.index);
    const auto sorted = direction == RowOrder::Direction::falling  ? Widgets::Sorted::falling
                        : direction == RowOrder::Direction::rising ? Widgets::Sorted::rising
                                                                   : Widgets::Sorted::no;
    const Widgets::Heading heading{column.heading, column.is_number ? Widgets::Side::right : Widgets::Side::left,
                                   sorted, tall};
    ImGui::PushID(static_cast<int>(column.index));  // headings may read alike
    if (widgets.sort_heading(heading)) sorting_ = column.index;
    ImGui::PopID();
  }
}

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
  if (newest_ != model.results.back().name) {  // what was run last is what is looked for
    if (!newest_.empty()) {
      chosen_ = model.results.back().name;
      selected_row_ = kNone;
    }
    newest_ = model.results.back().name;
  }
  std::vector<std::string> titles;
  std::size_t index = 0;
  for (std::size_t i = 0; i < model.results.size(); ++i) {
    titles.push_back(model.results[i].title);
    if (model.results[i].name == chosen_) index = i;
  }
  if (widgets.choice("Result", titles, index)) selected_row_ = kNone;
  const ResultEntry& result = model.results[index];
  if (chosen_ != result.name) order_.reset();
  chosen_ = result.name;
  if (result.stale) widgets.paragraph("Computed on older data: run it again to bring it up to date.");
  widgets.muted(fmt::format("Provenance code {}", result.code));
  draw_words(widgets, result);
  if (result.features) {
    draw_picture(widgets, result);
    draw_table(widgets, result, intents);
  } else {
    widgets.muted(fmt::format("A surface ({}): click the map to read its value.", result.unit));
  }
  if (widgets.quiet_button("Remove this result")) intents.push_back(RemoveResult{result.name});
}

void ResultsPanel::draw_words(Widgets& widgets, const ResultEntry& result) {
  if (result.findings.empty()) return;
  if (widgets.fold("What it shows, how sure, method", show_words_)) show_words_ = !show_words_;
  if (!show_words_) return;
  for (const std::string& finding : result.findings) widgets.paragraph(finding);
  if (widgets.link("Copy these words"))
    ImGui::SetClipboardText(fmt::format("{}", fmt::join(result.findings, "\n\n")).c_str());
}

void ResultsPanel::draw_picture(Widgets& widgets, const ResultEntry& result) {
  const auto chart = cartography::chart_of(*result.features, result.style);
  if (!chart) return;
  constexpr float kLeast = 200.0F;
  constexpr float kMost = 300.0F;
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = std::clamp(width * 0.7F, widgets.px(kLeast), widgets.px(kMost));
  const float scale = chart_scale(widgets.fonts());
  draw_furniture(
      cartography::draw_chart(*chart, {0.0F, 0.0F, width / scale, height / scale}, window_measure(widgets.fonts())),
      widgets.fonts());
  ImGui::Dummy({width, height});
  ImGui::Spacing();
}

void ResultsPanel::draw_table(Widgets& widgets, const ResultEntry& result, Intents& intents) {
  const table::FeatureTable& features = *result.features;
  if (features.row_count() == 0) {
    widgets.muted("The list is empty.");
    return;
  }
  const std::vector<ListColumn> columns = list_columns(widgets, features);
  const ImGuiTableFlags flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_ScrollX | ImGuiTableFlags_RowBg |
                                ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_Resizable |
                                ImGuiTableFlags_SizingFixedFit;
  const float height = std::max(widgets.px(160), ImGui::GetContentRegionAvail().y - widgets.px(36));
  if (!ImGui::BeginTable(result.name.c_str(), static_cast<int>(columns.size()), flags, ImVec2(0, height))) return;
  ImGui::TableSetupScrollFreeze(1, 1);
  for (const ListColumn& column : columns) {
    ImGui::TableSetupColumn(column.heading.c_str(), ImGuiTableColumnFlags_WidthFixed, column.width);
  }
  sorting_.reset();
  draw_headings(widgets, columns);
  if (sorting_) order_.turn(features, *sorting_);
  const std::vector<std::size_t>& rows = order_.rows(result.features);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(features.row_count()));
  while (clipper.Step()) {
    for (int r = clipper.DisplayStart; r < clipper.DisplayEnd; ++r)
      draw_row(widgets, {features, columns, rows[static_cast<std::size_t>(r)]}, intents);
  }
  ImGui::EndTable();
}

void ResultsPanel::draw_row(Widgets& widgets, const ListRow& row, Intents& intents) {
  ImGui::TableNextRow(ImGuiTableRowFlags_None, widgets.least_target());
  ImGui::PushID(static_cast<int>(row.index));
  for (std::size_t c = 0; c < row.columns.size(); ++c) {
    const ListColumn& column = row.columns[c];
    ImGui::TableNextColumn();
    const std::string text = table::to_text(row.features.at(row.index, column.index));
    if (c == 0) {
      if (widgets.table_row(text, row.index == selected_row_)) {
        selected_row_ = row.index;
        const geo::Extent extent = geo::extent_of(row.features.geometry(row.index));
        if (!extent.empty()) intents.push_back(ZoomTo{with_surroundings(extent)});
      }
      ImGui::SameLine(0.0F, 0.0F);
    }
    const float room = ImGui::GetContentRegionAvail().x;
    if (column.is_number)
      ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0F, room - ImGui::CalcTextSize(text.c_str()).x));
    const auto measured = [](std::string_view some) {
      return ImGui::CalcTextSize(some.data(), some.data() + some.size()).x;
    };
    const std::string shown = column.is_number ? text : shortened_inside(text, room + 1.0F, measured);
    ImGui::TextUnformatted(shown.c_str());
    if (shown != text) widgets.tooltip(text);
  }
  ImGui::PopID();
}

}  // namespace wardscope::ui
