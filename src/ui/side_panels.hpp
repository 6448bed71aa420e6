// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// What the last click found, layer by layer.
void draw_identify_panel(Widgets& widgets, const ViewModel& model);
/// Sources, revision, and the data-quality report of each import.
void draw_data_panel(Widgets& widgets, const ViewModel& model);
/// Jobs that run, with progress and Stop.
void draw_job_tray(Widgets& widgets, const ViewModel& model, Intents& intents);
/// Coordinates, grid reference, scale, accuracy, frame time.
void draw_status_bar(Widgets& widgets, const ViewModel& model, float pixels_per_point);

}  // namespace wardscope::ui
