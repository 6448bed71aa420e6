// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/probe.hpp"
#include "ui/theme.hpp"

namespace wardscope::ui {

/// The widgets of the window: ImGui's with our look, each logged in the probe. Texts from data never become ImGui ids
/// or formats, so that "##" or "%s" in a ward's name is only text.
class Widgets {
 public:
  Widgets(const Fonts& fonts, Probe& probe, float scale) : fonts_(fonts), probe_(probe), scale_(scale) {}

  [[nodiscard]] const Fonts& fonts() const { return fonts_; }
  /// Pixels of a length given at 96 dpi.
  [[nodiscard]] float px(float at_96_dpi) const { return at_96_dpi * scale_; }

  bool button(std::string_view label, float width = 0.0F);
  /// The one that a panel is about: filled in the accent colour.
  bool primary_button(std::string_view label, float width = 0.0F);
  /// A button of text size without frame, for rows and bars.
  bool quiet_button(std::string_view label);
  /// As quiet_button, light on the dark top bar.
  bool bar_button(std::string_view label, std::string_view tooltip);
  /// Heads a part that folds away, over the full width. @returns true where it was clicked.
  bool fold(std::string_view label, bool open);
  /// A wide button of two lines: what it opens and what that answers.
  bool card(std::string_view label, std::string_view summary);
  bool tick(std::string_view label, bool& value);
  /// A tick whose label stands elsewhere in the row.
  bool bare_tick(std::string_view label, bool& value);
  bool slider(std::string_view label, double& value, double least, double most, const char* format);
  bool number(std::string_view label, double& value);
  bool integer(std::string_view label, std::int64_t& value);
  bool text(std::string_view label, std::string& value, std::string_view hint = {});
  /// @returns true where another choice was made; `index` may be past the end for "none yet".
  bool choice(std::string_view label, const std::vector<std::string>& choices, std::size_t& index);
  /// Any number of `choices`, shown as "3 of 14"; empty means all.
  bool choices(std::string_view label, const std::vector<std::string>& choices, std::vector<std::string>& chosen);
  /// A row to click, as wide as the panel.
  bool row(std::string_view label, bool selected);

  void title(std::string_view text);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void muted(std::string_view text);
  void label_value(std::string_view label, std::string_view value);
  /// "(?)" with an explanation on hovering.
  void explain(std::string_view text);
  void tooltip(std::string_view text);

 private:
  void log(std::string_view role, std::string_view label, std::string_view value = {});

  const Fonts& fonts_;
  Probe& probe_;
  float scale_;
};

}  // namespace wardscope::ui
