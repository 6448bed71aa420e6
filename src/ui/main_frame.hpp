// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/filter_panel.hpp"
#include "ui/frame_layout.hpp"
#include "ui/help_window.hpp"
#include "ui/layer_panel.hpp"
#include "ui/map_view.hpp"
#include "ui/operation_form.hpp"
#include "ui/results_panel.hpp"
#include "ui/search_box.hpp"
#include "ui/side_panels.hpp"
#include "ui/timeline.hpp"
#include "ui/top_bar.hpp"

namespace wardscope::ui {

/// The whole window: top bar, layers and filter on the left, map with timeline in the middle, analysis, results,
/// identify and data on the right, status at the bottom. What doesn't fit folds to a rail (frame_layout.hpp). Draws
/// between ImGui::NewFrame() and ImGui::Render().
class MainFrame {
 public:
  Intents draw(Widgets& widgets, const ViewModel& model, const MapImage& image);
  [[nodiscard]] const MapView& map() const { return map_; }
  /// Of the last frame.
  [[nodiscard]] const FrameLayout& layout() const { return layout_; }
  /// What is marked on the map: the place that was searched for last, or the chosen row of a list; std::monostate where
  /// nothing is.
  [[nodiscard]] geo::Geometry marked(const ViewModel& model) const;
  /// Opens the import form with these files: they were dropped on the window.
  void offer_files(const ops::OperationRegistry& registry, const std::vector<std::string>& files);
  /// What the user has folded away or opened, as words that a workspace keeps: "legend:folded layers:folded".
  [[nodiscard]] std::string arrangement() const;
  /// As it was when arrangement() said so; words that it doesn't know are passed over.
  void arrange(std::string_view arrangement);
  /// True while the window must be drawn again without an event.
  [[nodiscard]] bool animating() const { return timeline_.playing(); }

 private:
  enum class Tab { analyse, results, identify, data };
  enum class Part { left, right, timeline };

  void lay_out_parts(const Widgets& widgets, const ViewModel& model);
  void draw_left(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_map(Widgets& widgets, const ViewModel& model, const MapImage& image, Intents& intents);
  void draw_right(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_tab(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_left_rail(Widgets& widgets, const ViewModel& model);
  void draw_right_rail(Widgets& widgets);
  void go_to(const Found& found, const ViewModel& model, Intents& intents);
  /// A part that the user opens may push another back to what the program finds best.
  void open(Part part);
  void show(Tab tab);
  void read_shortcuts(const ViewModel& model, Intents& intents);
  void read_characters(const ViewModel& model, Intents& intents);
  void escape(const ViewModel& model, Intents& intents);

  TopBar top_bar_;
  FilterPanel filter_;
  LayerPanel layers_;
  OperationForm form_;
  ResultsPanel results_;
  DataPanel data_;
  SearchBox search_;
  HelpWindow help_;
  Timeline timeline_;
  MapView map_;
  FrameLayout layout_;
  Wish left_ = Wish::automatic;
  Wish right_ = Wish::automatic;
  Wish months_ = Wish::automatic;
  Tab tab_ = Tab::analyse;
  bool had_identified_ = false;
  geo::Point identified_at_;
  geo::Geometry found_;          ///< the place that was searched for
  bool focus_right_ = false;     ///< arrows are to go from field to field there, for it was opened by the keyboard
  bool popup_was_open_ = false;  ///< in the last frame: Esc closes it and nothing else
};

}  // namespace wardscope::ui
