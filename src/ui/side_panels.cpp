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
  explicit Facts(const char* id) : open_(ImGui::BeginTable(id, 2, ImGuiTableFlags_SizingStretchProp)) {}
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;
  ~Facts() {
    if (open_) ImGui::EndTable();
  }
  explicit operator bool() const { return open_; }

 private:
  bool open_;
};

std::string accuracy_words(const borough::Dataset& dataset) {
  double worst = 0.0;
  bool unstated = false;
  for (const borough::SourceNote& source : dataset.sources) {
    worst = std::max(worst, source.accuracy_metres);
    unstated = unstated || source.accuracy_metres < 0.0;
  }
  if (unstated) return "position accuracy not stated";
  return worst > 0.0 ? fmt::format("positions ±{} m (no OSTN15)", core::fixed(worst, worst < 1.0 ? 2 : 0)) : "EPSG:27700 throughout";
}

}  // namespace

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

void draw_data_panel(Widgets& widgets, const ViewModel& model) {
  widgets.title(model.dataset.place);
  if (model.dataset.synthetic) widgets.paragraph("Synthetic data: no person, place or incident in it is real.");
  widgets.muted(fmt::format("{}, data revision {}, {}", model.workspace_name, model.dataset.revision, accuracy_words(model.dataset)));
  int id = 0;
  for (const borough::SourceNote& source : model.dataset.sources) {
    ImGui::PushID(id++);
    widgets.heading(source.layer);
    if (const Facts facts("source"); facts) {
      widgets.label_value("File", source.file_name);
      widgets.label_value("Rows", core::with_thousands(source.rows));
      widgets.label_value("Imported", source.imported_at);
      if (!source.attribution.empty()) widgets.label_value("Licence", source.attribution);
      if (!source.crs_operation.empty()) widgets.label_value("Transformed by", source.crs_operation);
    }
    ImGui::PopID();
  }
  for (const QualityNote& note : model.quality) {
    ImGui::PushID(id++);
    if (ImGui::TreeNodeEx("quality", ImGuiTreeNodeFlags_SpanAvailWidth, "Quality: %s", note.title.c_str())) {
      widgets.paragraph(note.text);
      ImGui::TreePop();
    }
    ImGui::PopID();
  }
}

void draw_job_tray(Widgets& widgets, const ViewModel& model, Intents& intents) {
  for (const jobs::JobRecord& job : model.jobs) {
    ImGui::PushID(static_cast<int>(job.id));
    // The words stand above the bar: on it they would be lost where it is filled.
    widgets.paragraph(job.stopping ? job.label + ": stopping…" : fmt::format("{}: {:.0f} %", job.label, job.fraction * 100));
    const float beside = ImGui::CalcTextSize("Stop").x + 2 * ImGui::GetStyle().FramePadding.x + ImGui::GetStyle().ItemSpacing.x;
    const float top = ImGui::GetCursorPosY();
    ImGui::SetCursorPosY(top + (ImGui::GetFrameHeight() - widgets.px(8)) / 2);
    ImGui::ProgressBar(static_cast<float>(job.fraction), ImVec2(std::max(1.0F, ImGui::GetContentRegionAvail().x - beside), widgets.px(8)), "");
    ImGui::SameLine();
    ImGui::SetCursorPosY(top);
    if (widgets.button("Stop")) intents.push_back(StopJob{job.id});
    if (!job.stage.empty()) widgets.muted(job.stage);
    ImGui::PopID();
  }
}

void draw_status_bar(Widgets& widgets, const ViewModel& model, float pixels_per_point) {
  ImGui::PushFont(widgets.fonts().small);
  ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  static_cast<void>(pixels_per_point);
  std::string line;
  if (model.cursor) {
    line = fmt::format("E {}  N {}   {}", core::fixed(model.cursor->x, 0), core::fixed(model.cursor->y, 0),
                       geo::to_grid_reference(*model.cursor, 8).value_or(""));
  } else {
    line = "Move over the map for coordinates";
  }
  ImGui::TextUnformatted(line.c_str());
  const double scale = model.project.camera.metres_per_point / kMetresPerPointOfPaper;
  const double round = std::pow(10.0, std::max(0.0, std::floor(std::log10(std::max(1.0, scale))) - 1.0));
  const std::string right =
      fmt::format("1:{}   {}   {:.1f} ms a frame   {}", core::fixed(std::round(scale / round) * round, 0), accuracy_words(model.dataset),
                  model.frame.milliseconds, model.frame.renderer);
  const float width = ImGui::CalcTextSize(right.c_str()).x;
  ImGui::SameLine(std::max(ImGui::GetCursorPosX() + ImGui::CalcTextSize(line.c_str()).x + widgets.px(16),
                           ImGui::GetWindowWidth() - width - widgets.px(12)));
  ImGui::TextUnformatted(right.c_str());
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace wardscope::ui
