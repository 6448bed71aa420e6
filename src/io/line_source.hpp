// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace wardscope::io {

/// A physical line without its terminator. Valid until the next call.
struct Line {
  std::string_view text;
  std::string_view terminator;  ///< "\n", "\r\n", "\r" (old Macintosh files only) or "" at the end of the file
  bool too_long = false;        ///< over LineSource::kLongest: it was skipped and `text` is empty
};

struct LineSourceOptions {
  std::string encoding = "UTF-8";  ///< any converter name that ICU knows
  std::size_t skip = 0;            ///< bytes before the text: the byte order mark
};

/// The lines of a text file as UTF-8, in bounded memory. A bare CR ends a line only where the first 64 KiB of the file
/// hold CR and no LF.
class LineSource {
 public:
  static constexpr std::size_t kLongest = std::size_t{8} << 20U;  // bytes; no row of a real table comes near it

  /// @returns not_found, io, or invalid_argument where ICU does not know the encoding.
  static core::Result<LineSource> open(const std::filesystem::path& path, const LineSourceOptions& options);
  LineSource(LineSource&&) noexcept;
  LineSource& operator=(LineSource&&) noexcept;
  ~LineSource();

  /// The next line, false at the end of the file, io where reading fails.
  core::Result<bool> next(Line& line);
  /// Bytes of the file read so far, for progress.
  [[nodiscard]] std::uintmax_t bytes_read() const;

 private:
  struct State;
  explicit LineSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace wardscope::io
