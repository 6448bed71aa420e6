// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/snapshot.hpp"
#include "table/feature_table.hpp"

namespace wardscope::ui {

/// The order in which a list shows the rows of a table: as they are, or by one of its columns. Rows without a value
/// stand at the end in either direction, equal ones as they were.
class RowOrder {
 public:
  enum class Direction { as_it_comes, falling, rising };

  /// A click on a heading: numbers fall first, for the highest is looked for, texts rise first; then the other way
  /// round, then as the table has them.
  void turn(const table::FeatureTable& features, std::size_t column);
  void reset() {
    column_.reset();
    current_ = false;
  }
  [[nodiscard]] Direction direction_of(std::size_t column) const {
    return column_ == column ? direction_ : Direction::as_it_comes;
  }
  /// Row numbers in the order to show. Kept until the table or the order change.
  const std::vector<std::size_t>& rows(const core::Snapshot<table::FeatureTable>& features);

 private:
  std::optional<std::size_t> column_;
  Direction direction_ = Direction::as_it_comes;
  core::Snapshot<table::FeatureTable> sorted_;  ///< what rows_ was made of
  std::vector<std::size_t> rows_;
  bool current_ = false;
};

}  // namespace wardscope::ui
