// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <utility>

#include "store/audit_log.hpp"
#include "store/words.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {
namespace {

core::Status insert_batch(const Connection& connection, const BatchSource& source) {
  return connection.run(
      "INSERT INTO import_batch (kind, layer, file_name, sha256, attribution, crs_operation, accuracy_metres, "
      "synthetic, "
      "state, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'staged', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
      {source.kind, source.layer, source.file_name, source.sha256, source.attribution, source.crs_operation,
       source.accuracy_metres, std::int64_t{source.synthetic}});
}

core::Status check_counts(OpenBatch& batch, BatchCounts counts) {
  if (counts.read != counts.stored + counts.rejected) {
    return core::invalid_argument(
        fmt::format("{}: {} rows read, but {} stored and {} rejected: rows are unaccounted for; nothing was stored",
                    batch.source.file_name, counts.read, counts.stored, counts.rejected));
  }
  const auto incidents = batch.writers.find("incident");
  if (incidents != batch.writers.end() && incidents->second.row_count() != counts.stored) {
    return core::invalid_argument(fmt::format("{}: {} incidents were to be stored, {} arrived; nothing was stored",
                                              batch.source.file_name, counts.stored, incidents->second.row_count()));
  }
  return {};
}

core::Status finish_batch(const Connection& connection, OpenBatch& batch, BatchCounts counts) {
  if (auto done = check_counts(batch, counts); !done) return done;
  for (auto& [table, writer] : batch.writers) {
    if (auto done = writer.finish(); !done) return done;
  }
  core::Status done = connection.run(
      "UPDATE import_batch SET state = 'complete', rows_read = ?, rows_stored = ?, rows_rejected = ? WHERE id = ?",
      {counts.read, counts.stored, counts.rejected, batch.id});
  if (done) {
    done = append_log(
        connection, "import",
        fmt::format("batch {}, {}, {}, sha256 {}: {} read, {} stored, {} rejected", batch.id, batch.source.kind,
                    batch.source.file_name, batch.source.sha256, counts.read, counts.stored, counts.rejected));
  }
  return done;
}

core::Status delete_rows(const Connection& connection, std::int64_t batch) {
  for (const TableShape& shape : batch_tables()) {
    auto triggers = take_triggers(connection, shape.name);
    if (!triggers) return triggers.error();
    core::Status done;
    if (shape.spatial) {
      done = connection.run(fmt::format("DELETE FROM \"idx_{0}_geometry\" WHERE pkid IN (SELECT id FROM {0} WHERE "
                                        "batch_id = ? AND geometry IS NOT NULL)",
                                        shape.name),
                            {batch});
    }
    if (done) done = connection.run(fmt::format("DELETE FROM {} WHERE batch_id = ?", shape.name), {batch});
    if (done && shape.spatial) done = refresh_statistics(connection, shape.name);
    for (const std::string& trigger : *triggers) {
      if (done) done = connection.script(trigger);
    }
    if (!done) return done;
  }
  return connection.run("DELETE FROM incident_category WHERE id NOT IN (SELECT DISTINCT category_id FROM incident)");
}

}  // namespace

core::Result<OpenBatch*> Workspace::State::open_batch(std::int64_t id) const {
  if (!batch || batch->id != id) {
    return core::invalid_argument(fmt::format("batch {} is not open; begin it first", id));
  }
  if (batch->failed) {
    return core::conflict(
        fmt::format("batch {} failed before; abandon it and import {} again", id, batch->source.file_name));
  }
  return batch.get();
}

core::Result<TableWriter*> Workspace::State::writer(OpenBatch& open, std::string_view table) const {
  const auto known = open.writers.find(table);
  if (known != open.writers.end()) return &known->second;
  auto made = TableWriter::open(*connection, shape_of(table), open.id);
  if (!made) return made.error();
  return &open.writers.emplace(table, *std::move(made)).first->second;
}

