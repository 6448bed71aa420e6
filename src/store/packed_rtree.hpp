// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/result.hpp"
#include "store/connection.hpp"
#include "store/spatial_index.hpp"

namespace wardscope::store {

/// Replaces the content of an SQLite R-tree of two dimensions by these entries, packed along a Hilbert curve (Kamel &
/// Faloutsos 1993, "On packing R-trees", CIKM): nodes are written straight into the tree's own tables, some thirty times
/// as fast as one INSERT a row, and hold neighbours. `entries` in ascending order of rows. Runs in the caller's
/// transaction.
core::Status pack_rtree(const Connection& connection, const std::string& rtree, const std::vector<IndexEntry>& entries);

}  // namespace wardscope::store
