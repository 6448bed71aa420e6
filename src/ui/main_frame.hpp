// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "ui/layer_panel.hpp"
#include "ui/map_view.hpp"
#include "ui/operation_form.hpp"
#include "ui/results_panel.hpp"
#include "ui/timeline.hpp"

namespace wardscope::ui {

/// The whole window: top bar, layers and filter on the left, map with timeline in the middle, analysis, results,
/// identify and data on the right, status at the bottom. Draws between ImGui::NewFrame() and ImGui::Render().
class MainFrame {
 public:
  Intents draw(Widgets& widgets, const ViewModel& model, const MapImage& image);
  [[nodiscard]] const MapView& map() const { return map_; }
  /// Opens the import form with these files: they were dropped on the window.
  void offer_files(const ops::OperationRegistry& registry, const std::vector<std::string>& files);
  /// True while the window must be drawn again without an event.
  [[nodiscard]] bool animating() const { return timeline_.playing(); }

 private:
  enum class Tab { analyse, results, identify, data };

  void draw_top_bar(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_right_panel(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_notice(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_export(Widgets& widgets, Intents& intents);
  void read_shortcuts(const ViewModel& model, Intents& intents);
  void read_characters(const ViewModel& model, Intents& intents);
  void escape(const ViewModel& model, Intents& intents);

  LayerPanel layers_;
  OperationForm form_;
  ResultsPanel results_;
  Timeline timeline_;
  MapView map_;
  Tab tab_ = Tab::analyse;
  bool choose_tab_ = false;  ///< tab_ was set by the program and must be brought to the front
  bool had_identified_ = false;
  geo::Point identified_at_;
  bool show_help_ = false;
  bool show_left_ = true;
  bool show_right_ = true;
  std::string export_path_ = "map.png";
};

}  // namespace wardscope::ui
