// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "store/connection.hpp"
#include "store/spatial_index.hpp"

namespace wardscope::store {

/// Replaces the content of an SQLite R-tree of two dimensions by these entries, packed along a Hilbert curve (Kamel &
/// Faloutsos 1993, "On packing R-trees", CIKM): nodes are written straight into the tree's own tables, some thirty
/// times as fast as one INSERT a row, and hold neighbours. `entries` in ascending order of rows. Runs in the caller's
/// transaction.
core::Status pack_rtree(const Connection& connection, const std::string& rtree, const std::vector<IndexEntry>& entries);

/// Adds so many rows to a tree that they had better not all be in memory: a chunk at a time, each packed into leaves of
/// its own; the leaves that the tree has stay. Only their boxes are kept (24 bytes for some 45 rows). Where chunks lie
/// over each other a search reads a leaf of each. Runs in the caller's transaction; the tree can be read again after
/// finish().
class ChunkedRtree {
 public:
  /// Takes the tree's leaves over and what is above them away.
  static core::Result<ChunkedRtree> open(const Connection& connection, std::string rtree);

  /// @pre rows ascend, from chunk to chunk too, and are not in the tree; at least one
  core::Status add(const std::vector<IndexEntry>& chunk);
  /// Writes the nodes above all leaves.
  core::Status finish();

 private:
  ChunkedRtree(const Connection& connection, std::string rtree, std::size_t node_bytes);
  core::Status take_over_leaves();

  const Connection* connection_;
  std::string rtree_;
  std::size_t node_bytes_;
  std::int64_t next_node_ = 0;
  std::vector<IndexEntry> leaves_;  ///< box and node of each
};

}  // namespace wardscope::store
