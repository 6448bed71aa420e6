// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace wardscope::sample {

/// A text file being written. Errors are kept until close().
class TextFile {
 public:
  explicit TextFile(const std::filesystem::path& path);
  void write(std::string_view text) { stream_.write(text.data(), static_cast<std::streamsize>(text.size())); }
  /// A CSV row (RFC 4180, but lines end in LF): fields with commas, quotes or line feeds are quoted.
  void write_row(const std::vector<std::string>& fields);
  /// @returns io that names the file where it could not be written whole.
  core::Status close();

 private:
  std::string name_;
  std::ofstream stream_;
  std::string row_;
};

}  // namespace wardscope::sample
