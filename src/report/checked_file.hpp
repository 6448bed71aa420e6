// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.hpp"

namespace wardscope::report {

/// Puts a file in its place whole or not at all: writes PATH.part, forces it to the disk, reads it back and compares,
/// then renames it over PATH. Where something fails the .part is removed and an older PATH stays.
/// @returns io that names the file and the reason
core::Status write_checked(const std::filesystem::path& path, std::string_view bytes);

}  // namespace wardscope::report
