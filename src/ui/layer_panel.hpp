// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// The layers from top to bottom: tick to show, drag to reorder, click for opacity and style.
class LayerPanel {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  void draw_row(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents);
  static void draw_swatch(Widgets& widgets, const ViewModel& model, const project::Layer& layer);
  void draw_menu(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents);
  void draw_style(Widgets& widgets, const ViewModel& model, std::size_t index, Intents& intents);

  std::string open_layer_;  ///< id of the layer whose style is unfolded
};

/// The ground that a layer covers; empty where the dataset has none of it.
geo::Extent extent_of(const ViewModel& model, const project::Layer& layer);

}  // namespace wardscope::ui
