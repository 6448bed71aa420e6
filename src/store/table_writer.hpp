// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/shapes.hpp"
#include "store/connection.hpp"
#include "store/packed_rtree.hpp"
#include "store/row_hash.hpp"
#include "store/spatial_index.hpp"

namespace wardscope::store {

/// A table that batches write to. `columns` are those that a row gives, without id and batch_id; a geometry is last.
struct TableShape {
  std::string_view name;
  std::string_view columns;  ///< comma-separated
  int column_count = 0;      ///< how many of them
  bool spatial = false;
};

/// Every table that a batch may write to, children before their parents.
std::span<const TableShape> batch_tables();
/// @pre one of batch_tables()
const TableShape& shape_of(std::string_view table);

/// Writes one batch's rows to one table: inserts, hashes them and remembers their extents. The table's triggers are
/// taken away meanwhile (SpatiaLite's cost several statements a row); finish() puts them back after it filled the
/// spatial index. Everything happens within the batch's transaction, so a crash leaves the table as it was.
class TableWriter {
 public:
  static core::Result<TableWriter> open(const Connection& connection, const TableShape& shape, std::int64_t batch);

  /// @returns the row's id. `extent` is empty where the row has no geometry.
  core::Result<std::int64_t> add(std::initializer_list<Cell> cells, const geo::Extent& extent = {});
  /// Fills the index, writes the batch's content record and statistics, restores the triggers.
  core::Status finish();
  [[nodiscard]] std::int64_t row_count() const { return row_count_; }

 private:
  TableWriter(const Connection& connection, const TableShape& shape, std::int64_t batch);
  core::Status flush_index();
  core::Status finish_index();
  [[nodiscard]] core::Status grow_statistics() const;

  const Connection* connection_;
  const TableShape* shape_;
  std::int64_t batch_;
  std::vector<Statement> insert_;  // one; emptied before the schema changes back
  RowHash hash_;
  std::int64_t row_count_ = 0;
  geo::Extent extent_;
  std::vector<IndexEntry> index_;
  std::optional<ChunkedRtree> chunks_;  ///< of a batch too large for index_
  std::vector<std::string> triggers_;
};

/// Drops the triggers of a table. @returns the statements that make them again.
core::Result<std::vector<std::string>> take_triggers(const Connection& connection, std::string_view table);
/// Writes row count and this extent of a table to SpatiaLite's statistics, where a GIS looks for them.
core::Status write_statistics(const Connection& connection, std::string_view table, const geo::Extent& extent);
/// Writes row count and extent of a table to SpatiaLite's statistics, computed from the table.
core::Status refresh_statistics(const Connection& connection, std::string_view table);

}  // namespace wardscope::store
