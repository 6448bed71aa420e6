// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "ui/finder.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Type a name, go there: a field at the top of the map with what it finds below. Arrows choose, Enter goes, Esc
/// closes.
class SearchBox {
 public:
  void open() { wanted_ = true; }
  /// Draws the box where it is open, over the part of the map that is free of the legend. @returns what was chosen
  std::optional<Found> draw(Widgets& widgets, const ViewModel& model, const ScreenRect& free);

 private:
  std::optional<Found> draw_list(Widgets& widgets, const ViewModel& model);

  Finder finder_;
  std::string query_;
  std::size_t selected_ = 0;
  bool wanted_ = false;
};

}  // namespace wardscope::ui
