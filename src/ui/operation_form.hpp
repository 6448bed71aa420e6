// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Choose an operation, set its parameters, run it. The form grows from the operation's own description; nothing in it
/// knows any operation by name.
class OperationForm {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);

 private:
  void draw_list(Widgets& widgets, const ViewModel& model);
  void draw_form(Widgets& widgets, const ViewModel& model, Intents& intents);

  std::unique_ptr<ops::Operation> operation_;
};

}  // namespace wardscope::ui
