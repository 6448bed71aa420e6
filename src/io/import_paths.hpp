// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/result.hpp"

namespace wardscope::io {

/// The files to import, in order: those of a folder for the folder, in the order of their paths, and shapes before
/// tables, so that the wards are there when rows off the borough are counted. What a folder holds besides is noted.
/// @returns invalid_argument where no path is given, not_found where a folder has nothing that is read, io.
core::Result<std::vector<std::filesystem::path>> files_to_import(const std::vector<std::filesystem::path>& paths,
                                                                 core::Diagnostics& diagnostics);

}  // namespace wardscope::io
