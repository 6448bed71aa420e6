// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace wardscope::test {

/// The path of a file or folder of the open data beside the project (../shared/data/NAME), or nothing where it is not
/// there. Use it through WARDSCOPE_SHARED_DATA, which skips the test and says so.
std::optional<std::filesystem::path> shared_data(std::string_view name);
/// The root of the source tree.
std::filesystem::path source_folder();

}  // namespace wardscope::test

#define WARDSCOPE_SHARED_DATA(variable, name)                                                        \
  const auto variable##_found = ::wardscope::test::shared_data(name);                                \
  if (!variable##_found) GTEST_SKIP() << "needs ../shared/data/" << (name) << ", which is not here"; \
  const std::filesystem::path& variable = *variable##_found
