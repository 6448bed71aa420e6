// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// "positions ±2 m (no OSTN15)": the worst stated accuracy of what was transformed.
std::string accuracy_words(const borough::Dataset& dataset);
/// What the last click found, layer by layer.
void draw_identify_panel(Widgets& widgets, const ViewModel& model);
/// How good the data are as a whole, then sources and revision, and the report of each import, which unfolds below its
/// name.
class DataPanel {
 public:
  void draw(Widgets& widgets, const ViewModel& model);

 private:
  static void draw_whole(Widgets& widgets, const ViewModel& model);
  void draw_source(Widgets& widgets, const ViewModel& model, std::size_t index);

  std::set<std::size_t> open_;  ///< sources that are unfolded
};
/// Jobs that run, with progress and Stop.
void draw_job_tray(Widgets& widgets, const ViewModel& model, Intents& intents);
/// Coordinates, grid reference, scale, accuracy; as much as fits, the most useful first.
void draw_status_bar(Widgets& widgets, const ViewModel& model);

}  // namespace wardscope::ui
