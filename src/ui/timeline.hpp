// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Incidents by month as bars, with the shown period between two handles: drag a handle, drag the period, or click a
/// month. Double click shows all months.
class Timeline {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  enum class Grip { none, first, last, whole };
  Grip grip_ = Grip::none;
  int grip_month_ = 0;  ///< month under the mouse when the drag began
  int grip_first_ = 0;
  int grip_last_ = 0;
};

}  // namespace wardscope::ui
