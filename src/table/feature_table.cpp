// SPDX-License-Identifier: GPL-3.0-or-later
#include "table/feature_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/text.hpp"

namespace wardscope::table {
namespace {

[[maybe_unused]] bool fits(const Value& value, ColumnType type) {
  if (std::holds_alternative<std::monostate>(value)) return true;
  switch (type) {
    case ColumnType::integer:
      return std::holds_alternative<std::int64_t>(value);
    case ColumnType::number:
      return std::holds_alternative<double>(value);
    case ColumnType::text:
      return std::holds_alternative<std::string>(value);
  }
  return false;
}

}  // namespace

std::optional<std::size_t> FeatureTable::column(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const Column& c) { return c.name == name; });
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

bool FeatureTable::has_geometry() const {
  return std::any_of(rows_.begin(), rows_.end(),
                     [](const Row& row) { return !std::holds_alternative<std::monostate>(row.geometry); });
}

geo::Extent FeatureTable::extent() const {
  geo::Extent extent;
  for (const Row& row : rows_) extent.add(geo::extent_of(row.geometry));
  return extent;
}

void FeatureTable::add_row(std::vector<Value> values, geo::Geometry geometry) {
  assert(values.size() == columns_.size());
#ifndef NDEBUG
  for (std::size_t i = 0; i < values.size(); ++i) assert(fits(values[i], columns_[i].type));
#endif
  rows_.push_back({std::move(values), std::move(geometry)});
}

void FeatureTable::set(std::size_t row, std::size_t column, Value value) {
  assert(row < rows_.size() && column < columns_.size() && fits(value, columns_[column].type));
  rows_[row].values[column] = std::move(value);
}

std::string to_text(const Value& value, int decimals) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return core::with_thousands(*whole);
  if (const auto* number = std::get_if<double>(&value)) return core::fixed(*number, decimals);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

std::optional<double> to_number(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return std::nullopt;
}

}  // namespace wardscope::table
