// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/intent.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// Choose an operation, set its parameters, run it. The form grows from the operation's own description; nothing in it
/// knows any operation by name.
class OperationForm {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);
  /// Opens the form of this operation, with these files where it takes some. Unknown names do nothing.
  void open(const ops::OperationRegistry& registry, std::string_view name, const std::vector<std::string>& files);
  /// Opens the form of this operation with the incidents that the map shows. Unknown names do nothing.
  void open(const ViewModel& model, std::string_view name);

 private:
  void draw_list(Widgets& widgets, const ViewModel& model);
  void choose(const ops::Operation& operation, const ViewModel& model);
  void draw_groups(Widgets& widgets, const ViewModel& model);
  void draw_form(Widgets& widgets, const ViewModel& model, Intents& intents);
  [[nodiscard]] bool can_preview(const ViewModel& model) const;
  void leave();
  void ask_for_preview(const ViewModel& model, Intents& intents);

  std::unique_ptr<ops::Operation> operation_;
  std::vector<std::string> folded_;   ///< its parameters under "More options"
  std::vector<std::string> offered_;  ///< files that were dropped on the window last
  bool fresh_ = false;                ///< opened or closed since the last frame: to be read from its top
  bool show_incidents_ = false;
  bool show_more_ = false;
  bool show_method_ = false;
  bool made_ready_ = false;    ///< what the preview of this form needs was asked for
  bool left_preview_ = false;  ///< a form was left whose preview the map still shows
  bool previewing_ = false;    ///< the map follows the form: from the first drag until the preview is taken off
  std::string previewed_as_;   ///< parameters of the preview that was asked for last
};

}  // namespace wardscope::ui
