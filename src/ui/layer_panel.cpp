// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/layer_panel.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/legend_view.hpp"

namespace wardscope::ui {
namespace {

constexpr const char* kDragged = "wardscope-layer";
constexpr float kLayerSwatchWidth = 26.0F;  // px at 96 dpi
constexpr float kCompactFrame = 4.5F;       // above and below a row's text: 24 px high, and many layers must fit

/// Ramps that a surface or a choropleth may take, as project::Style::palette names them.
const std::vector<std::string>& ramps() {
  static const std::vector<std::string> kRamps = {"default", "viridis", "cividis", "magma", "ylorrd", "purd"};
  return kRamps;
}

std::vector<std::string> ramp_labels() {
  return {"As the layer comes", "Viridis", "Cividis", "Magma", "Yellow to red", "Purple to red"};
}

project::Project moved(const project::Project& project, std::size_t from, std::size_t to) {
  project::Project next = project;
  const project::Layer layer = next.layers[from];
  next.layers.erase(next.layers.begin() + static_cast<std::ptrdiff_t>(from));
  next.layers.insert(next.layers.begin() + static_cast<std::ptrdiff_t>(to), layer);
  return next;
}

/// Number columns of these areas that a choropleth can class: those that some area has a number in, and the one that is
/// shown. Without numbers the map would be hatched all over.
std::vector<std::pair<std::string, std::string>> area_columns(const ViewModel& model, const project::Layer& layer) {
  bool populated = layer.style.column.starts_with("population");
  bool ranked = layer.style.column == "deprivation_rank";
  for (const auto& set : model.dataset.area_sets) {
    if (!set || set->name != layer.name) continue;
    const auto any = [&](std::optional<double> borough::Area::*number) {
      return std::any_of(set->areas.begin(), set->areas.end(),
                         [&](const borough::Area& area) { return (area.*number).has_value(); });
    };
    populated = populated || any(&borough::Area::population);
    ranked = ranked || any(&borough::Area::deprivation_rank);
  }
  std::vector<std::pair<std::string, std::string>> columns = {{"", "None: plain outline"}};
  if (populated)
    columns.insert(columns.end(), {{"population", "Residents"}, {"population_per_km2", "Residents per km²"}});
  if (ranked) columns.emplace_back("deprivation_rank", "Deprivation rank");
  return columns;
}

/// Outlines have one colour and take no ramp.
bool takes_ramp(const project::Layer& layer) {
  return layer.source == project::LayerSource::result ||
         (layer.source == project::LayerSource::area_set && !layer.style.column.empty());
}

const char* source_word(project::LayerSource source) {
  switch (source) {
    case project::LayerSource::area_set:
      return "Areas";
    case project::LayerSource::incidents:
      return "Incidents";
    case project::LayerSource::cameras:
      return "Cameras";
    case project::LayerSource::hubs:
      return "Hubs";
    case project::LayerSource::points_of_interest:
      return "Points of interest";
    case project::LayerSource::buildings:
      return "Buildings";
    case project::LayerSource::streets:
      return "Streets";
    case project::LayerSource::result:
      return "Result";
  }
  return "";
}

}  // namespace

geo::Extent extent_of(const ViewModel& model, const project::Layer& layer) {
  geo::Extent extent;
  if (layer.source == project::LayerSource::area_set) {
    for (const auto& set : model.dataset.area_sets) {
      if (set && set->name == layer.name) extent.add(borough::extent_of(*set));
    }
  } else if (layer.source == project::LayerSource::result) {
    for (const ResultEntry& result : model.results) {
      if (result.name == layer.name && result.features) extent.add(result.features->extent());
    }
  } else if (layer.source == project::LayerSource::cameras && model.dataset.cameras) {
    for (const borough::Camera& camera : *model.dataset.cameras) extent.add(camera.position);
  } else if (layer.source == project::LayerSource::hubs && model.dataset.hubs) {
    for (const borough::Hub& hub : *model.dataset.hubs) extent.add(hub.position);
  } else if (layer.source == project::LayerSource::points_of_interest && model.dataset.points_of_interest) {
    for (const borough::PointOfInterest& point : *model.dataset.points_of_interest) extent.add(point.position);
  }
  return extent.empty() ? borough::extent_of(model.dataset) : extent;
}

void LayerPanel::draw(Widgets& widgets, const ViewModel& model, Intents& intents) {
  widgets.heading("Layers");
  if (model.project.layers.empty()) {
    widgets.muted(model.loaded ? "Nothing to show yet: import wards and incidents, or run an analysis."
                               : "The workspace is being opened.");
    return;
  }
  for (std::size_t i = model.project.layers.size(); i-- > 0;) draw_row(widgets, model, i, intents);
}

void LayerPanel::draw_row(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents) {
  const project::Layer& layer = model.project.layers[index];
  ImGui::PushID(layer.id.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(widgets.px(kCompactFrame), widgets.px(kCompactFrame)));
  bool visible = layer.visible;
  if (widgets.bare_tick("Show " + layer.title, visible)) {
    project::Project next = model.project;
    next.layers[index].visible = visible;
    intents.push_back(EditProject{fmt::format("{} {}", visible ? "show" : "hide", layer.title), std::move(next), {}});
  }
  ImGui::SameLine();
  draw_swatch(widgets, model, layer);
  const bool open = open_layer_ == layer.id;
  if (!layer.visible) ImGui::PushStyleColor(ImGuiCol_Text, colour::kMuted);
  if (widgets.row(layer.title, open)) open_layer_ = open ? std::string() : layer.id;
  if (!layer.visible) ImGui::PopStyleColor();
  for (const cartography::LegendEntry& key : model.legend) {
    if (key.layer_id == layer.id) widgets.tooltip(key.note);
  }
  draw_menu(widgets, model, index, intents);
  if (ImGui::BeginDragDropSource()) {
    ImGui::SetDragDropPayload(kDragged, &index, sizeof index);
    ImGui::TextUnformatted(layer.title.c_str());
    ImGui::EndDragDropSource();
  }
  if (ImGui::BeginDragDropTarget()) {
    if (const ImGuiPayload* payload = ImGui::AcceptDragDropPayload(kDragged)) {
      const std::size_t from = *static_cast<const std::size_t*>(payload->Data);
      intents.push_back(EditProject{"reorder layers", moved(model.project, from, index), {}});
    }
    ImGui::EndDragDropTarget();
  }
  ImGui::PopStyleVar();
  if (open) draw_style(widgets, model, index, intents);
  ImGui::PopID();
}

void LayerPanel::draw_swatch(Widgets& widgets, const ViewModel& model, const project::Layer& layer) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ImGui::GetFrameHeight();
  ImGui::Dummy({widgets.px(kLayerSwatchWidth), height});
  const auto entry = std::find_if(model.legend.begin(), model.legend.end(),
                                  [&](const cartography::LegendEntry& key) { return key.layer_id == layer.id; });
  if (entry != model.legend.end() && entry->rows.empty() && entry->ramp.ramp.empty() && !entry->note.empty()) {
    // Nothing is drawn and the reason is known: a dash, explained on hovering and in the legend.
    ImGui::GetWindowDrawList()->AddLine({at.x + widgets.px(8), at.y + height / 2},
                                        {at.x + widgets.px(18), at.y + height / 2}, colour::kMuted, widgets.px(2));
  } else if (entry != model.legend.end()) {
    draw_layer_swatch(widgets, *entry,
                      {at.x, at.y + widgets.px(3), widgets.px(kLayerSwatchWidth), height - widgets.px(6)});
  }
  ImGui::SameLine();
}

