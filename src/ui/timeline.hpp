// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/frame_layout.hpp"
#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Incidents by month as bars, with the shown period between two handles: drag a handle, drag the period, or click a
/// month. Double click shows all months. The period can be stepped by its own length, and played.
class Timeline {
 public:
  /// Slim: period, bars and buttons in one line.
  void draw(Widgets& widgets, const ViewModel& model, FrameLayout::TimelineForm form, Intents& intents);
  /// Steps on where it plays and the time has come; draw() does it, but a timeline that is not shown plays too.
  void play(const ViewModel& model, Intents& intents);

  enum class Step { previous, next };
  /// Moves the period by its own length; where all months are shown, to the first month (next) or the last (previous).
  /// Does nothing where the data ends.
  static void step(const ViewModel& model, Step step, Intents& intents);
  void toggle_play() { playing_ = !playing_; }
  /// True while the period plays: frames must go on without events.
  [[nodiscard]] bool playing() const { return playing_; }

 private:
  struct Period;
  struct Frame;
  void draw_buttons(Widgets& widgets, const ViewModel& model, Intents& intents);
  [[nodiscard]] float buttons_width(const Widgets& widgets) const;
  void draw_chart(Widgets& widgets, const ViewModel& model, float height, Intents& intents);
  /// True where a click takes an end of the period.
  [[nodiscard]] static bool near_handle(const Widgets& widgets, const Frame& frame, const Period& period);
  void grip(const Widgets& widgets, const Frame& frame, const Period& period);
  [[nodiscard]] Period dragged(const Frame& frame, const Period& period) const;

  bool playing_ = false;
  double next_step_ = 0.0;  ///< ImGui's time, s
  enum class Grip { none, first, last, whole };
  Grip grip_ = Grip::none;
  int grip_month_ = 0;  ///< month under the mouse when the drag began
  int grip_first_ = 0;
  int grip_last_ = 0;
};

}  // namespace wardscope::ui
