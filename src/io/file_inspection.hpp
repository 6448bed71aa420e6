// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::io {

/// What one pass over the bytes of a file says about it.
struct FileInspection {
  std::string sha256;  ///< lower-case hex
  std::uintmax_t size = 0;
  bool is_text = true;          ///< false: NUL bytes that are not UTF-16, so no CSV
  bool has_nul = false;         ///< NUL bytes in a text that is not UTF-16: the rows that hold them are rejected
  std::string encoding;         ///< ICU converter name: "UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"
  std::string encoding_why;     ///< for people: "byte order mark", "valid UTF-8", "not valid UTF-8"
  std::size_t mark_length = 0;  ///< bytes of the byte order mark
};

/// Reads the whole file once: hash and encoding.
/// Encoding: a byte order mark decides; else NUL in more than 40 % of the even or odd bytes of the first 64 KiB means
/// UTF-16; else valid UTF-8 is UTF-8; else windows-1252, with uchardet's opinion in `encoding_why` where it differs.
/// @returns not_found where there is no such file, io where it can't be read, cancelled.
core::Result<FileInspection> inspect_file(const std::filesystem::path& path, const jobs::Progress& progress);

/// SHA-256 of a text, lower-case hex.
std::string sha256_of(std::string_view bytes);

/// SHA-256 of a file, lower-case hex. Errors as inspect_file().
core::Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace wardscope::io
