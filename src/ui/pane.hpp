// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/probe.hpp"

namespace wardscope::ui {

/// A part of the window at a fixed place; ends itself.
class Pane {
 public:
  enum class Scroll { yes, bar_hidden, no };  ///< no: nor by the wheel

  Pane(const char* name, const ScreenRect& rect, Scroll scroll = Scroll::yes);
  Pane(const Pane&) = delete;
  Pane& operator=(const Pane&) = delete;
  ~Pane();
};

}  // namespace wardscope::ui
