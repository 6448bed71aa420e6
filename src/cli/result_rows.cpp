// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/result_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/suppressed_counts.hpp"
#include "core/text.hpp"
#include "table/feature_table.hpp"

namespace wardscope::cli {
namespace {

constexpr std::size_t kGap = 2;          // blanks between two columns
constexpr std::size_t kWidestText = 34;  // longer texts end in "…"
constexpr std::size_t kNarrowHead = 9;   // a heading breaks at a blank rather than widen its column beyond this

bool is_blank(const table::Value& value) { return std::holds_alternative<std::monostate>(value); }

/// Letters, not bytes: a continuation byte of UTF-8 has the bits 10 in front.
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string shortened(std::string_view text) {
  if (letters(text) <= kWidestText) return std::string(text);
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (starts && ++seen == kWidestText) break;
  }
  return std::string(core::trimmed(text.substr(0, end))) + "…";
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
  const std::string blanks(width > letters(text) ? width - letters(text) : 0, ' ');
  return to_the_right ? blanks + text : text + blanks;
}

/// One column as it is printed.
struct PrintedColumn {
  std::vector<std::string> head;  ///< lines
  std::vector<std::string> cells;
  std::size_t width = 0;
  bool is_number = false;
};

/// As many decimals as tell the column's largest number to about three digits.
int decimals_for(const table::FeatureTable& features, const std::vector<std::size_t>& rows, std::size_t column) {
  double largest = 0.0;
  for (const std::size_t row : rows) {
    if (const auto number = table::to_number(features.at(row, column))) largest = std::max(largest, std::abs(*number));
  }
  constexpr std::pair<double, int> kSteps[] = {{1000.0, 0}, {10.0, 1}, {1.0, 2}, {0.1, 3}};
  for (const auto& [least, decimals] : kSteps) {
    if (largest >= least) return decimals;
  }
  return 4;
}

std::vector<std::string> head_lines(const std::string& label, std::size_t width) {
  std::vector<std::string> lines(1);
  for (const std::string_view word : core::split(label, ' ')) {
    if (!lines.back().empty() && letters(lines.back()) + 1 + letters(word) > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

PrintedColumn printed(const table::FeatureTable& features, const std::vector<std::size_t>& rows, std::size_t column) {
  const table::Column& about = features.columns()[column];
  PrintedColumn made;
  made.is_number = about.type != table::ColumnType::text;
  const int decimals = decimals_for(features, rows, column);
  for (const std::size_t row : rows) {
    made.cells.push_back(shortened(table::to_text(features.at(row, column), decimals)));
    made.width = std::max(made.width, letters(made.cells.back()));
  }
  const std::string label = about.unit.empty() ? about.label : fmt::format("{} ({})", about.label, about.unit);
  made.head = head_lines(label, std::max(made.width, kNarrowHead));
  for (const std::string& line : made.head) made.width = std::max(made.width, letters(line));
  return made;
}

/// What the table counts: the rank where it has one, else the first count, the largest first.
std::optional<std::size_t> order_column(const table::FeatureTable& features) {
  if (const auto rank = features.column("rank")) return rank;
  if (const auto rank = features.column("rate_rank")) return rank;
  for (std::size_t c = 0; c < features.columns().size(); ++c) {
    if (features.columns()[c].disclosive_count) return c;
  }
  return std::nullopt;
}

std::size_t hidden_rows(const table::FeatureTable& safe) {
  std::size_t hidden = 0;
  for (std::size_t row = 0; row < safe.row_count(); ++row) hidden += catalog::is_hidden(safe, row) ? 1U : 0U;
  return hidden;
}

/// Rows that may be shown, the first in order first.
std::vector<std::size_t> open_rows(const table::FeatureTable& safe, std::size_t order) {
  std::vector<std::size_t> rows(safe.row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::erase_if(
      rows, [&](std::size_t row) { return catalog::is_hidden(safe, row) || !table::to_number(safe.at(row, order)); });
  const double sign = safe.columns()[order].name.ends_with("rank") ? 1.0 : -1.0;
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    return sign * *table::to_number(safe.at(a, order)) < sign * *table::to_number(safe.at(b, order));
  });
  return rows;
}

std::string line_of(const std::vector<PrintedColumn>& columns, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) line.append(kGap, ' ');
    line += padded(cells[i], columns[i].width, columns[i].is_number);
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

std::string laid_out(const std::vector<PrintedColumn>& columns, std::size_t rows) {
  std::size_t head = 0;
  for (const PrintedColumn& column : columns) head = std::max(head, column.head.size());
  std::string text;
  for (std::size_t i = 0; i < head; ++i) {
    std::vector<std::string> cells;
    for (const PrintedColumn& column : columns) {
      const std::size_t above = head - column.head.size();  // headings stand on their column
      cells.push_back(i < above ? std::string() : column.head[i - above]);
    }
    text += line_of(columns, cells);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<std::string> cells;
    cells.reserve(columns.size());
    for (const PrintedColumn& column : columns) cells.push_back(column.cells[row]);
    text += line_of(columns, cells);
  }
  return text;
}

std::string table_text(const ops::ResultLayer& layer, const table::FeatureTable& features, const RowsShown& shown) {
  const auto order = order_column(features);
  if (!order) return {};
  const table::FeatureTable safe = catalog::suppressed_counts(features, catalog::suppression_of(layer.counted));
  std::vector<std::size_t> rows = open_rows(safe, *order);
  if (rows.empty()) return {};
  const std::size_t all = rows.size();
  rows.resize(std::min(rows.size(), shown.rows));
  std::vector<PrintedColumn> columns;
  std::size_t width = 0;
  for (std::size_t c = 0; c < features.columns().size(); ++c) {  // the columns of the marks come after
    const bool blank =
        std::all_of(rows.begin(), rows.end(), [&](std::size_t row) { return is_blank(safe.at(row, c)); });
    if (blank) continue;
    PrintedColumn column = printed(safe, rows, c);
    const std::size_t more = column.width + (columns.empty() ? 0 : kGap);
    if (width + more > shown.width) continue;
    width += more;
    columns.push_back(std::move(column));
  }
  const auto count = [](std::size_t number) { return core::with_thousands(static_cast<std::int64_t>(number)); };
  std::string text = layer.title;
  if (all > rows.size()) text += fmt::format(", the first {} of {}", rows.size(), count(all));
  text += "\n";
  text += laid_out(columns, rows.size());
  const std::size_t hidden = hidden_rows(safe);
  if (hidden > 0) text += fmt::format("({} more with counts too small to show)\n", count(hidden));
  return text;
}

}  // namespace

std::string first_rows(const ops::OperationResult& result, const RowsShown& shown) {
  std::string text;
  std::size_t tables = 0;
  for (const ops::ResultLayer& layer : result.layers) {
    const auto* features = std::get_if<core::Snapshot<table::FeatureTable>>(&layer.data);
    if (features == nullptr || tables == shown.tables) continue;
    const std::string one = table_text(layer, **features, shown);
    if (one.empty()) continue;
    text += "\n" + one;
    ++tables;
  }
  return text;
}

}  // namespace wardscope::cli
