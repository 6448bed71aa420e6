// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace wardscope::report {

/// Puts a file in its place whole or not at all: writes PATH.part, forces it to the disk, reads it back and compares,
/// then renames it over PATH. Where something fails the .part is removed and an older PATH stays.
/// @returns io that names the file and the reason
core::Status write_checked(const std::filesystem::path& path, std::string_view bytes);

/// Files that belong together: all of them appear, or none. Each is written beside its place and read back; publish()
/// renames them one after the other. Without it, the unfinished ones are gone with this object.
class CheckedFiles {
 public:
  CheckedFiles() = default;
  CheckedFiles(const CheckedFiles&) = delete;
  CheckedFiles& operator=(const CheckedFiles&) = delete;
  ~CheckedFiles();

  /// @returns io as write_checked(), also where a folder has the file's name; nothing has appeared
  core::Status add(const std::filesystem::path& path, std::string_view bytes);
  /// @returns io where a file can't be renamed: those that are new are taken back, and older files of their names stay
  ///   or are the new ones
  core::Status publish();
  /// In the order in which they were added.
  [[nodiscard]] const std::vector<std::filesystem::path>& paths() const { return paths_; }

 private:
  std::vector<std::filesystem::path> paths_;
  std::size_t published_ = 0;
};

}  // namespace wardscope::report
