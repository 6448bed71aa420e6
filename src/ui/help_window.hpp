// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/intent.hpp"
#include "ui/verification_view.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Mouse and keys of the window, the verification book, and what program and graphics these are; in its middle, over
/// everything.
class HelpWindow {
 public:
  void toggle() { open_ = !open_; }
  void close() { open_ = false; }
  void open_book();
  [[nodiscard]] bool is_open() const { return open_; }
  /// Nothing where it is closed.
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  enum class Leaf { keys, verify, about };

  bool open_ = false;
  Leaf leaf_ = Leaf::keys;
  VerificationView verification_;
};

}  // namespace wardscope::ui
