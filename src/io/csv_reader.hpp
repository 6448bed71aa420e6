// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "io/rejected_row.hpp"

namespace wardscope::io {

struct CsvOptions {
  std::string encoding = "UTF-8";  ///< converter name; inspect_file() proposes one
  std::size_t mark_length = 0;     ///< bytes of the byte order mark to skip
  char delimiter = '\0';           ///< NUL: guessed among comma, semicolon, tab and bar
};

/// A strict streaming reader of CSV (RFC 4180, through libcsv) in which every row is accounted for: each step gives a
/// row or a rejected row with its line and reason, so rows_read() == rows given + rows rejected, exactly.
///
/// Stated leniencies: LF, CRLF and (in files without any LF) CR end a line; blanks around a value are not part of it
/// unless quoted; blank lines are no rows.
/// Rejected: a quote inside an unquoted value, text after a closing quote, a quote that is never closed, more or fewer
/// values than the header has, NUL bytes, bytes that are not UTF-8, lines over 8 MiB.
/// Where a row that spans lines is wrong, its first line alone is rejected and reading goes on with the next: an
/// unbalanced quote costs one line and never swallows the rows after it.
class CsvReader {
 public:
  enum class Step { row, rejected, end };

  /// Opens the file and reads its header. @returns not_found, io, invalid_argument (encoding), malformed where the file
  /// is empty or its header has a quote that does not fit.
  static core::Result<CsvReader> open(const std::filesystem::path& path, const CsvOptions& options);
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  [[nodiscard]] const std::vector<std::string>& header() const;
  [[nodiscard]] char delimiter() const;
  /// The next row. @returns io where reading fails.
  core::Result<Step> next();
  /// After Step::row: its values, one for each column, valid until the next step; and the line it begins on.
  [[nodiscard]] const std::vector<std::string_view>& values() const;
  [[nodiscard]] std::int64_t line() const;
  /// After Step::rejected.
  [[nodiscard]] const RejectedRow& rejection() const;

  /// Rows given and rejected so far.
  [[nodiscard]] std::int64_t rows_read() const;
  [[nodiscard]] std::int64_t rows_rejected() const;
  /// Bytes of the file read so far, for progress.
  [[nodiscard]] std::uintmax_t bytes_read() const;

 private:
  struct State;
  explicit CsvReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace wardscope::io
