// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "analysis/differencing.hpp"
#include "catalog/inputs.hpp"
#include "catalog/suppressed_counts.hpp"
#include "ops/export_memory.hpp"
#include "ops/provenance.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

core::Result<std::vector<ops::RememberedExport>> earlier_exports(const store::Workspace& workspace) {
  auto text = workspace.load_document(ops::kExportsDocument);
  if (!text) return text.error();
  if (!*text) return std::vector<ops::RememberedExport>{};
  return ops::exports_from_json(**text);
}

core::Error refusal(const std::vector<std::string>& names, const ops::RememberedExport& earlier) {
  return core::conflict(fmt::format(
      "nothing was written: beside the export of {} ({}) this one would tell a small count of {} by subtraction. Ask "
      "for the same types and period as then, or for a period that differs by more, such as a whole quarter",
      earlier.date, borough::describe_in_words(earlier.filter), joined_names(names)));
}

core::Status remember(ops::RememberedExport made, const std::string& provenance_code, const ExportPlace& place) {
  auto workspace = store::Workspace::open(place.workspace, store::Access::write);
  if (!workspace) {
    place.diagnostics.warn("export-not-remembered", "this export can't be remembered (" + workspace.error().message +
                                                        "): later ones are not held against it");
    return {};
  }
  auto exports = earlier_exports(*workspace);
  if (!exports) return exports.error();
  const std::string words = fmt::format("{} areas of '{}', {}", made.codes.size(), made.area_set, provenance_code);
  ops::remember(*exports, std::move(made));
  if (auto saved = workspace->save_document(ops::kExportsDocument, ops::exports_to_json(*exports)); !saved)
    return saved;
  return workspace->log("export", words);
}

/// How far it is, 0..1, when so many of them were looked at.
double share(std::size_t looked_at, const std::vector<ops::RememberedExport>& exports) {
  return static_cast<double>(looked_at) / static_cast<double>(exports.size());
}

/// The code of each row; empty where the rows are no areas of a set.
std::vector<std::string> codes_of(const AreaCounts& counts) {
  const auto code = counts.features.column("code");
  if (counts.counted.area_set.empty() || !code) return {};
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < counts.features.row_count(); ++row)
    codes.push_back(table::to_text(counts.features.at(row, *code)));
  return codes;
}

/// How the table's rows differ from an earlier export's; nothing where none does, or where the two can't be compared:
/// the set of areas or a type of then is gone with the import that brought it.
core::Result<std::optional<EarlierExport>> held_against(const ops::RememberedExport& one, const AreaCounts& counts,
                                                        const std::vector<std::string>& codes,
                                                        const ops::OperationContext& context) {
  const auto& sets = context.dataset.area_sets;
  const auto set =
      std::find_if(sets.begin(), sets.end(), [&](const auto& candidate) { return candidate->name == one.area_set; });
  if (set == sets.end() || !context.dataset.incidents) return std::optional<EarlierExport>{};
  const auto found = analysis::differences({*context.dataset.incidents, **set, counts.counted.filter, one.filter},
                                           analysis::DisclosureControl(), context.progress);
  if (!found && found.error().code == core::ErrorCode::cancelled) return found.error();
  if (!found) return std::optional<EarlierExport>{};
  if (found->back().tells) return refusal({"all areas together"}, one);
  EarlierExport beside{std::vector<std::int64_t>(codes.size()), std::vector<bool>(codes.size())};
  for (std::size_t area = 0; area < (*set)->areas.size(); ++area) {
    const std::string& code = (*set)->areas[area].code;
    const auto row = std::find(codes.begin(), codes.end(), code);
    if (row == codes.end()) continue;
    const auto at = static_cast<std::size_t>(row - codes.begin());
    beside.remainder[at] = (*found)[area].remainder;
    beside.told[at] = (*found)[area].tells && std::binary_search(one.codes.begin(), one.codes.end(), code);
  }
  return std::optional(std::move(beside));
}

/// @param selections what the files showed that the counts are held against, as how.earlier
void note_told(const Suppression& how, const std::vector<std::string>& selections, core::Diagnostics& diagnostics) {
  std::size_t told = 0;
  std::vector<std::string> telling;
  for (std::size_t i = 0; i < how.earlier.size(); ++i) {
    const auto& rows = how.earlier[i].told;
    if (std::find(rows.begin(), rows.end(), true) != rows.end()) telling.push_back(selections[i]);
  }
  for (std::size_t row = 0; !how.earlier.empty() && row < how.earlier.front().told.size(); ++row) {
    told +=
        std::any_of(how.earlier.begin(), how.earlier.end(), [&](const auto& one) { return one.told[row]; }) ? 1U : 0U;
  }
  if (told == 0) return;
  diagnostics.note(
      "told-by-difference",
      fmt::format("the counts of {} area{} are hidden, and others with them: beside what was exported before "
                  "({}) they would tell a small count by subtraction. The same selection as then hides none of "
                  "these, and a period that differs by more hides fewer",
                  told, told == 1 ? "" : "s", joined_names(telling)));
}

}  // namespace

