// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

enum class FilterRequest { none, show_quality };

/// Which incidents the map shows: types, hours, weekdays. The timeline sets the period. What is known of their quality
/// is one click away from how many they are.
class FilterPanel {
 public:
  FilterRequest draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  void draw_own_hours(Widgets& widgets, const ViewModel& model, Intents& intents);

  bool own_hours_ = false;  ///< days and hours of one's own are unfolded
};

}  // namespace wardscope::ui
