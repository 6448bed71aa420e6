// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "store/connection.hpp"

namespace wardscope::store {

/// "WDSC": the application id in the header of each workspace, so that no other SQLite file is taken for one.
constexpr std::uint32_t kApplicationId = 0x57445343;

/// One step of the schema. Never changed once released: files of every earlier version are in use.
struct Migration {
  int version = 0;
  std::string_view summary;
  core::Status (*apply)(const Connection& connection);
};

/// All steps, ascending from 1 without a hole.
std::span<const Migration> migrations();

/// Applies the steps after the file's version, up to `target`; each is one transaction. @pre target is a known version
core::Status migrate(const Connection& connection, int target);

/// The schema version that the file states.
core::Result<int> schema_version(const Connection& connection);

/// Adds a column "geometry" in EPSG:27700 of this type ("POINT", "MULTIPOLYGON" …) with a spatial index, registered so
/// that every GIS finds it.
core::Status add_geometry_column(const Connection& connection, const std::string& table, const std::string& type);

/// Takes a table with a geometry column out of the registers and drops it with its spatial index.
core::Status drop_spatial_table(const Connection& connection, const std::string& table);

}  // namespace wardscope::store
