// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "store/part_reader.hpp"
#include "store/row_hash.hpp"
#include "store/table_writer.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {
namespace {

struct BatchHash {
  RowHash hash;
  std::int64_t rows = 0;
};

core::Status check_structure(const Connection& connection) {
  const auto answer = connection.text("PRAGMA quick_check(1)");
  if (!answer) return answer.error();
  if (*answer != "ok") return core::malformed("the file is damaged; open a copy from your backup");
  return {};
}

core::Status check_index(const Connection& connection, std::string_view table) {
  const auto answer = connection.text("SELECT rtreecheck(?)", {fmt::format("idx_{}_geometry", table)});
  if (!answer) return answer.error();
  if (*answer != "ok") {
    return core::malformed(fmt::format("the spatial index of {} is damaged; open a copy from your backup", table));
  }
  return {};
}

/// Hashes every row of a table into its batch's hash, in the order in which the rows came.
core::Result<std::map<std::int64_t, BatchHash>> hash_rows(const Connection& connection, const TableShape& shape,
                                                          const jobs::Progress& progress) {
  std::map<std::int64_t, BatchHash> hashes;
  const auto total =
      connection.integer("SELECT coalesce(sum(row_count), 0) FROM batch_content WHERE table_name = ?", {shape.name});
  if (!total) return total.error();
  auto rows = connection.query(fmt::format("SELECT batch_id, {} FROM {} ORDER BY id", shape.columns, shape.name));
  if (!rows) return rows.error();
  std::int64_t count = 0;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    BatchHash& batch = hashes[rows->integer(0)];
    ++batch.rows;
    for (int column = 1; column <= shape.column_count; ++column) batch.hash.add(rows->cell(column));
    if (++count % kRowsPerTick != 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(std::max(count, *total));
    if (!progress.tick(share)) return core::cancelled();
  }
  if (!row) return row.error();
  return hashes;
}

core::Status check_rows(const Connection& connection, const TableShape& shape, const jobs::Progress& progress) {
  auto hashes = hash_rows(connection, shape, progress);
  if (!hashes) return hashes.error();
  auto stated = connection.query(
      "SELECT batch_id, row_count, batch_content.sha256, file_name FROM batch_content "
      "JOIN import_batch ON id = batch_id WHERE table_name = ? ORDER BY batch_id",
      {shape.name});
  if (!stated) return stated.error();
  auto row = stated->step();
  for (; row && *row; row = stated->step()) {
    BatchHash& found = (*hashes)[stated->integer(0)];
    if (found.rows == stated->integer(1) && found.hash.finish() == stated->text(2)) continue;
    return core::malformed(
        fmt::format("batch {} ('{}') is no longer as it was imported: rows of the table {} were changed or damaged ({} "
                    "of {} are there); withdraw it and import the file again",
                    stated->integer(0), stated->text(3), shape.name, found.rows, stated->integer(1)));
  }
  if (!row) return row.error();
  return {};
}

}  // namespace

core::Status Workspace::verify_content(const jobs::Progress& progress) const {
  const Connection& connection = *state_->connection;
  if (state_->batch) return core::conflict("an import is running; check when it has ended");
  auto transaction = Transaction::begin(connection, TransactionKind::read);
  if (!transaction) return transaction.error();
  core::Status done = check_structure(connection);
  const auto tables = static_cast<double>(batch_tables().size());
  double begun = 0.0;
  for (const TableShape& shape : batch_tables()) {
    if (done) done = check_rows(connection, shape, progress.part(begun / tables, (begun + 1.0) / tables, "Checking"));
    if (done && shape.spatial) done = check_index(connection, shape.name);
    begun += 1.0;
  }
  if (!done) return done.error().within(state_->name());
  return {};
}

}  // namespace wardscope::store
