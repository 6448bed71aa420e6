// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "borough/dataset.hpp"
#include "core/diagnostics.hpp"
#include "io/importer.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::io::test {

/// A folder with a workspace to import into.
class ImportHarness {
 public:
  ImportHarness();

  /// Writes a file and imports it.
  core::Result<ImportReport> import_text(std::string_view file_name, std::string_view content);
  core::Result<ImportReport> import(const std::vector<std::filesystem::path>& paths);
  /// The message of the error with which the file is refused; "imported" where it is not.
  std::string refusal(const std::filesystem::path& path);
  std::string refusal_of_text(std::string_view file_name, std::string_view content);
  /// Everything that the workspace holds.
  [[nodiscard]] borough::Dataset load() const;
  /// The lines of FILE.rejects.csv, its header first; empty where there is none.
  [[nodiscard]] std::vector<std::string> rejects(std::string_view file_name) const;

  wardscope::test::TemporaryFolder folder;
  ImportOptions options;
  core::Diagnostics diagnostics;
};

}  // namespace wardscope::io::test
