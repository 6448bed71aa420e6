// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
// spatialite.h needs sqlite3.h before it.
#include <spatialite.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>
#include <utility>

namespace wardscope::store {
namespace {

// How long a writer waits for another one before it says so.
constexpr int kBusyMilliseconds = 2000;

core::Error map_error(int code, const std::string& name, const char* library_message) {
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return core::conflict(name +
                            " is being written by another program (an import?); wait until it has finished, "
                            "then try again");
    case SQLITE_FULL:
      return core::io_error("the disk is full; nothing was stored in " + name + "; free some space, then try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return core::io_error(name + " can't be written: it or its folder is read-only; copy it to a folder of yours");
    case SQLITE_CANTOPEN:
      return core::io_error(name + " can't be opened: check that the folder is there and that you may write to it");
    case SQLITE_IOERR:
      return core::io_error(
          fmt::format("reading or writing {} failed ({}); check the disk or the network drive, and "
                      "keep a copy of the file",
                      name, library_message));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return core::malformed(name + " is damaged; open a copy from your backup");
    case SQLITE_INTERRUPT:
      return core::cancelled();
    case SQLITE_NOMEM:
      return core::internal_error("memory ran out while working on " + name);
    default:
      return core::internal_error(fmt::format("{}: the database refused a statement: {}", name, library_message));
  }
}

/// Percent-encodes what a file: address gives a meaning to.
std::string file_address(const std::filesystem::path& path, std::string_view query) {
  std::string address = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    if (c == '%' || c == '?' || c == '#')
      address += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      address.push_back(c);
  }
  return address.append(query);
}

}  // namespace

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_),
      handle_(std::exchange(other.handle_, nullptr)),
      bind_failure_(other.bind_failure_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(connection_, other.connection_);
  std::swap(handle_, other.handle_);
  std::swap(bind_failure_, other.bind_failure_);
  return *this;
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::bind(int index, const Cell& cell) {
  const int code = std::visit(
      [this, index](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::monostate>)
          return sqlite3_bind_null(handle_, index);
        else if constexpr (std::is_same_v<T, std::int64_t>)
          return sqlite3_bind_int64(handle_, index, value);
        else if constexpr (std::is_same_v<T, double>)
          return sqlite3_bind_double(handle_, index, value);
        else if constexpr (std::is_same_v<T, std::string_view>)
          // An empty view may have no address, which SQLite would take for NULL.
          return sqlite3_bind_text64(handle_, index, value.data() == nullptr ? "" : value.data(), value.size(),
                                     SQLITE_STATIC, SQLITE_UTF8);
        else  // an empty blob is stored as NULL, which is what SQLite makes of no address
          return sqlite3_bind_blob64(handle_, index, value.empty() ? nullptr : value.data(), value.size(),
                                     SQLITE_STATIC);
      },
      cell);
  if (code != SQLITE_OK) bind_failure_ = code;
}

core::Result<bool> Statement::step() {
  if (bind_failure_ != 0) {
    return core::internal_error(fmt::format("a value can't be stored: {}", sqlite3_errstr(bind_failure_)));
  }
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return connection_->last_error();
}

core::Status Statement::run() {
  auto row = step();
  while (row && *row) row = step();
  reset();
  if (!row) return row.error();
  return {};
}

void Statement::reset() { sqlite3_reset(handle_); }

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_, column); }
double Statement::number(int column) const { return sqlite3_column_double(handle_, column); }

