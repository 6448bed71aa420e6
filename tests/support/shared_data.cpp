// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shared_data.hpp"

namespace wardscope::test {

std::filesystem::path source_folder() { return WARDSCOPE_SOURCE_DIR; }

std::optional<std::filesystem::path> shared_data(std::string_view name) {
  const std::filesystem::path path = source_folder().parent_path() / "shared" / "data" / name;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::nullopt;
  return path;
}

}  // namespace wardscope::test
