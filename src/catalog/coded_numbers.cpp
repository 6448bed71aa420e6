// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/coded_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/near_names.hpp"
#include "core/text.hpp"
#include "io/column_binding.hpp"
#include "io/file_inspection.hpp"
#include "io/layer_definition.hpp"
#include "io/source_file.hpp"

namespace wardscope::catalog {
namespace {

using AreaOfCode = std::unordered_map<std::string, std::size_t>;

AreaOfCode areas_by_code(const borough::AreaSet& set) {
  AreaOfCode by_code;
  for (std::size_t i = 0; i < set.areas.size(); ++i) by_code.emplace(core::lower_ascii(set.areas[i].code), i);
  return by_code;
}

std::optional<std::size_t> area_of(const AreaOfCode& areas, std::string_view cell) {
  const auto found = areas.find(core::lower_ascii(core::trimmed(cell)));
  if (found == areas.end()) return std::nullopt;
  return found->second;
}

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> cells;  ///< [row][column]
  std::vector<std::int64_t> lines;
  std::int64_t rejected = 0;
};

/// The rows of the first layer in which any cell is a code of the set.
core::Result<Rows> rows_of(io::SourceFile& file, const AreaOfCode& areas, const jobs::Progress& progress) {
  const auto layer = file.next_layer();
  if (!layer) return layer.error();
  if (*layer == nullptr) return core::malformed("the file has no table");
  io::RowSource& source = **layer;
  Rows rows;
  rows.columns = source.schema().columns;
  for (;;) {
    if (!progress.tick(source.fraction())) return core::cancelled();
    const auto step = source.next();
    if (!step) return step.error();
    if (*step == io::RowSource::Step::end) return rows;
    if (*step == io::RowSource::Step::rejected) {
      ++rows.rejected;
      continue;
    }
    const io::SourceRow& row = source.row();
    const bool named = std::any_of(row.values.begin(), row.values.end(),
                                   [&](std::string_view cell) { return area_of(areas, cell).has_value(); });
    if (!named) continue;
    rows.cells.emplace_back(row.values.begin(), row.values.end());
    rows.lines.push_back(row.line);
  }
}

/// The column with most codes; nothing where there are none.
std::optional<std::size_t> code_column_of(const Rows& rows, const AreaOfCode& areas) {
  std::vector<std::size_t> codes(rows.columns.size(), 0);
  for (const auto& row : rows.cells) {
    for (std::size_t c = 0; c < row.size(); ++c) codes[c] += area_of(areas, row[c]) ? 1U : 0U;
  }
  const auto most = std::max_element(codes.begin(), codes.end());
  if (most == codes.end() || *most == 0) return std::nullopt;
  return static_cast<std::size_t>(most - codes.begin());
}

/// The row of each area, by area. @returns conflict where there are two.
core::Result<std::vector<std::optional<std::size_t>>> row_of_each(const Rows& rows, std::size_t code_column,
                                                                  const borough::AreaSet& set) {
  const AreaOfCode areas = areas_by_code(set);
  std::vector<std::optional<std::size_t>> row_of(set.areas.size());
  for (std::size_t row = 0; row < rows.cells.size(); ++row) {
    const auto area = area_of(areas, rows.cells[row][code_column]);
    if (!area) continue;
    if (row_of[*area]) {
      return core::conflict(fmt::format("rows {} and {} are both of '{}': give a table with one row an area",
                                        rows.lines[*row_of[*area]], rows.lines[row], rows.cells[row][code_column]));
    }
    row_of[*area] = row;
  }
  return row_of;
}

}  // namespace

std::optional<std::size_t> CodedNumbers::column(std::string_view name) const {
  const std::string wanted = io::normalised_name(name);
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const std::string& one) { return io::normalised_name(one) == wanted; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

core::Result<std::size_t> CodedNumbers::existing_column(std::string_view name) const {
  if (const auto found = column(name)) return *found;
  return core::not_found(core::no_such_name(
      {"column of numbers", "columns of numbers", fmt::format("the first line of '{}'", file_name)}, name, columns));
}

core::Result<CodedNumbers> read_coded_numbers(const CodedTable& table, const jobs::Progress& progress,
                                              core::Diagnostics& diagnostics) {
  CodedNumbers numbers;
  numbers.file_name = table.file.filename().string();
  const std::string place = fmt::format("reading '{}'", numbers.file_name);
  const auto inspection = io::inspect_file(table.file, progress.part(0.0, 0.2));
  if (!inspection) return inspection.error().within(place);
  numbers.sha256 = inspection->sha256;
  auto file = io::open_source_file(table.file, *inspection, {{}, {}, progress});
  if (!file) return file.error().within(place);
  const AreaOfCode areas = areas_by_code(table.areas);
  const auto rows = rows_of(**file, areas, progress.part(0.2, 1.0));
  if (!rows) return rows.error().within(place);
  const auto code_column = code_column_of(*rows, areas);
  if (!code_column) {
    return core::not_found(fmt::format(
        "'{}' has no column with codes of '{}' (such as {}): give a table with a row an area and its code, "
        "or choose the areas that it is of with --area-set",
        numbers.file_name, table.areas.name, table.areas.areas.empty() ? "E01000001" : table.areas.areas.front().code));
  }
  numbers.code_column = rows->columns[*code_column];
  const auto row_of = row_of_each(*rows, *code_column, table.areas);
  if (!row_of) return row_of.error().within(place);
  numbers.areas_found = static_cast<std::size_t>(
      std::count_if(row_of->begin(), row_of->end(), [](const auto& row) { return row.has_value(); }));
  std::size_t no_numbers = 0;
  for (std::size_t c = 0; c < rows->columns.size(); ++c) {
    if (c == *code_column) continue;
    std::vector<std::optional<double>> values(table.areas.areas.size());
    std::size_t known = 0;
    std::size_t other = 0;
    for (std::size_t area = 0; area < row_of->size(); ++area) {
      if (!(*row_of)[area]) continue;
      const std::string& cell = rows->cells[*(*row_of)[area]][c];
      values[area] = core::parse_number(cell);
      known += values[area] ? 1U : 0U;
      other += !values[area] && !core::trimmed(cell).empty() && !io::says_nothing(cell) ? 1U : 0U;
    }
    if (known == 0) continue;
    no_numbers += other;
    numbers.columns.push_back(rows->columns[c]);
    numbers.values.push_back(std::move(values));
  }
  if (no_numbers > 0) {
    diagnostics.warn("not-a-number", fmt::format("'{}': {} cells in columns of numbers are no numbers (thousands must "
                                                 "not be parted by commas): they count as not known",
                                                 numbers.file_name, no_numbers));
  }
  if (rows->rejected > 0) {
    diagnostics.warn("rejected-rows",
                     fmt::format("'{}': {} rows could not be read", numbers.file_name, rows->rejected));
  }
  return numbers;
}

}  // namespace wardscope::catalog