void LayerPanel::draw_menu(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents) {
  if (!ImGui::BeginPopupContextItem("menu")) return;
  const project::Layer& layer = model.project.layers[index];
  if (widgets.quiet_button("Zoom to it")) {
    intents.push_back(ZoomTo{extent_of(model, layer)});
    ImGui::CloseCurrentPopup();
  }
  if (widgets.quiet_button("Style…")) {
    open_layer_ = layer.id;
    ImGui::CloseCurrentPopup();
  }
  if (widgets.quiet_button("Hide the layers above")) {
    project::Project next = model.project;
    for (std::size_t above = index + 1; above < next.layers.size(); ++above) next.layers[above].visible = false;
    intents.push_back(EditProject{fmt::format("hide the layers above {}", layer.title), std::move(next), {}});
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

void LayerPanel::draw_style(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents) {
  const project::Layer& layer = model.project.layers[index];
  project::Project next = model.project;
  project::Layer& edited = next.layers[index];
  ImGui::Indent();
  widgets.muted(source_word(layer.source));
  for (const cartography::LegendEntry& key : model.legend) {
    if (key.layer_id == layer.id && !key.note.empty()) widgets.muted(key.note);
  }
  double percent = layer.opacity * 100.0;
  if (widgets.slider("Opacity (%)", percent, 0.0, 100.0, "%.0f")) edited.opacity = percent / 100.0;
  const bool is_point = layer.source == project::LayerSource::incidents ||
                        layer.source == project::LayerSource::cameras || layer.source == project::LayerSource::hubs ||
                        layer.source == project::LayerSource::points_of_interest;
  if (is_point) {
    double size = layer.style.size;
    if (widgets.slider("Symbol size (pt)", size, 2.0, 20.0, "%.1f")) edited.style.size = size;
  }
  if (layer.source == project::LayerSource::area_set) {
    const auto columns = area_columns(model, layer);
    std::vector<std::string> labels;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      labels.push_back(columns[i].second);
      if (columns[i].first == layer.style.column) chosen = i;
    }
    if (columns.size() > 1) {
      ImGui::TextUnformatted("Colour by");
    } else {
      widgets.muted("These areas carry no numbers to be coloured by; 'Incidents by area' makes such a layer.");
    }
    if (columns.size() > 1 && widgets.choice("Colour by", labels, chosen)) {
      edited.style.column = columns[chosen].first;
      edited.style.fill = !edited.style.column.empty();
    }
    if (!layer.style.column.empty()) {
      std::int64_t classes = layer.style.classes;
      ImGui::TextUnformatted("Classes");
      if (widgets.integer("Classes", classes))
        edited.style.classes = static_cast<int>(std::clamp<std::int64_t>(classes, 3, 7));
    }
    bool labelled = layer.style.labels;
    if (widgets.tick("Labels", labelled)) edited.style.labels = labelled;
  }
  if (takes_ramp(layer)) {
    const auto found = std::find(ramps().begin(), ramps().end(), layer.style.palette);
    std::size_t chosen = static_cast<std::size_t>(found - ramps().begin());
    ImGui::TextUnformatted("Colours");
    if (widgets.choice("Colours", ramp_labels(), chosen)) edited.style.palette = ramps()[chosen];
  }
  if (widgets.quiet_button("Zoom to layer")) intents.push_back(ZoomTo{extent_of(model, layer)});
  if (index + 1 < model.project.layers.size()) {
    ImGui::SameLine();
    if (widgets.quiet_button("Raise"))
      intents.push_back(EditProject{"reorder layers", moved(model.project, index, index + 1), {}});
  }
  if (index > 0) {
    ImGui::SameLine();
    if (widgets.quiet_button("Lower"))
      intents.push_back(EditProject{"reorder layers", moved(model.project, index, index - 1), {}});
  }
  ImGui::Unindent();
  ImGui::Spacing();
  if (!(edited == layer)) {
    intents.push_back(EditProject{fmt::format("style of {}", layer.title), std::move(next), "style:" + layer.id});
  }
}

}  // namespace wardscope::ui