core::Result<std::int64_t> Workspace::begin_batch(const BatchSource& source) {
  if (auto writable = state_->writable(); !writable) return writable.error();
  if (state_->batch) {
    return core::conflict(fmt::format("batch {} ({}) is still open; commit or abandon it first", state_->batch->id,
                                      state_->batch->source.file_name));
  }
  auto batch = std::make_unique<OpenBatch>();
  batch->source = source;
  auto transaction = Transaction::begin(*state_->connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  batch->transaction.emplace(*std::move(transaction));
  if (auto done = insert_batch(*state_->connection, source); !done) return done.error();
  batch->id = state_->connection->last_row_id();
  state_->batch = std::move(batch);
  return state_->batch->id;
}

core::Status Workspace::mark_synthetic(std::int64_t batch) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  (*open)->source.synthetic = true;
  return state_->connection->run("UPDATE import_batch SET synthetic = 1 WHERE id = ?", {batch});
}

core::Status Workspace::commit_batch(std::int64_t batch, BatchCounts counts) {
  const auto open = state_->open_batch(batch);
  if (!open) return open.error();
  core::Status done = finish_batch(*state_->connection, **open, counts);
  if (done) done = state_->grow_revision();
  if (done) {
    (*open)->writers.clear();
    done = (*open)->transaction->commit();
  }
  state_->batch.reset();  // rolls back unless committed
  return done;
}

core::Status Workspace::abandon_batch(std::int64_t batch) {
  if (!state_->batch || state_->batch->id != batch) {
    return core::invalid_argument(fmt::format("batch {} is not open", batch));
  }
  state_->batch.reset();
  return {};
}

core::Status Workspace::withdraw_batch(std::int64_t batch) {
  if (auto writable = state_->writable(); !writable) return writable;
  const Connection& connection = *state_->connection;
  if (state_->batch) return core::conflict("an import is running; a batch can be withdrawn when it has ended");
  auto transaction = Transaction::begin(connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  const auto known =
      connection.integer("SELECT count(*) FROM import_batch WHERE id = ? AND state = 'complete'", {batch});
  if (!known) return known.error();
  if (*known == 0) return core::not_found(fmt::format("{} has no batch {} to withdraw", state_->name(), batch));
  core::Status done = delete_rows(connection, batch);
  if (done) done = connection.run("DELETE FROM batch_content WHERE batch_id = ?", {batch});
  if (done) done = connection.run("DELETE FROM document WHERE key = ?", {fmt::format("quality:{}", batch)});
  if (done) done = connection.run("UPDATE import_batch SET state = 'withdrawn' WHERE id = ?", {batch});
  if (done) done = state_->grow_revision();
  if (done) done = append_log(connection, "withdraw", fmt::format("batch {}", batch));
  if (done) done = transaction->commit();
  // The write-ahead log still holds the rows that secure_delete has overwritten in the file.
  if (done) done = connection.script("PRAGMA wal_checkpoint(TRUNCATE)");
  return done;
}

core::Result<std::vector<BatchRecord>> Workspace::batches() const {
  auto rows = state_->connection->query(
      "SELECT id, kind, layer, file_name, sha256, attribution, crs_operation, accuracy_metres, rows_read, rows_stored, "
      "rows_rejected, state, imported_at, synthetic FROM import_batch ORDER BY id");
  if (!rows) return rows.error();
  std::vector<BatchRecord> records;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto text = [&rows](int column) { return std::string(rows->text(column)); };
    BatchRecord record;
    record.id = rows->integer(0);
    record.source = {text(1), text(2), text(3), text(4), text(5), text(6), rows->number(7), rows->integer(13) != 0};
    record.counts = {rows->integer(8), rows->integer(9), rows->integer(10)};
    record.state = enum_of(kBatchStateWords, rows->text(11), BatchState::staged);
    record.imported_at = text(12);
    records.push_back(std::move(record));
  }
  if (!row) return row.error();
  return records;
}

}  // namespace wardscope::store
