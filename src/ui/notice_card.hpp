// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// What was done, or what did not work and what to do about it, over the part of the map that is free of the legend.
void draw_notice_card(Widgets& widgets, const Notice& notice, const ScreenRect& free, Intents& intents);

}  // namespace wardscope::ui
