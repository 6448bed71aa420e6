// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace wardscope::app {

/// Decides when a window that is drawn on demand needs another frame. After anything that happens some frames follow
/// without a further event: ImGui shows what a click has opened only in the frames after it.
class FramePacer {
 public:
  /// What the loop does between two looks: something on the screen goes on by itself, or nothing does.
  enum class Scene { still, moving };
  enum class Woken { by_event, by_time };

  /// Seconds to wait for an event before the next frame.
  [[nodiscard]] double patience(Scene scene) const;
  /// The wait has ended. @returns true where a frame is due
  bool woke(Woken woken, Scene scene);
  /// Something was asked for or delivered: what it brings must still be shown.
  void stir() { due_ = kSettle; }

 private:
  static constexpr int kSettle =
      5;  ///< frames until ImGui's layout rests: a list that was scrolled gives way to a short form in four
  int due_ = kSettle;  ///< the first frames need no event
};

}  // namespace wardscope::app
