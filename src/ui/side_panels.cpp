// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/side_panels.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "core/text.hpp"
#include "geo/grid_reference.hpp"

namespace wardscope::ui {
namespace {

constexpr double kMetresPerPointOfPaper = 0.0254 / 72.0;  // a point is 1/72 inch

/// Two columns of label and value, as wide as the panel.
class Facts {
 public:
  // Shares of the width, not of the content: wrapped text is as narrow as its column and would keep it so.
  explicit Facts(const char* id, float labels = 0.34F)
      : open_(ImGui::BeginTable(id, 2, ImGuiTableFlags_SizingStretchProp)) {
    if (!open_) return;
    ImGui::TableSetupColumn("label", ImGuiTableColumnFlags_WidthStretch, labels);
    ImGui::TableSetupColumn("value", ImGuiTableColumnFlags_WidthStretch, 1.0F - labels);
  }
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;
  ~Facts() {
    if (open_) ImGui::EndTable();
  }
  explicit operator bool() const { return open_; }

 private:
  bool open_;
};

/// A sentence to heed, with a bar at its left in the colour of trouble.
void draw_remark(Widgets& widgets, const std::string& text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::Indent(widgets.px(10));
  widgets.paragraph(text);
  ImGui::Unindent(widgets.px(10));
  const float bottom = ImGui::GetItemRectMax().y;
  ImGui::GetWindowDrawList()->AddRectFilled({at.x, at.y}, {at.x + widgets.px(3), bottom}, colour::kWarn);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

/// "2026-11-21T23:21:14Z" as "2026-11-21, 23:21 UTC"; anything else as it is.
std::string in_words(const std::string& instant) {
  constexpr std::size_t kLength = 20;
  if (instant.size() != kLength || instant[10] != 'T' || instant.back() != 'Z') return instant;
  return fmt::format("{}, {} UTC", instant.substr(0, 10), instant.substr(11, 5));
}

}  // namespace

std::string accuracy_words(const borough::Dataset& dataset) {
  double worst = 0.0;
  bool unstated = false;
  for (const borough::SourceNote& source : dataset.sources) {
    worst = std::max(worst, source.accuracy_metres);
    unstated = unstated || source.accuracy_metres < 0.0;
  }
  if (unstated) return "position accuracy not stated";
  if (!(worst > 0.0)) return "EPSG:27700 throughout";
  constexpr double kGoodWithGrid = 1.5;  // m: PROJ states 1 m with the OSTN15 grid, as vague as WGS 84 is, else 2 m
  return fmt::format("positions ±{} m{}", core::fixed(worst, worst < 1.0 ? 2 : 0),
                     worst > kGoodWithGrid ? " (no OSTN15)" : "");
}

void draw_identify_panel(Widgets& widgets, const ViewModel& model) {
  if (!model.identified) {
    widgets.muted("Click the map to see what is there.");
    return;
  }
  const geo::Point at = model.identified->at;
  widgets.title(geo::to_grid_reference(at, 8).value_or("Outside the National Grid"));
  widgets.muted(fmt::format("Easting {}, northing {}", core::fixed(at.x, 0), core::fixed(at.y, 0)));
  if (model.identified->blocks.empty()) widgets.paragraph("None of the layers shown has anything here.");
  int id = 0;
  for (const Identified::Block& block : model.identified->blocks) {
    ImGui::PushID(id++);
    widgets.heading(block.title);
    if (const Facts facts("facts"); facts) {
      for (const auto& [label, value] : block.rows) widgets.label_value(label, value);
    }
    ImGui::PopID();
  }
}

namespace {

void draw_quality(Widgets& widgets, const QualityNote& note) {
  for (const std::string& remark : note.remarks) draw_remark(widgets, capitalised(remark));
  constexpr float kFigureLabels = 0.6F;  // long words before short numbers
  if (const Facts facts(note.title.c_str(), kFigureLabels); facts) {
    for (const auto& [label, value] : note.figures) widgets.label_value(label, value);
  }
}

}  // namespace

void DataPanel::draw_whole(Widgets& widgets, const ViewModel& model) {
  widgets.heading("Data quality");
  const auto whole = std::find_if(model.quality.begin(), model.quality.end(),
                                  [](const QualityNote& one) { return one.of == QualityNote::Of::workspace; });
  if (whole != model.quality.end()) {
    draw_quality(widgets, *whole);
  } else {
    widgets.muted("Nothing to judge: no incidents were imported. Reports of single imports stand below.");
  }
  ImGui::Spacing();
  ImGui::Separator();
}

void DataPanel::draw(Widgets& widgets, const ViewModel& model) {
  widgets.title(model.dataset.place);
  if (model.dataset.synthetic) widgets.paragraph("Synthetic data: no person, place or incident in it is real.");
  widgets.muted(fmt::format("{}, data revision {}, {}", model.workspace_name, model.dataset.revision,
                            accuracy_words(model.dataset)));
  if (model.dataset.sources.empty()) {
    widgets.paragraph("Nothing has been imported yet.");
    return;
  }
  draw_whole(widgets, model);
  widgets.heading("Imports");
  widgets.muted("What was read and how good it is: open one for its data-quality report.");
  for (std::size_t i = 0; i < model.dataset.sources.size(); ++i) draw_source(widgets, model, i);
}

void DataPanel::draw_source(Widgets& widgets, const ViewModel& model, std::size_t index) {
  const borough::SourceNote& source = model.dataset.sources[index];
  ImGui::PushID(static_cast<int>(index));
  const bool open = open_.contains(index);
  const std::string name =
      source.file_name.empty() || source.file_name == "synthetic" ? source.layer : source.file_name;
  if (widgets.fold(name, open)) open ? static_cast<void>(open_.erase(index)) : static_cast<void>(open_.insert(index));
  ImGui::Indent();
  const std::string rows = fmt::format("{} {}", core::with_thousands(source.rows), source.rows == 1 ? "row" : "rows");
  widgets.muted(name == source.layer ? rows : fmt::format("{}, {}", capitalised(source.layer), rows));
  if (open) {
    if (const Facts facts("source"); facts) {
      widgets.label_value("Imported", in_words(source.imported_at));
      if (!source.attribution.empty()) widgets.label_value("Licence", source.attribution);
      if (!source.crs_operation.empty())
        widgets.label_value("Coordinates",
                            source.crs_operation == "none needed" ? "EPSG:27700 as they came" : source.crs_operation);
    }
    const auto note = std::find_if(model.quality.begin(), model.quality.end(),
                                   [&](const QualityNote& one) { return one.title == source.file_name; });
    if (note != model.quality.end()) {
      widgets.heading("Data quality");
      draw_quality(widgets, *note);
    } else {
      widgets.muted("No data-quality report: the data were made here, not imported.");
    }
    ImGui::Spacing();
  }
  ImGui::Unindent();
  ImGui::PopID();
}

void draw_job_tray(Widgets& widgets, const ViewModel& model, Intents& intents) {
  for (const jobs::JobRecord& job : model.jobs) {
    ImGui::PushID(static_cast<int>(job.id));
    // The words stand above the bar: on it they would be lost where it is filled.
    widgets.paragraph(job.stopping ? job.label + ": stopping…"
                                   : fmt::format("{}: {:.0f} %", job.label, job.fraction * 100));
    const float beside =
        ImGui::CalcTextSize("Stop").x + 2 * ImGui::GetStyle().FramePadding.x + ImGui::GetStyle().ItemSpacing.x;
    const float top = ImGui::GetCursorPosY();
    ImGui::SetCursorPosY(top + (ImGui::GetFrameHeight() - widgets.px(8)) / 2);
    ImGui::ProgressBar(static_cast<float>(job.fraction),
                       ImVec2(std::max(1.0F, ImGui::GetContentRegionAvail().x - beside), widgets.px(8)), "");
    ImGui::SameLine();
    ImGui::SetCursorPosY(top);
    if (widgets.button("Stop")) intents.push_back(StopJob{job.id});
    if (!job.stage.empty()) widgets.muted(job.stage);
    ImGui::PopID();
  }
}

void draw_status_bar(Widgets& widgets, const ViewModel& model) {
  const Font small(widgets.fonts().small);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  std::string line = "Move over the map for coordinates";
  if (model.cursor) {
    line = fmt::format("E {}  N {}   {}", core::fixed(model.cursor->x, 0), core::fixed(model.cursor->y, 0),
                       geo::to_grid_reference(*model.cursor, 8).value_or(""));
  }
  const float room = ImGui::GetContentRegionAvail().x;
  widgets.shortened(line, room);
  const double scale = model.project.camera.metres_per_point / kMetresPerPointOfPaper;
  const double round = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(1.0, scale))) - 1.0));
  const float left = ImGui::GetItemRectSize().x + widgets.px(20);
  std::string right;
  float width = 0.0F;
  for (const std::string& part :
       {fmt::format("1:{}", core::with_thousands(std::llround(std::round(scale / round) * round))),
        accuracy_words(model.dataset)}) {
    const std::string more = right.empty() ? part : fmt::format("{}   {}", right, part);
    const float more_width = ImGui::CalcTextSize(more.c_str()).x;
    if (part.empty() || left + more_width > room) break;
    right = more;
    width = more_width;
  }
  ImGui::SameLine(ImGui::GetCursorPosX() + room - width);
  widgets.shortened(right, room);
  ImGui::PopStyleColor();
}

}  // namespace wardscope::ui
