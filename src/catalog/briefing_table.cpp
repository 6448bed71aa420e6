// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/briefing_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <variant>
#include <vector>

#include "catalog/class_words.hpp"
#include "catalog/suppressed_counts.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kMostColumns = 12;  // of a page upright; page and web edition set many in smaller type
constexpr std::size_t kLongText = 60;     // characters: more would make rows of many lines

/// Marks for maps, and what another program needs and no reader does.
bool is_for_programs(const table::Column& column) {
  return column.name.ends_with("_suppressed") || column.name == "code" || column.name == "area_set" ||
         column.name == "row" || column.name == "id";
}

/// How much of a list's sense a column carries, where not all have room: what a row is called and what was found before
/// the ranges of that, and those before the places as numbers.
int weight_in_sense(const table::Column& column) {
  for (const char* range : {"low_", "high_", "least_", "most_", "greatest_", "fewest_"}) {
    if (column.name.starts_with(range)) return 1;
  }
  for (const char* place : {"easting", "northing", "longitude", "latitude", "x", "y"}) {
    if (column.name == place) return 0;
  }
  return 2;
}

std::string cut(const std::string& text) {
  if (text.size() <= kLongText) return text;
  std::size_t end = kLongText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // never inside a character
  return text.substr(0, end) + "…";
}

/// The same of all numbers of a column, so that they compare at a glance: three digits of the largest.
int decimals_of(const table::FeatureTable& safe, std::size_t column, const std::vector<std::size_t>& rows) {
  double most = 0.0;
  bool whole = true;
  for (const std::size_t row : rows) {
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
bool says_anything(const table::FeatureTable& safe, std::size_t column, const std::vector<std::size_t>& rows) {
  for (const std::size_t row : rows) {
    if (!table::to_text(safe.at(row, column)).empty() || is_hidden(safe, row)) return true;
  }
  return false;
}

/// The columns of a page, in the order of the list, and the labels of those that have no room on it.
struct ShownColumns {
  std::vector<std::size_t> shown;
  std::vector<int> decimals;  ///< of each shown
  std::vector<std::string> left_out;
};

ShownColumns columns_to_show(const table::FeatureTable& safe, const std::vector<std::size_t>& rows) {
  std::vector<std::size_t> telling;
  for (std::size_t c = 0; c < safe.columns().size(); ++c) {
    if (!is_for_programs(safe.columns()[c]) && says_anything(safe, c, rows)) telling.push_back(c);
  }
  std::vector<std::size_t> kept = telling;
  std::stable_sort(kept.begin(), kept.end(), [&](std::size_t a, std::size_t b) {
    return weight_in_sense(safe.columns()[a]) > weight_in_sense(safe.columns()[b]);
  });
  kept.resize(std::min(kept.size(), kMostColumns));
  ShownColumns columns;
  for (const std::size_t c : telling) {
    if (std::find(kept.begin(), kept.end(), c) == kept.end()) {
      columns.left_out.push_back(safe.columns()[c].label);
      continue;
    }
    columns.shown.push_back(c);
    columns.decimals.push_back(decimals_of(safe, c, rows));
  }
  return columns;
}

/// Half a page's width for the longest texts, a narrow column for numbers.
float weight_of(const table::FeatureTable& safe, std::size_t column, const std::vector<std::size_t>& rows) {
  constexpr float kLeast = 5.0F;
  constexpr float kMost = 22.0F;
  std::size_t longest = safe.columns()[column].label.size() / 2;
  for (const std::size_t row : rows)
    longest = std::max(longest, std::min(kLongText, table::to_text(safe.at(row, column)).size()));
  return std::clamp(static_cast<float>(longest), kLeast, kMost);
}

}  // namespace

namespace {

/// The column by which a list is grouped; none where it is not.
std::optional<std::size_t> grouping(const table::FeatureTable& safe) {
  const auto side = safe.column("side");
  return side ? side : safe.column("class");
}

/// The first rows. Of a list that goes class by class the first of each class in which something is found, so that none
/// is missing because another has many.
struct ShownRows {
  std::vector<std::size_t> rows;  ///< ascending
  bool by_class = false;
};

ShownRows rows_to_show(const table::FeatureTable& safe, std::size_t most) {
  ShownRows first;
  for (std::size_t row = 0; row < std::min(most, safe.row_count()); ++row) first.rows.push_back(row);
  const auto column = grouping(safe);
  if (!column || first.rows.size() == safe.row_count()) return first;
  std::vector<std::string> classes;
  std::vector<std::vector<std::size_t>> of_class;
  for (std::size_t row = 0; row < safe.row_count(); ++row) {
    const std::string word = table::to_text(safe.at(row, *column), 0);
    if (is_ordinary_class(word)) continue;
    if (classes.empty() || classes.back() != word) {
      if (std::find(classes.begin(), classes.end(), word) != classes.end()) return first;  // in another order
      classes.push_back(word);
      of_class.emplace_back();
    }
    of_class.back().push_back(row);
  }
  if (classes.size() < 2) return first;
  ShownRows shown;
  for (std::size_t round = 0; shown.rows.size() < most; ++round) {
    bool any = false;
    for (std::size_t i = 0; i < of_class.size() && shown.rows.size() < most; ++i) {
      if (round >= of_class[i].size()) continue;
      shown.rows.push_back(of_class[i][round]);
      any = true;
    }
    if (!any) break;
  }
  std::sort(shown.rows.begin(), shown.rows.end());
  shown.by_class = shown.rows != first.rows;
  return shown.by_class ? shown : first;
}

}  // namespace

report::ReportTable briefing_table(const table::FeatureTable& safe, const std::string& title, std::size_t most_rows) {
  const ShownRows chosen = rows_to_show(safe, most_rows);
  const std::vector<std::size_t>& rows = chosen.rows;
  report::ReportTable shown;
  shown.id = "rows";
  shown.caption = title;
  shown.empty = "The list is empty.";
  if (rows.size() < safe.row_count()) {
    const std::string all = core::with_thousands(static_cast<std::int64_t>(safe.row_count()));
    shown.note = chosen.by_class
                     ? fmt::format("{} of {} rows, the first of each class; an export of the result has them all.",
                                   rows.size(), all)
                     : fmt::format("The first {} of {} rows; an export of the result has them all.", rows.size(), all);
  }
  const ShownColumns columns = columns_to_show(safe, rows);
  if (!columns.left_out.empty()) {
    shown.note += fmt::format("{}Not on this page, for want of room: {}; an export has them.",
                              shown.note.empty() ? "" : " ", fmt::join(columns.left_out, ", "));
  }
  shown.columns.reserve(columns.shown.size());
  for (const std::size_t c : columns.shown) {
    const table::Column& column = safe.columns()[c];
    shown.columns.push_back({column.unit.empty() ? column.label : fmt::format("{} ({})", column.label, column.unit),
                             weight_of(safe, c, rows), column.type != table::ColumnType::text});
  }
  for (const std::size_t row : rows) {
    std::vector<report::TableCell> cells;
    cells.reserve(columns.shown.size());
    for (std::size_t i = 0; i < columns.shown.size(); ++i)
      cells.push_back(cell_of(safe.at(row, columns.shown[i]), columns.decimals[i], is_hidden(safe, row)));
    shown.rows.push_back(std::move(cells));
  }
  return shown;
}

}  // namespace wardscope::catalog