std::string_view Statement::text(int column) const {
  const void* bytes = sqlite3_column_text(handle_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::span<const std::byte> Statement::blob(int column) const {
  const void* bytes = sqlite3_column_blob(handle_, column);
  if (bytes == nullptr) return {};
  return {static_cast<const std::byte*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

Cell Statement::cell(int column) const {
  switch (sqlite3_column_type(handle_, column)) {
    case SQLITE_INTEGER:
      return integer(column);
    case SQLITE_FLOAT:
      return number(column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_BLOB:
      return blob(column);
    default:
      return std::monostate{};
  }
}

core::Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& path, OpenMode mode) {
  // "relaxed" in the environment would turn functions that read and write any file into SQL.
  unsetenv("SPATIALITE_SECURITY");
  std::unique_ptr<Connection> connection(new Connection);
  connection->name_ = path.filename().string();
  const std::string address = file_address(path, mode == OpenMode::immutable ? "?immutable=1" : "");
  const int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                    (mode == OpenMode::immutable ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2(address.c_str(), &connection->handle_, flags, nullptr) != SQLITE_OK) {
    return connection->last_error();
  }
  connection->spatialite_ = spatialite_alloc_connection();
  spatialite_init_ex(connection->handle_, connection->spatialite_, 0);
  sqlite3_extended_result_codes(connection->handle_, 1);
  sqlite3_busy_timeout(connection->handle_, kBusyMilliseconds);
  // A file from elsewhere must not run functions of ours from its views and triggers.
  core::Status done = connection->script(
      "PRAGMA trusted_schema=0; PRAGMA foreign_keys=1; PRAGMA cell_size_check=1; PRAGMA cache_size=-65536;");
  if (done && mode == OpenMode::write) {
    done = connection->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=1;");
  } else if (done) {
    done = connection->script("PRAGMA query_only=1;");
  }
  if (!done) return done.error();
  connection->set_defensive(true);
  return connection;
}

Connection::~Connection() {
  sqlite3_close(handle_);
  if (spatialite_ != nullptr) spatialite_cleanup_ex(spatialite_);
}

core::Result<Statement> Connection::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(handle_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK) {
    return last_error();
  }
  return Statement(*this, statement);
}

core::Result<Statement> Connection::query(std::string_view sql, std::initializer_list<Cell> cells) const {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  int index = 0;
  for (const Cell& cell : cells) statement->bind(++index, cell);
  return statement;
}

core::Status Connection::run(std::string_view sql, std::initializer_list<Cell> cells) const {
  auto statement = query(sql, cells);
  if (!statement) return statement.error();
  return statement->run();
}

core::Status Connection::script(const std::string& sql) const {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return last_error();
  return {};
}

core::Result<std::int64_t> Connection::integer(std::string_view sql, std::initializer_list<Cell> cells) const {
  auto statement = query(sql, cells);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  if (!*row) return core::not_found(name_ + " has no such row");
  return statement->integer(0);
}

core::Result<std::string> Connection::text(std::string_view sql, std::initializer_list<Cell> cells) const {
  auto statement = query(sql, cells);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  if (!*row) return core::not_found(name_ + " has no such row");
  return std::string(statement->text(0));
}

std::int64_t Connection::last_row_id() const { return sqlite3_last_insert_rowid(handle_); }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
core::Error Connection::last_error() const {
  return map_error(sqlite3_extended_errcode(handle_), name_, sqlite3_errmsg(handle_));
}
void Connection::set_defensive(bool on) const {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, on ? 1 : 0, nullptr);
}

core::Result<Transaction> Transaction::begin(const Connection& connection, TransactionKind kind) {
  const bool nested = connection.in_transaction();
  const char* sql = nested ? "SAVEPOINT wardscope" : kind == TransactionKind::write ? "BEGIN IMMEDIATE" : "BEGIN";
  if (auto begun = connection.run(sql); !begun) return begun.error();
  return Transaction(connection, nested);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), nested_(other.nested_) {}

Transaction::~Transaction() {
  // After a failure SQLite may have rolled back already; there is nothing left to undo then, nor to report.
  if (connection_ == nullptr || !connection_->in_transaction()) return;
  [[maybe_unused]] const core::Status undone =
      connection_->script(nested_ ? "ROLLBACK TO wardscope; RELEASE wardscope" : "ROLLBACK");
}

core::Status Transaction::commit() {
  auto done = connection_->run(nested_ ? "RELEASE wardscope" : "COMMIT");
  if (done) connection_ = nullptr;
  return done;
}

std::string sql_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) {
    if (c == '"') text.push_back('"');
    text.push_back(c);
  }
  return text.append("\"");
}

}  // namespace wardscope::store
