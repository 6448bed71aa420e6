// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets.hpp"

namespace wardscope::ui {

enum class HelpRequest { none, close };

/// Mouse and keys of the window, in its middle, over everything.
HelpRequest draw_help_window(Widgets& widgets);

}  // namespace wardscope::ui
