// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "geo/shapes.hpp"
#include "store/connection.hpp"

namespace wardscope::store {

/// Extent of a row, as its spatial index holds it.
struct IndexEntry {
  std::int64_t row = 0;
  float min_x = 0.0F;
  float max_x = 0.0F;
  float min_y = 0.0F;
  float max_y = 0.0F;
};

/// Rounded outward, so that the box in single precision still covers the shape. @pre not empty
IndexEntry index_entry(std::int64_t row, const geo::Extent& extent);

/// Distance along a Hilbert curve of order 16 through the square [0, 65535]^2: near on the curve is near on the ground.
std::uint32_t hilbert_distance(std::uint32_t x, std::uint32_t y);

/// The entries' indices in the order in which the curve over their common extent meets them.
std::vector<std::uint32_t> curve_order(const std::vector<IndexEntry>& entries);

/// The virtual table that is the spatial index of a table.
std::string index_name(std::string_view table);

/// Adds rows to the spatial index of a table: row by row where they are few beside those that it holds, else by packing
/// the whole tree anew. @pre rows ascend and are not in the index yet
core::Status fill_spatial_index(const Connection& connection, std::string_view table, std::vector<IndexEntry> entries);

}  // namespace wardscope::store
