// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/probe.hpp"

namespace wardscope::ui {

/// What a rail button opens.
enum class Icon { layers, months, analyse, results, identify, data };

/// Draws a line drawing into a square box of the current window, `colour` as 0xAABBGGRR. The word beside it says the
/// same.
void draw_icon(Icon icon, const ScreenRect& box, unsigned colour);

}  // namespace wardscope::ui
