// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// In the upper left of the map while it shows a preview: that it is one and of what, and a button that takes it off.
/// Draws into the current window.
void draw_preview_badge(Widgets& widgets, const ViewModel& model, const ScreenRect& map, Intents& intents);

}  // namespace wardscope::ui
