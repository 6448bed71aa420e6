// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"

namespace wardscope::io {

/// Reads every member of a ZIP archive, as workbooks are, and compares it with its checksum; and the names of the
/// members in the archive's directory with those that stand before them. GDAL's readers of workbooks do neither: a
/// member that they can't read to its end, or don't find, gives fewer rows and no error.
/// @returns malformed where the archive is damaged or cut short, unsupported where its members would be beyond 1 GiB.
core::Status check_archive(const std::filesystem::path& path);

}  // namespace wardscope::io
