// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/export_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/differencing.hpp"
#include "catalog/inputs.hpp"
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

}  // namespace

core::Status check_against_earlier_exports(const AreaExport& wanted, const ops::OperationContext& context) {
  if (context.workspace.empty() || !context.dataset.incidents) return {};
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  const auto earlier = earlier_exports(*workspace);
  if (!earlier) return earlier.error();
  const borough::IncidentFilter filter = analysis::with_period(wanted.filter, *context.dataset.incidents);
  const analysis::DisclosureControl control(wanted.disclosure);
  for (const ops::RememberedExport& one : *earlier) {
    if (one.area_set != wanted.areas.name) continue;
    const auto told = analysis::told_by_difference({*context.dataset.incidents, wanted.areas, filter, one.filter},
                                                   control, context.progress);
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
  auto workspace = store::Workspace::open(context.workspace, store::Access::write);
  if (!workspace) {
    context.diagnostics.warn("export-not-remembered",
                             "this export can't be remembered (" + workspace.error().message +
                                 "): later ones are not held against it");
    return {};
  }
  auto exports = earlier_exports(*workspace);
  if (!exports) return exports.error();
  ops::remember(*exports, {ops::now_utc().substr(0, 10), made.areas.name, made.codes,
                           analysis::with_period(made.filter, *context.dataset.incidents)});
  if (auto saved = workspace->save_document(ops::kExportsDocument, ops::exports_to_json(*exports)); !saved) return saved;
  return workspace->log("export", fmt::format("{} areas of '{}', {}", made.codes.size(), made.areas.name,
                                              context.provenance_code));
}

}  // namespace wardscope::catalog
