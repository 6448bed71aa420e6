// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/row_order.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <variant>

#include "core/text.hpp"

namespace wardscope::ui {
namespace {

/// A cell as it is compared: numbers by their value, texts without regard to case.
struct SortKey {
  bool empty = true;
  double number = 0.0;
  std::string text;
};

SortKey key_of(const table::Value& value) {
  SortKey key;
  key.empty = std::holds_alternative<std::monostate>(value);
  key.number = table::to_number(value).value_or(0.0);
  if (const auto* text = std::get_if<std::string>(&value)) {
    key.text = core::lower_ascii(*text);
    key.empty = text->empty();
  }
  return key;
}

}  // namespace

void RowOrder::turn(const table::FeatureTable& features, std::size_t column) {
  const bool is_text = features.columns()[column].type == table::ColumnType::text;
  const Direction first = is_text ? Direction::rising : Direction::falling;
  const Direction second = is_text ? Direction::falling : Direction::rising;
  const Direction now = direction_of(column);
  direction_ = now == Direction::as_it_comes ? first : now == first ? second : Direction::as_it_comes;
  column_ = direction_ == Direction::as_it_comes ? std::nullopt : std::optional(column);
  current_ = false;
}

const std::vector<std::size_t>& RowOrder::rows(const core::Snapshot<table::FeatureTable>& features) {
  if (current_ && sorted_ == features) return rows_;
  sorted_ = features;
  current_ = true;
  rows_.resize(features->row_count());
  std::iota(rows_.begin(), rows_.end(), std::size_t{0});
  if (!column_ || *column_ >= features->columns().size()) return rows_;
  std::vector<SortKey> keys;
  keys.reserve(rows_.size());
  for (const std::size_t row : rows_) keys.push_back(key_of(features->at(row, *column_)));
  std::stable_sort(rows_.begin(), rows_.end(), [&](std::size_t a, std::size_t b) {
    const SortKey& left = keys[a];
    const SortKey& right = keys[b];
    if (left.empty || right.empty) return !left.empty && right.empty;
    const bool less = left.number != right.number ? left.number < right.number : left.text < right.text;
    const bool more = left.number != right.number ? left.number > right.number : left.text > right.text;
    return direction_ == Direction::rising ? less : more;
  });
  return rows_;
}

}  // namespace wardscope::ui
