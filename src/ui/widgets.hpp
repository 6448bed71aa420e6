// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/icons.hpp"
#include "ui/probe.hpp"
#include "ui/theme.hpp"

namespace wardscope::ui {

enum class RailState { off, on };

/// Pixels.
struct Size {
  float width = 0.0F;
  float height = 0.0F;
};

/// The widgets of the window: ImGui's with our look, each logged in the probe. Texts from data never become ImGui ids
/// or formats, so that "##" or "%s" in a ward's name is only text.
class Widgets {
 public:
  Widgets(const Fonts& fonts, Probe& probe, float scale) : fonts_(fonts), probe_(probe), scale_(scale) {}

  [[nodiscard]] const Fonts& fonts() const { return fonts_; }
  /// Pixels of a length given at 96 dpi.
  [[nodiscard]] float px(float at_96_dpi) const { return at_96_dpi * scale_; }
  /// Pixels that whatever is clicked is tall and wide at least (WCAG 2.2, 2.5.8).
  [[nodiscard]] float least_target() const { return px(24.0F); }

  bool button(std::string_view label, float width = 0.0F);
  /// The one that a panel is about: filled in the accent colour.
  bool primary_button(std::string_view label, float width = 0.0F);
  /// A button of text size without frame, for rows and bars.
  bool quiet_button(std::string_view label);
  /// A line of small text that leads somewhere, at the left edge.
  bool link(std::string_view label);
  /// As quiet_button, light on the dark top bar.
  bool bar_button(std::string_view label, std::string_view tooltip);
  /// A row of a popup that does something.
  bool menu_row(std::string_view label, std::string_view tooltip);
  /// A quiet button that shows a mark such as "»"; its label is what hovering says.
  bool mark_button(std::string_view label, std::string_view mark);
  /// One of the panel's leaves, underlined where it is the one that shows.
  bool tab(std::string_view label, bool selected);
  [[nodiscard]] float tab_width(std::string_view label) const;
  /// A picture with a word below, as wide as the rail; `on` where what it opens is open.
  bool rail_button(std::string_view label, Icon icon, RailState state);
  /// Heads a part that folds away, over the full width. @returns true where it was clicked.
  bool fold(std::string_view label, bool open);
  /// A wide button of two lines: what it opens and what that answers.
  bool card(std::string_view label, std::string_view summary);
  bool tick(std::string_view label, bool& value);
  /// A tick whose label stands elsewhere in the row.
  bool bare_tick(std::string_view label, bool& value);
  bool slider(std::string_view label, double& value, double least, double most, const char* format);
  bool number(std::string_view label, double& value);
  /// Drags the number of the field above between two values, finer where they are small; steps of 1, 5 or 10.
  bool drag_bar(std::string_view label, double& value, double least, double most);
  bool integer(std::string_view label, std::int64_t& value);
  bool text(std::string_view label, std::string& value, std::string_view hint = {});
  /// What was done in a search field.
  enum class SearchKey { none, typed, up, down, enter };
  SearchKey search(std::string_view label, std::string& value, std::string_view hint);
  /// @returns true where another choice was made; `index` may be past the end for "none yet".
  bool choice(std::string_view label, const std::vector<std::string>& choices, std::size_t& index);
  /// What may be chosen, and the word for nothing chosen.
  struct ManyOf {
    const std::vector<std::string>& choices;
    std::string_view empty = "All";
  };
  /// Any number of choices, shown as "3 of 14".
  bool choices(std::string_view label, const ManyOf& of, std::vector<std::string>& chosen);
  /// A row to click, as wide as the panel and of two lines where it must; what is longer yet is cut with "…" and stands
  /// in full on hovering.
  bool row(std::string_view label, bool selected);
  /// A row with what it is at its right end, muted.
  bool named_row(std::string_view label, std::string_view kind, bool selected);
  /// A row of a table, over all its columns; the cells are put on it afterwards.
  bool table_row(std::string_view label, bool selected);

  /// A heading of a list, broken into lines, with a mark where the list is sorted by its column.
  enum class Side { left, right };
  enum class Sorted { no, rising, falling };
  struct Heading {
    std::string_view text;
    Side side = Side::left;
    Sorted sorted = Sorted::no;
    float height = 0.0F;  ///< pixels of the tallest heading
  };
  /// @returns true where it was clicked
  bool sort_heading(const Heading& heading);

  void title(std::string_view text);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void muted(std::string_view text);
  /// One line of at most `width` pixels, cut as a row's text is.
  void shortened(std::string_view text, float width);
  /// Ground that reads the mouse itself: the last item, logged.
  void area(std::string_view label, Size size);
  /// The words above a field, with "(?)" where there is an explanation.
  void field(std::string_view label, std::string_view explanation);
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
