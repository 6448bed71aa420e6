// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/connection.hpp"
#include "store/table_writer.hpp"
#include "store/workspace.hpp"

namespace wardscope::store {

/// A batch that takes rows. All of it is one transaction.
struct OpenBatch {
  std::int64_t id = 0;
  BatchSource source;
  std::optional<Transaction> transaction;
  // After the transaction, so that their statements end before it is rolled back.
  std::map<std::string, TableWriter, std::less<>> writers;
  std::unordered_map<std::string, std::int64_t> categories;
  bool failed = false;  ///< a part could not be stored: such a batch can only be abandoned
};

struct Workspace::State {
  std::filesystem::path path;
  Access access = Access::read;
  std::unique_ptr<Connection> connection;
  std::unique_ptr<OpenBatch> batch;
  bool has_writer_lock = false;  ///< put there by this object, which takes it away again

  [[nodiscard]] std::string name() const { return path.filename().string(); }
  [[nodiscard]] core::Status writable() const;
  /// The batch that is open under this id. @returns invalid_argument where it is not, conflict where it has failed.
  [[nodiscard]] core::Result<OpenBatch*> open_batch(std::int64_t id) const;
  /// The writer of this table in the open batch.
  [[nodiscard]] core::Result<TableWriter*> writer(OpenBatch& batch, std::string_view table) const;
  /// The id of the open batch, or 0: its rows are in no query.
  [[nodiscard]] std::int64_t staged() const { return batch ? batch->id : 0; }
  core::Status grow_revision() const;
};

}  // namespace wardscope::store
