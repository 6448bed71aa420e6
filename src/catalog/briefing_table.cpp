// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/briefing_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

#include "catalog/suppressed_counts.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kMostColumns = 8;
constexpr std::size_t kLongText = 60;  // characters: more would make rows of many lines

/// Marks for maps, and what another program needs and no reader does.
bool is_for_programs(const table::Column& column) {
  return column.name.ends_with("_suppressed") || column.name == "code" || column.name == "area_set" ||
         column.name == "row" || column.name == "id";
}

std::string cut(const std::string& text) {
  if (text.size() <= kLongText) return text;
  std::size_t end = kLongText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // never inside a character
  return text.substr(0, end) + "…";
}

/// The same of all numbers of a column, so that they compare at a glance: three digits of the largest.
int decimals_of(const table::FeatureTable& safe, std::size_t column, std::size_t rows) {
  double most = 0.0;
  bool whole = true;
  for (std::size_t row = 0; row < rows; ++row) {
    const double size = std::abs(table::to_number(safe.at(row, column)).value_or(0.0));
    most = std::max(most, size);
    whole = whole && size == std::floor(size);
  }
  return whole || most >= 100.0 ? 0 : most >= 10.0 ? 1 : most >= 1.0 ? 2 : most >= 0.1 ? 3 : 4;
}

report::TableCell cell_of(const table::Value& value, int decimals, bool hidden) {
  if (std::holds_alternative<std::monostate>(value)) return report::text_cell(hidden ? "hidden" : "");
  return report::text_cell(cut(table::to_text(value, decimals)));
}

/// Columns in which at least one of the rows says something.
bool says_anything(const table::FeatureTable& safe, std::size_t column, std::size_t rows) {
  for (std::size_t row = 0; row < rows; ++row) {
    if (!table::to_text(safe.at(row, column)).empty() || is_hidden(safe, row)) return true;
  }
  return false;
}

/// Half a page's width for the longest texts, a narrow column for numbers.
float weight_of(const table::FeatureTable& safe, std::size_t column, std::size_t rows) {
  constexpr float kLeast = 5.0F;
  constexpr float kMost = 22.0F;
  std::size_t longest = safe.columns()[column].label.size() / 2;
  for (std::size_t row = 0; row < rows; ++row)
    longest = std::max(longest, std::min(kLongText, table::to_text(safe.at(row, column)).size()));
  return std::clamp(static_cast<float>(longest), kLeast, kMost);
}

}  // namespace

report::ReportTable briefing_table(const table::FeatureTable& safe, const std::string& title, std::size_t most_rows) {
  const std::size_t rows = std::min(most_rows, safe.row_count());
  report::ReportTable shown;
  shown.id = "rows";
  shown.caption = title;
  shown.empty = "The list is empty.";
  if (rows < safe.row_count()) {
    shown.note = fmt::format("The first {} of {} rows; an export of the result has them all.", rows,
                             core::with_thousands(static_cast<std::int64_t>(safe.row_count())));
  }
  struct Shown {
    std::size_t column = 0;
    int decimals = 0;
  };
  std::vector<Shown> columns;
  for (std::size_t c = 0; c < safe.columns().size() && columns.size() < kMostColumns; ++c) {
    if (!is_for_programs(safe.columns()[c]) && says_anything(safe, c, rows))
      columns.push_back({c, decimals_of(safe, c, rows)});
  }
  shown.columns.reserve(columns.size());
  for (const Shown& one : columns) {
    const std::size_t c = one.column;
    const table::Column& column = safe.columns()[c];
    shown.columns.push_back({column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit),
                             weight_of(safe, c, rows), column.type != table::ColumnType::text});
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<report::TableCell> cells;
    cells.reserve(columns.size());
    for (const Shown& one : columns)
      cells.push_back(cell_of(safe.at(row, one.column), one.decimals, is_hidden(safe, row)));
    shown.rows.push_back(std::move(cells));
  }
  return shown;
}

}  // namespace wardscope::catalog
