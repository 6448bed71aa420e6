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
  if (count > kNumbered) text += fmt::format("{}{}", count == kNumbered + 1 ? ", " : " … ", overlap.imports.back().batch);
  const auto first = std::find_if(batches.begin(), batches.end(), [&](const store::BatchRecord& batch) {
    return batch.id == overlap.imports.front().batch;
  });
  if (first == batches.end()) return text;
  return text + fmt::format(", {}'{}'", count == 1 ? "" : "the first ", first->source.file_name);
}

/// "2-19" where the imports are one after the other, else the first alone with an ellipsis.
std::string numbers_text(const Overlap& overlap) {
  const std::int64_t first = overlap.imports.front().batch;
  const std::int64_t last = overlap.imports.back().batch;
  if (first == last) return std::to_string(first);
  const bool in_a_row = last - first + 1 == static_cast<std::int64_t>(overlap.imports.size());
  return in_a_row ? fmt::format("{}-{}", first, last) : fmt::format("{} …", first);
}

}  // namespace

core::Error already_imported(std::string_view source_name, const Overlap& overlap,
                             const std::vector<store::BatchRecord>& batches) {
  return core::conflict(fmt::format(
      "{} of the {} ids of '{}' stand for incidents that are in the workspace already ({}): they would count twice. Withdraw "
      "what it replaces (wardscope withdraw --batch {}), or import it beside them with --again allow; nothing of it was stored",
      core::with_thousands(overlap.same), core::with_thousands(overlap.ids), source_name, imports_text(overlap, batches),
      numbers_text(overlap)));
}

std::string shared_ids_text(std::string_view source_name, const Overlap& overlap,
                            const std::vector<store::BatchRecord>& batches) {
  std::string text = fmt::format("'{}': {} of its {} ids {} in earlier imports too", source_name,
                                 core::with_thousands(overlap.shared), core::with_thousands(overlap.ids),
                                 overlap.shared == 1 ? "is" : "are");
  if (overlap.same == 0) return text + ", in another month or of another type; they are stored as incidents of their own";
  return text + fmt::format("; {} of them for the same incident ({}): they count twice", core::with_thousands(overlap.same),
                            imports_text(overlap, batches));
}

}  // namespace wardscope::io
