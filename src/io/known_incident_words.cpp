// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "core/text.hpp"
#include "io/known_incidents.hpp"

namespace wardscope::io {
namespace {

/// "import 3, '2025-01.csv'"; "imports 2, 3, 4 … 19, the first '2025-01.csv'".
std::string imports_text(const Overlap& overlap, const std::vector<store::BatchRecord>& batches) {
  constexpr std::size_t kNumbered = 3;
  const std::size_t count = overlap.imports.size();
  std::string text = count == 1 ? "import " : "imports ";
  for (std::size_t i = 0; i < std::min(kNumbered, count); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", overlap.imports[i].batch);
  }
  if (count > kNumbered)
    text += fmt::format("{}{}", count == kNumbered + 1 ? ", " : " … ", overlap.imports.back().batch);
  const auto first = std::find_if(batches.begin(), batches.end(), [&](const store::BatchRecord& batch) {
    return batch.id == overlap.imports.front().batch;
  });
  if (first == batches.end()) return text;
  return text + fmt::format(", {}'{}'", count == 1 ? "" : "the first ", first->source.file_name);
}

/// "2-6,8-19": the imports as withdraw takes them.
std::string numbers_text(const Overlap& overlap) {
  std::string text;
  for (std::size_t i = 0; i < overlap.imports.size();) {
    std::size_t last = i;
    while (last + 1 < overlap.imports.size() && overlap.imports[last + 1].batch == overlap.imports[last].batch + 1)
      ++last;
    if (!text.empty()) text += ',';
    text += std::to_string(overlap.imports[i].batch);
    if (last > i) text += fmt::format("-{}", overlap.imports[last].batch);
    i = last + 1;
  }
  return text;
}

}  // namespace

core::Error already_imported(std::string_view source_name, const Overlap& overlap,
                             const std::vector<store::BatchRecord>& batches) {
  return core::conflict(
      fmt::format("{} of the {} ids of '{}' stand for incidents that are in the workspace already ({}): they would "
                  "count twice. Withdraw "
                  "what it replaces (wardscope withdraw --batch {}), or import it beside them with --again allow; "
                  "nothing of it was stored",
                  core::with_thousands(overlap.same), core::with_thousands(overlap.ids), source_name,
                  imports_text(overlap, batches), numbers_text(overlap)));
}

std::string shared_ids_text(std::string_view source_name, const Overlap& overlap,
                            const std::vector<store::BatchRecord>& batches) {
  std::string text =
      fmt::format("'{}': {} of its {} ids {} in earlier imports too", source_name, core::with_thousands(overlap.shared),
                  core::with_thousands(overlap.ids), overlap.shared == 1 ? "is" : "are");
  if (overlap.same == 0)
    return text + ", in another month or of another type; they are stored as incidents of their own";
  return text + fmt::format("; {} of them for the same incident ({}): they count twice",
                            core::with_thousands(overlap.same), imports_text(overlap, batches));
}

}  // namespace wardscope::io
