// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"
#include "io/foreign_format.hpp"

namespace wardscope::io {

/// What can be told before GDAL sees the file, without trusting it: a GeoPackage with virtual tables or damaged pages,
/// a workbook of which a member is damaged, GML with entities of its own, GeoJSON that sends its reader to another
/// computer for its CRS, a file that is not what its extension says. The messages leave out the file's name: the
/// caller puts it in front.
core::Status precheck_foreign_file(const std::filesystem::path& path, const ForeignFormat& format);

}  // namespace wardscope::io
