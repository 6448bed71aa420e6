// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/result.hpp"

namespace wardscope::store {

/// Looks at a file's first bytes, before SQLite may touch it.
/// @returns not_found; malformed where it is a folder, empty, no SQLite file, a GeoPackage or other SQLite file, or
/// shorter than its header says; io where it can't be read.
core::Status check_is_workspace(const std::filesystem::path& path);

/// True where this process may create and change files in the folder of `path` and write to the file itself.
bool may_write(const std::filesystem::path& path);

/// An empty file of a name that nobody else has, beside `path`, readable by its owner alone.
core::Result<std::filesystem::path> make_part_file(const std::filesystem::path& path);
/// Gives the part file its final name and makes that durable. @returns conflict where the name is taken.
core::Status publish_part_file(const std::filesystem::path& part, const std::filesystem::path& path);

}  // namespace wardscope::store
