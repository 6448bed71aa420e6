// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/result_age.hpp"

#include <fmt/format.h>

namespace wardscope::catalog {

std::string age_in_words(const std::vector<store::DataChange>& changes, std::int64_t revision, std::int64_t now) {
  if (revision == now) return {};
  if (changes.empty()) return fmt::format("on data revision {} of {}", revision, now);
  const store::DataChange& first = changes.front();
  const bool withdrawn = first.kind == store::DataChange::Kind::withdrawal;
  std::string words = fmt::format("before {}import {}", withdrawn ? "the withdrawal of " : "", first.batch);
  if (!first.file_name.empty()) words += fmt::format(" ({})", first.file_name);
  const std::size_t more = changes.size() - 1;
  if (more > 0) words += fmt::format(" and {} more {}", more, more == 1 ? "change" : "changes");
  return words;
}

core::Result<std::string> why_old(const store::Workspace& workspace, std::int64_t revision) {
  const std::int64_t now = workspace.revision();
  if (revision == now) return std::string();
  const auto changes = workspace.changes_after(revision);
  if (!changes) return changes.error();
  return age_in_words(*changes, revision, now);
}

}  // namespace wardscope::catalog
