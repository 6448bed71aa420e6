// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/workspace.hpp"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "store/audit_log.hpp"
#include "store/file_check.hpp"
#include "store/schema.hpp"
#include "store/workspace_state.hpp"
#include "store/writer_lock.hpp"

namespace wardscope::store {
namespace {

core::Status fill_new_file(const std::filesystem::path& part, std::string_view place, Contents contents) {
  auto connection = Connection::open(part, OpenMode::write);
  if (!connection) return connection.error();
  core::Status done = (*connection)->script(fmt::format("PRAGMA application_id={}", kApplicationId));
  if (done) done = migrate(**connection, current_schema_version());
  if (done) {
    done = (*connection)
               ->run(
                   "INSERT INTO workspace (id, place, synthetic, revision, created_at) VALUES (1, ?, ?, 0, "
                   "strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
                   {place, std::int64_t{contents == Contents::synthetic ? 1 : 0}});
  }
  if (done) done = append_log(**connection, "create", fmt::format("schema {}", current_schema_version()));
  return done;
}

core::Status migrate_and_log(const Connection& connection, int from) {
  core::Status done = migrate(connection, current_schema_version());
  if (!done) return done;
  return append_log(connection, "migrate", fmt::format("schema {} to {}", from, current_schema_version()));
}

/// Brings an older schema up to date, by a connection of its own where this one only reads.
core::Status bring_up_to_date(const Connection& connection, const std::filesystem::path& path, OpenMode mode) {
  const auto version = schema_version(connection);
  if (!version) return version.error();
  if (*version == current_schema_version()) return {};
  const std::string name = path.filename().string();
  if (*version > current_schema_version()) {
    return core::unsupported(
        fmt::format("{} was written by a newer Wardscope (schema {}, this one knows {}); update "
                    "Wardscope to open it",
                    name, *version, current_schema_version()));
  }
  if (mode == OpenMode::immutable) {
    return core::unsupported(
        fmt::format("{} has the older schema {} and can't be changed where it is; copy it to a "
                    "folder that you may write to",
                    name, *version));
  }
  if (mode == OpenMode::write) return migrate_and_log(connection, *version);
  auto writer = Connection::open(path, OpenMode::write);
  if (!writer) return writer.error();
  return migrate_and_log(**writer, *version);
}

}  // namespace

Workspace::Workspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workspace::Workspace(Workspace&&) noexcept = default;
Workspace& Workspace::operator=(Workspace&&) noexcept = default;

Workspace::~Workspace() {
  if (!state_) return;
  state_->batch.reset();
  if (state_->access != Access::write) return;
  if (state_->has_writer_lock) release_writer_lock(*state_->connection);
  // One file is left behind, complete in itself. Where another program reads, that one does it later.
  [[maybe_unused]] const core::Status folded = state_->connection->script("PRAGMA wal_checkpoint(TRUNCATE)");
}

core::Result<Workspace> Workspace::create(const std::filesystem::path& path, std::string_view place,
                                          Contents contents) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) {
    return core::conflict(path.filename().string() + " exists already; choose another name, or open it");
  }
  auto part = make_part_file(path);
  if (!part) return part.error();
  core::Status done = fill_new_file(*part, place, contents);
  if (done) done = publish_part_file(*part, path);
  if (!done) {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(part->string() + suffix, ignored);
    return done.error();
  }
  return open(path, Access::write);
}

core::Result<Workspace> Workspace::open(const std::filesystem::path& path, Access access) {
  if (auto known = check_is_workspace(path); !known) return known.error();
  const bool writable = may_write(path);
  const std::string name = path.filename().string();
  if (!writable && access == Access::write) {
    return core::io_error(name +
                          " can't be changed: the file or its folder is read-only; open it for reading, or copy "
                          "it to a folder that you may write to");
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->access = access;
  const OpenMode mode = !writable ? OpenMode::immutable : access == Access::write ? OpenMode::write : OpenMode::read;
  auto connection = Connection::open(path, mode);
  if (!connection) return connection.error();
  if (auto current = bring_up_to_date(**connection, path, mode); !current) return current.error();
  if (access == Access::write) {
    const auto claim = claim_writer_lock(**connection);
    if (!claim) return claim.error().within(name);
    state->has_writer_lock = *claim == WriterClaim::taken;
  }
  state->connection = *std::move(connection);
  return Workspace(std::move(state));
}

const std::filesystem::path& Workspace::path() const { return state_->path; }

core::Status Workspace::set_place(std::string_view place) {
  return state_->connection->run("UPDATE workspace SET place = ? WHERE id = 1", {place});
}

std::string Workspace::place() const {
  auto heading = state_->connection->query("SELECT place FROM workspace");
  if (!heading) return {};
  const auto row = heading->step();
  return row && *row ? std::string(heading->text(0)) : std::string();
}

std::int64_t Workspace::revision() const {
  return state_->connection->integer("SELECT revision FROM workspace").value_or(0);
}

core::Status Workspace::save_document(std::string_view key, std::string_view text) {
  if (auto writable = state_->writable(); !writable) return writable;
  return state_->connection->run(
      "INSERT OR REPLACE INTO document (key, text, saved_at) VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
      {key, text});
}

core::Result<std::optional<std::string>> Workspace::load_document(std::string_view key) const {
  auto text = state_->connection->text("SELECT text FROM document WHERE key = ?", {key});
  if (text) return std::optional<std::string>(*std::move(text));
  if (text.error().code == core::ErrorCode::not_found) return std::optional<std::string>();
  return text.error();
}

core::Status Workspace::log(std::string_view event, std::string_view detail) {
  if (auto writable = state_->writable(); !writable) return writable;
  return append_log(*state_->connection, event, detail);
}

core::Status Workspace::verify_log() const { return store::verify_log(*state_->connection); }

core::Result<std::vector<LogEntry>> Workspace::log_entries() const {
  auto rows = state_->connection->query("SELECT id, at, event, detail, who FROM audit_log ORDER BY id");
  if (!rows) return rows.error();
  std::vector<LogEntry> entries;
  auto row = rows->step();
  for (; row && *row; row = rows->step()) {
    const auto text = [&rows](int column) { return std::string(rows->text(column)); };
    entries.push_back({rows->integer(0), text(1), text(2), text(3), text(4)});
  }
  if (!row) return row.error();
  return entries;
}

core::Result<std::string> Workspace::log_head() const {
  return state_->connection->text("SELECT log_head FROM workspace");
}

core::Status Workspace::State::writable() const {
  if (access == Access::write) return {};
  return core::io_error(name() + " was opened for reading only; nothing was changed");
}

core::Status Workspace::State::grow_revision() const {
  return connection->run("UPDATE workspace SET revision = revision + 1");
}

}  // namespace wardscope::store
