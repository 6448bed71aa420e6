// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace wardscope::store {

/// A value on its way into a statement or out of a row; texts and blobs are borrowed.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>>;

class Connection;

/// A prepared statement. Errors of binding are kept and reported by the next step.
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Binds the `index`-th parameter, from 1. Texts and blobs must live until the step is done; NaN becomes NULL.
  void bind(int index, const Cell& cell);
  /// To the next row. @returns false after the last one.
  core::Result<bool> step();
  /// Runs to the end, ready to be bound again.
  core::Status run();
  void reset();

  // Columns of the current row, from 0. Views live until the next step.
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double number(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::span<const std::byte> blob(int column) const;
  [[nodiscard]] Cell cell(int column) const;

 private:
  friend class Connection;
  Statement(const Connection& connection, sqlite3_stmt* handle) : connection_(&connection), handle_(handle) {}

  const Connection* connection_;
  sqlite3_stmt* handle_;
  int bind_failure_ = 0;
};

/// How a file is opened. `immutable` reads a file on a medium that can't be written: no lock, no journal.
enum class OpenMode { read, write, immutable };

/// One SQLite connection with its SpatiaLite cache. Used by one thread.
class Connection {
 public:
  static core::Result<std::unique_ptr<Connection>> open(const std::filesystem::path& path, OpenMode mode);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  [[nodiscard]] core::Result<Statement> prepare(std::string_view sql) const;
  /// Prepares and binds; the caller steps.
  [[nodiscard]] core::Result<Statement> query(std::string_view sql, std::initializer_list<Cell> cells = {}) const;
  /// Prepares, binds and runs one statement.
  [[nodiscard]] core::Status run(std::string_view sql, std::initializer_list<Cell> cells = {}) const;
  /// Runs a script of statements whose rows nobody needs.
  [[nodiscard]] core::Status script(const std::string& sql) const;
  /// The first column of the first row. @returns not_found where there is no row.
  [[nodiscard]] core::Result<std::int64_t> integer(std::string_view sql, std::initializer_list<Cell> cells = {}) const;
  [[nodiscard]] core::Result<std::string> text(std::string_view sql, std::initializer_list<Cell> cells = {}) const;

  [[nodiscard]] std::int64_t last_row_id() const;
  /// True inside a transaction. SQLite rolls back by itself on a full disk and on input/output errors.
  [[nodiscard]] bool in_transaction() const;
  /// The error that the last call left, mapped: busy is conflict, a full disk io, a damaged page malformed.
  [[nodiscard]] core::Error last_error() const;
  /// Guards the tables behind a spatial index against SQL; off only while an index is packed.
  void set_defensive(bool on) const;

 private:
  Connection() = default;

  std::string name_;  // of the file, for messages
  sqlite3* handle_ = nullptr;
  void* spatialite_ = nullptr;
};

enum class TransactionKind { read, write };

/// BEGIN … COMMIT, or a savepoint where a transaction is open already. Rolls back unless committed.
class Transaction {
 public:
  static core::Result<Transaction> begin(const Connection& connection, TransactionKind kind);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  core::Status commit();

 private:
  Transaction(const Connection& connection, bool nested) : connection_(&connection), nested_(nested) {}
  const Connection* connection_;
  bool nested_;
};

/// A name as SQL writes it: "a""b".
std::string sql_name(std::string_view name);

}  // namespace wardscope::store
