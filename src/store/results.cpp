// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/near_names.hpp"
#include "core/text.hpp"
#include "store/audit_log.hpp"
#include "store/result_tables.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {
namespace {

core::Status remove_stored(const Connection& connection, std::string_view name) {
  const auto table = connection.text("SELECT coalesce(table_name, '') FROM result WHERE name = ?", {name});
  if (!table) return table.error();
  if (!table->empty()) {
    if (auto done = drop_result_table(connection, *table); !done) return done;
  }
  return connection.run("DELETE FROM result WHERE name = ?", {name});
}

core::Status insert_result(const Connection& connection, const StoredResult& result, const std::string& table) {
  const std::string_view type = result.features ? geometry_type_of(*result.features) : std::string_view{};
  return connection.run(
      "INSERT INTO result (name, title, operation, provenance, dataset_revision, style, unit, created_at, table_name, "
      "geometry_type) VALUES (?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?)",
      {result.name, result.title, result.operation, result.provenance_json, result.dataset_revision, result.style,
       result.unit, table.empty() ? Cell{} : Cell{table}, type});
}

core::Error no_result(const Workspace& workspace, std::string_view name) {
  const auto names = workspace.result_names();
  if (!names) return names.error();
  const core::NameQuestion question{"result", "results", "'wardscope info WORKSPACE'"};
  return core::not_found(
      fmt::format("{}: {}", workspace.path().filename().string(), core::no_such_name(question, name, *names)));
}

}  // namespace

core::Status Workspace::save_result(const StoredResult& result) {
  if (auto writable = state_->writable(); !writable) return writable;
  if (result.name.empty()) return core::invalid_argument("a result needs a name");
  const Connection& connection = *state_->connection;
  auto transaction = Transaction::begin(connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  core::Status done = remove_stored(connection, result.name);
  if (!done && done.error().code == core::ErrorCode::not_found) done = {};
  std::string table;
  if (done && result.features) {
    auto free = free_table_name(connection, result.name);
    if (!free) return free.error();
    table = *std::move(free);
  }
  if (done) done = insert_result(connection, result, table);
  if (done && result.features) done = write_features(connection, {result.name, table}, *result.features);
  if (done && result.raster) done = write_raster(connection, result.name, *result.raster);
  if (done) done = transaction->commit();
  if (!done) return done.error().within(fmt::format("storing the result '{}'", result.name));
  return {};
}

core::Result<StoredResult> Workspace::load_result(std::string_view name) const {
  const Connection& connection = *state_->connection;
  auto transaction = Transaction::begin(connection, TransactionKind::read);
  if (!transaction) return transaction.error();
  StoredResult result;
  std::string table;
  {
    auto row = connection.query(
        "SELECT name, title, operation, provenance, dataset_revision, style, unit, coalesce(table_name, '') FROM "
        "result "
        "WHERE name = ?",
        {name});
    if (!row) return row.error();
    const auto found = row->step();
    if (!found) return found.error();
    if (!*found) return no_result(*this, name);
    const auto text = [&row](int column) { return std::string(row->text(column)); };
    result.name = text(0);
    result.title = text(1);
    result.operation = text(2);
    result.provenance_json = text(3);
    result.dataset_revision = row->integer(4);
    result.style = text(5);
    result.unit = text(6);
    table = text(7);
  }
  core::Status done;
  if (!table.empty()) {
    auto features = read_features(connection, {result.name, table});
    if (features)
      result.features = *std::move(features);
    else
      done = features.error();
  }
  if (done) {
    auto raster = read_raster(connection, result.name);
    if (raster)
      result.raster = *std::move(raster);
    else
      done = raster.error();
  }
  if (!done) return done.error().within(fmt::format("reading the result '{}'", name));
  return result;
}

core::Result<std::vector<std::string>> Workspace::result_names() const {
  auto rows = state_->connection->query("SELECT name FROM result ORDER BY name");
  if (!rows) return rows.error();
  std::vector<std::string> names;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) names.emplace_back(rows->text(0));
  if (!row) return row.error();
  return names;
}

core::Result<std::vector<ResultSummary>> Workspace::result_summaries() const {
  const Connection& connection = *state_->connection;
  auto rows = connection.query(
      "SELECT name, title, operation, provenance, dataset_revision, created_at, coalesce(table_name, ''), "
      "EXISTS (SELECT 1 FROM result_raster WHERE result = name) FROM result ORDER BY name");
  if (!rows) return rows.error();
  std::vector<ResultSummary> summaries;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto text = [&rows](int column) { return std::string(rows->text(column)); };
    ResultSummary summary{text(0), text(1), text(2), text(3), rows->integer(4), text(5), 0, rows->integer(7) != 0};
    if (const std::string table = text(6); !table.empty()) {
      const auto count = connection.integer(fmt::format("SELECT count(*) FROM {}", sql_name(table)));
      if (!count) return count.error();
      summary.rows = *count;
    }
    summaries.push_back(std::move(summary));
  }
  if (!row) return row.error();
  return summaries;
}

core::Result<std::vector<DataChange>> Workspace::changes_after(std::int64_t revision) const {
  // Each import and each withdrawal raises the revision by one and writes one line into the log, in one transaction.
  const auto log = log_entries();
  if (!log) return log.error();
  const auto known = batches();
  if (!known) return known.error();
  std::vector<DataChange> changes;
  std::int64_t made = 0;
  for (const LogEntry& entry : *log) {
    const bool withdrawal = entry.event == "withdraw";
    if (!withdrawal && entry.event != "import") continue;
    constexpr std::string_view kBatch = "batch ";
    const std::string_view detail = entry.detail;
    if (!detail.starts_with(kBatch)) continue;
    const auto id = core::parse_integer(detail.substr(kBatch.size(), detail.find(',') - kBatch.size()));
    if (!id) continue;
    const auto batch =
        std::find_if(known->begin(), known->end(), [&](const BatchRecord& one) { return one.id == *id; });
    changes.push_back({withdrawal ? DataChange::Kind::withdrawal : DataChange::Kind::import, ++made, *id,
                       batch == known->end() ? std::string() : batch->source.file_name, entry.at});
  }
  if (made != this->revision()) return std::vector<DataChange>();
  std::erase_if(changes, [&](const DataChange& change) { return change.revision <= revision; });
  return changes;
}

core::Status Workspace::remove_result(std::string_view name) {
  if (auto writable = state_->writable(); !writable) return writable;
  auto transaction = Transaction::begin(*state_->connection, TransactionKind::write);
  if (!transaction) return transaction.error();
  core::Status done = remove_stored(*state_->connection, name);
  if (!done && done.error().code == core::ErrorCode::not_found) {
    return no_result(*this, name);
  }
  if (done) done = transaction->commit();
  return done;
}

}  // namespace wardscope::store
