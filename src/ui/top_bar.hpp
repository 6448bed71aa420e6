// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "ui/intent.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

enum class BarRequest { none, toggle_help, find };

/// Name of the place, search, undo, keeping the view, the map as a picture, help. Where the words don't fit they stand
/// behind one button.
class TopBar {
 public:
  BarRequest draw(Widgets& widgets, const ViewModel& model, const ScreenRect& rect, Intents& intents);

 private:
  BarRequest draw_commands(Widgets& widgets, const ViewModel& model, Intents& intents);
  BarRequest draw_menu(Widgets& widgets, const ViewModel& model, Intents& intents);
  void draw_export(Widgets& widgets, Intents& intents);

  bool export_wanted_ = false;
  std::string export_path_ = "map.png";
};

}  // namespace wardscope::ui
