// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "borough/areas.hpp"
#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::catalog {

/// What a table of the user's says of the areas of a set: a row an area, known by its code, a number a column.
struct CodedNumbers {
  std::string file_name;    ///< without folder
  std::string sha256;       ///< of the file
  std::string code_column;  ///< the column that holds the codes
  std::vector<std::string> columns;
  std::vector<std::vector<std::optional<double>>> values;  ///< [column][area of the set]; nothing: no row, or no number
  std::size_t areas_found = 0;                             ///< areas of the set that have a row

  /// The column of this name; case, blanks and punctuation do not matter.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
  /// As column(). @returns not_found with the names that are near, and those that are there.
  [[nodiscard]] core::Result<std::size_t> existing_column(std::string_view name) const;
};

struct CodedTable {
  std::filesystem::path file;
  const borough::AreaSet& areas;
};

/// Reads a table in any format that the importer reads, the first layer of it. The codes are in the column that has
/// most codes of the set; rows of other areas are passed over. Only columns with a number are kept.
/// @returns as opening and reading report; not_found where no column holds codes of the set; conflict where two rows
/// have one code; cancelled.
core::Result<CodedNumbers> read_coded_numbers(const CodedTable& table, const jobs::Progress& progress,
                                              core::Diagnostics& diagnostics);

}  // namespace wardscope::catalog
