// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnostics.hpp"

#include <algorithm>
#include <utility>

namespace wardscope::core {

void Diagnostics::warn(std::string_view code, std::string message, std::optional<std::int64_t> row) {
  add(Severity::warning, code, std::move(message), row);
}

void Diagnostics::note(std::string_view code, std::string message, std::optional<std::int64_t> row) {
  add(Severity::note, code, std::move(message), row);
}

std::int64_t Diagnostics::count(std::string_view code) const {
  const auto found = counts_.find(code);
  return found == counts_.end() ? 0 : found->second;
}

void Diagnostics::merge(const Diagnostics& other) {
  std::map<std::string, std::int64_t, std::less<>> rest = other.counts_;
  for (const Diagnostic& diagnostic : other.kept_) {
    add(diagnostic.severity, diagnostic.code, diagnostic.message, diagnostic.row);
    --rest[diagnostic.code];
  }
  for (const auto& [code, count] : rest) counts_[code] += count;
}

void Diagnostics::add(Severity severity, std::string_view code, std::string message, std::optional<std::int64_t> row) {
  auto found = counts_.find(code);
  if (found == counts_.end()) found = counts_.emplace(std::string(code), 0).first;
  if (static_cast<std::size_t>(found->second++) < kept_per_code_) {
    kept_.push_back({severity, std::string(code), row, std::move(message)});
  }
}

}  // namespace wardscope::core
