// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "raster/raster.hpp"
#include "store/connection.hpp"
#include "table/feature_table.hpp"

namespace wardscope::store {

/// A result and the table that holds its rows.
struct ResultTable {
  std::string result;
  std::string table;
};

/// "POINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRY" where the rows differ, "" where none has a geometry.
std::string_view geometry_type_of(const table::FeatureTable& features);

/// "result_NAME" in lower case letters, digits and '_', with a number behind it where that is taken.
core::Result<std::string> free_table_name(const Connection& connection, std::string_view result);

/// Makes the table, registered for GIS programs, and its column descriptions. The rows come back equal, but that NaN
/// and an empty shape come back as nothing.
core::Status write_features(const Connection& connection, const ResultTable& place,
                            const table::FeatureTable& features);
core::Result<table::FeatureTable> read_features(const Connection& connection, const ResultTable& place);
core::Status drop_result_table(const Connection& connection, const std::string& table);

core::Status write_raster(const Connection& connection, std::string_view result, const raster::Raster<float>& raster);
/// Nothing where the result has none. @returns malformed where the cells don't match their checksum.
core::Result<std::optional<raster::Raster<float>>> read_raster(const Connection& connection, std::string_view result);

}  // namespace wardscope::store