core::Status check_against_earlier_exports(const AreaExport& wanted, const ops::OperationContext& context) {
  if (context.workspace.empty() || !context.dataset.incidents) return {};
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  const auto earlier = earlier_exports(*workspace);
  if (!earlier) return earlier.error();
  const borough::IncidentFilter filter = analysis::with_period(wanted.filter, *context.dataset.incidents);
  const analysis::DisclosureControl control(wanted.disclosure);
  std::size_t looked_at = 0;
  for (const ops::RememberedExport& one : *earlier) {
    const jobs::Progress progress = context.progress.part(share(looked_at, *earlier), share(looked_at + 1, *earlier));
    ++looked_at;
    if (one.area_set != wanted.areas.name) continue;
    const auto told =
        analysis::told_by_difference({*context.dataset.incidents, wanted.areas, filter, one.filter}, control, progress);
    if (!told && told.error().code == core::ErrorCode::cancelled) return told.error();
    if (!told) continue;  // a type of then is gone with the import that brought it: there is nothing to subtract
    std::vector<std::string> names;
    for (const std::size_t area : *told) {
      if (area == wanted.areas.areas.size()) {
        names.emplace_back("all areas together");
        continue;
      }
      const borough::Area& shown = wanted.areas.areas[area];
      const bool in_both = std::binary_search(one.codes.begin(), one.codes.end(), shown.code) &&
                           std::find(wanted.codes.begin(), wanted.codes.end(), shown.code) != wanted.codes.end();
      if (in_both) names.push_back(shown.name);
    }
    if (!names.empty()) return refusal(names, one);
  }
  return {};
}

core::Status remember_export(const AreaExport& made, const ops::OperationContext& context) {
  if (context.workspace.empty() || !context.dataset.incidents) return {};
  return remember({ops::now_utc().substr(0, 10), made.areas.name, made.codes,
                   analysis::with_period(made.filter, *context.dataset.incidents)},
                  std::string(context.provenance_code), {context.workspace, context.progress, context.diagnostics});
}

core::Result<table::FeatureTable> counts_that_may_leave(const AreaCounts& counts, const ExportPlace& place) {
  Suppression how = suppression_of(counts.counted);
  const auto codes = codes_of(counts);
  if (!codes.empty() && !counts.counted.hidden) {
    return core::conflict(
        "nothing was written: the result was made before wardscope held counts of types against each other; run its "
        "analysis again");
  }
  if (codes.empty() || place.workspace.empty()) return suppressed_counts(counts.features, how);
  const auto workspace = store::Workspace::open(place.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  auto earlier = earlier_exports(*workspace);
  if (!earlier) return earlier.error();
  std::erase_if(*earlier, [&](const ops::RememberedExport& one) {
    return one.area_set != counts.counted.area_set ||
           borough::describe_in_words(one.filter) == borough::describe_in_words(counts.counted.filter);
  });
  if (earlier->empty()) return suppressed_counts(counts.features, how);
  auto dataset =
      workspace->load(borough::Part::areas | borough::Part::incidents, place.progress.part(0.0, 0.5, "Loading"));
  if (!dataset) return dataset.error();
  std::vector<std::string> selections;
  const jobs::Progress comparing = place.progress.part(0.5, 1.0, "Comparing with earlier files");
  for (std::size_t i = 0; i < earlier->size(); ++i) {
    const ops::RememberedExport& one = (*earlier)[i];
    const jobs::Progress progress = comparing.part(share(i, *earlier), share(i + 1, *earlier));
    auto beside = held_against(one, counts, codes, {*dataset, place.workspace, progress, place.diagnostics});
    if (!beside) return beside.error();
    if (!*beside) continue;
    how.earlier.push_back(std::move(**beside));
    selections.push_back(fmt::format("{}, on {}", borough::describe_in_words(one.filter), one.date));
  }
  table::FeatureTable safe = suppressed_counts(counts.features, how);
  note_told(how, selections, place.diagnostics);
  return safe;
}

core::Status remember_counts(const AreaCounts& counts, const table::FeatureTable& safe, const ExportPlace& place) {
  std::vector<std::string> shown = codes_of(counts);
  if (shown.empty() || place.workspace.empty()) return {};
  std::vector<std::string> codes;
  for (std::size_t row = 0; row < shown.size(); ++row) {
    if (!is_hidden(safe, row)) codes.push_back(std::move(shown[row]));
  }
  return remember({ops::now_utc().substr(0, 10), counts.counted.area_set, std::move(codes), counts.counted.filter},
                  counts.provenance_code, place);
}

}  // namespace wardscope::catalog
