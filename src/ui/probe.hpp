// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wardscope::ui {

struct ScreenRect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;
  [[nodiscard]] float centre_x() const { return x + width / 2; }
  [[nodiscard]] float centre_y() const { return y + height / 2; }
};

/// A log of the widgets of a frame: role, label, value and place. Tests find a widget by its label and click where it
/// is; it is also all that a screen reader could be told.
class Probe {
 public:
  struct Widget {
    std::string role;  ///< "button", "tick", "number", "choice", "text", "row", "tab"
    std::string label;
    std::string value;
    ScreenRect rect;
    ScreenRect clip;  ///< what of the window its part may draw on
  };

  void begin_frame() { widgets_.clear(); }
  void record(Widget widget) { widgets_.push_back(std::move(widget)); }
  [[nodiscard]] const std::vector<Widget>& widgets() const { return widgets_; }
  /// The first widget with this label.
  [[nodiscard]] std::optional<Widget> find(std::string_view label) const;

 private:
  std::vector<Widget> widgets_;
};

}  // namespace wardscope::ui
