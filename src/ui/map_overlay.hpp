// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/probe.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

enum class OverlayRequest { none, import_files };

/// What stands in the middle of a map that has nothing to show: that the workspace is being opened, or that it is empty
/// and how to fill it. Draws into the current window.
OverlayRequest draw_map_overlay(Widgets& widgets, const ViewModel& model, const ScreenRect& map);

}  // namespace wardscope::ui
