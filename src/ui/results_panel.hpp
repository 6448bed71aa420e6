// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/shapes.hpp"
#include "ui/intent.hpp"
#include "ui/row_order.hpp"
#include "ui/view_model.hpp"
#include "ui/widgets.hpp"

namespace wardscope::ui {

/// The results of the workspace as lists; a click on a row zooms the map to it, one on a heading sorts by its column.
class ResultsPanel {
 public:
  void draw(Widgets& widgets, const ViewModel& model, Intents& intents);
  /// The shape of the chosen row; std::monostate where none is chosen.
  [[nodiscard]] geo::Geometry chosen_shape(const ViewModel& model) const;
  /// Forgets the chosen row. @returns true where there was one.
  bool clear_choice() { return std::exchange(selected_row_, kNone) != kNone; }

 private:
  struct ListColumn;
  struct ListRow;
  void draw_words(Widgets& widgets, const ResultEntry& result);
  static void draw_picture(Widgets& widgets, const ResultEntry& result);
  void draw_table(Widgets& widgets, const ResultEntry& result, Intents& intents);
  void draw_headings(Widgets& widgets, const std::vector<ListColumn>& columns);
  void draw_row(Widgets& widgets, const ListRow& row, Intents& intents);
  static std::vector<ListColumn> list_columns(const Widgets& widgets, const table::FeatureTable& features);

  std::string chosen_;
  bool show_words_ = false;
  std::string newest_;  ///< the last of the results when they were last drawn
  RowOrder order_;
  std::optional<std::size_t> sorting_;  ///< the column whose heading was clicked in this frame
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t selected_row_ = kNone;
};

}  // namespace wardscope::ui
