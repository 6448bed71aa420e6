// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Which incidents the map shows: types, period, weekdays, hours.
void draw_filter_panel(Widgets& widgets, const ViewModel& model, Intents& intents);

}  // namespace wardscope::ui
