// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"

namespace wardscope::table {

/// A cell: nothing, a whole number, a number or a text (UTF-8).
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

enum class ColumnType { integer, number, text };

/// What a column holds, as a reader of the exported file needs to know it.
struct Column {
  std::string name;   ///< snake_case, "incidents_in_view"
  std::string label;  ///< for people, "Incidents in view"
  std::string unit;   ///< "m", "km2", "per km2", "%", or empty
  ColumnType type = ColumnType::text;
  /// True for a count of incidents or people, which disclosure control must look at before it leaves the program.
  bool disclosive_count = false;
};

/// Rows with named, typed columns and at most one geometry each: the form in which every tabular result of an operation
/// is shown, stored and exported.
class FeatureTable {
 public:
  FeatureTable() = default;
  explicit FeatureTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
  [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
  /// Index of the named column.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  /// @pre row < row_count(), column < columns().size()
  [[nodiscard]] const Value& at(std::size_t row, std::size_t column) const { return rows_[row].values[column]; }
  [[nodiscard]] const geo::Geometry& geometry(std::size_t row) const { return rows_[row].geometry; }
  [[nodiscard]] bool has_geometry() const;
  [[nodiscard]] geo::Extent extent() const;

  /// @pre values.size() == columns().size(), each of its column's type or empty
  void add_row(std::vector<Value> values, geo::Geometry geometry = {});
  void set(std::size_t row, std::size_t column, Value value);

 private:
  struct Row {
    std::vector<Value> values;
    geo::Geometry geometry;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

/// The cell for people: thousands separators, `decimals` for numbers, "" for nothing.
std::string to_text(const Value& value, int decimals = 2);
/// The cell as a number, where it is one.
std::optional<double> to_number(const Value& value);

}  // namespace wardscope::table
