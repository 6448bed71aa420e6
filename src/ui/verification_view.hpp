// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// The verification book in the window: its verdict, its chapters that unfold to formulas and numbers, and a file to
/// write it to. Asks for the book when it is shown for the first time.
class VerificationView {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);
  /// Asks again where there is no book yet: the one that was asked for may have been stopped.
  void ask() { asked_ = false; }

 private:
  void draw_chapters(Widgets& widgets, const ViewModel& model);
  void draw_saving(Widgets& widgets, const ViewModel& model, Intents& intents);

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  bool asked_ = false;
  std::size_t open_ = kNone;  ///< the chapter that is unfolded
  std::string path_ = "verification-book.pdf";
};

}  // namespace wardscope::ui
