// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/result.hpp"

namespace wardscope::store {

/// Looks into a GeoPackage of unknown origin with plain SQLite, defensive and read-only, before anything that follows
/// its schema opens it. A virtual table can read other files of the computer: of all virtual tables only R-trees pass,
/// of all triggers only those of the GeoPackage standard and of GDAL. Pages are checked, so that a file cut short is
/// found.
/// @returns malformed where it is no SQLite file or damaged, unsupported that names the table or trigger.
core::Status prescan_geopackage(const std::filesystem::path& path);

}  // namespace wardscope::store
