// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>
#include <unordered_map>

#include "store/part_reader.hpp"
#include "store/workspace_state.hpp"

namespace wardscope::store {

core::Status Workspace::each_identified_incident(const std::function<void(const IdentifiedIncident&)>& take,
                                                 const jobs::Progress& progress) const {
  auto transaction = Transaction::begin(*state_->connection, TransactionKind::read);
  if (!transaction) return transaction.error();
  std::unordered_map<std::int64_t, std::string> categories;
  const PartReader reader{state_->connection.get(), state_->staged(), progress};
  {
    auto rows = reader.connection->query("SELECT id, name FROM incident_category");
    if (!rows) return rows.error();
    auto row = rows->step();
    for (; row && *row; row = rows->step()) categories.emplace(rows->integer(0), rows->text(1));
    if (!row) return row.error();
  }
  return reader.each_row(
      "SELECT batch_id, category_id, minute, source_id FROM incident WHERE batch_id <> ? ORDER BY id",
      reader.expected("incident"), [&](const Statement& row) -> core::Status {
        const std::string_view id = row.text(3);
        if (id.empty()) return {};
        const auto category = categories.find(row.integer(1));
        take({row.integer(0), id,
              category == categories.end() ? std::string_view() : std::string_view(category->second),
              static_cast<core::LocalMinute>(row.integer(2))});
        return {};
      });
}

}  // namespace wardscope::store
