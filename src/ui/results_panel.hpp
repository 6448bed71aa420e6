// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// The results of the workspace as lists; a click on a row zooms the map to it.
class ResultsPanel {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  void draw_table(Widgets& widgets, const ResultEntry& result, Intents& intents);

  std::string chosen_;
  std::size_t selected_row_ = static_cast<std::size_t>(-1);
};

}  // namespace wardscope::ui
