// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "borough/area_choice.hpp"
#include "catalog/operations.hpp"
#include "catalog/provenance_beside.hpp"
#include "catalog/quality_output.hpp"
#include "catalog/result_age.hpp"
#include "core/text.hpp"
#include "io/quality_report.hpp"
#include "io/workspace_quality.hpp"
#include "ops/operation_groups.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

std::string_view state_word(store::BatchState state) {
  switch (state) {
    case store::BatchState::staged:
      return "not finished";
    case store::BatchState::complete:
      return "complete";
    case store::BatchState::withdrawn:
      return "withdrawn";
  }
  return "";
}

// info
// ------------------------------------------------------------------------------------------------------------------

struct InfoQuestion {
  bool quality = false;
  std::string report;
  bool areas = false;
};

void describe(InfoQuestion& question, core::ParameterVisitor& visitor) {
  visitor.flag(
      {"quality", "Quality reports", "Print the data-quality report of all incidents together and of each import"},
      question.quality);
  visitor.text({"report", "Quality report",
                "Also write all data-quality reports to this file, .html or .csv. Empty: not written"},
               core::TextKind::output_path, question.report);
  visitor.flag(
      {"areas", "Areas", "List every area by its set: the names and codes that --ward and --neighbourhood take"},
      question.areas);
}

/// "result  asb  Hotspots: Anti-social behaviour (asb)  43 rows  2026-11-21  old: computed before import 19 (x.csv)".
core::Status add_results(const store::Workspace& workspace, ops::OperationResult& answer) {
  const auto kept = workspace.result_summaries();
  if (!kept) return kept.error();
  std::size_t widest = 0;
  for (const store::ResultSummary& result : *kept) widest = std::max(widest, result.name.size());
  for (const store::ResultSummary& result : *kept) {
    const auto age = why_old(workspace, result.dataset_revision);
    if (!age) return age.error();
    const std::string size = result.is_surface ? std::string("surface") : core::with_thousands(result.rows) + " rows";
    answer.sentences.push_back(fmt::format(
        "result  {:<{}}  {}; {}; {}{}", result.name, widest, result.title, size, result.created_at.substr(0, 10),
        age->empty() ? std::string() : fmt::format("; old: computed {}, run it again", *age)));
  }
  return {};
}

void add_areas(const borough::Dataset& dataset, ops::OperationResult& answer) {
  for (const auto& set : dataset.area_sets) {
    const bool chosen =
        !borough::several_sets(dataset, set->kind).empty() && borough::areas_of(dataset, set->kind) == set;
    const bool counted_in = set->kind != borough::AreaKind::other;
    answer.sentences.push_back(fmt::format(
        "{}: {} areas{}", set->name, core::with_thousands(static_cast<std::int64_t>(set->areas.size())),
        chosen && counted_in
            ? fmt::format("; of the {}, used where --area-set names no other", borough::plural_of(set->kind))
            : ""));
    std::vector<std::pair<std::string, std::string>> names;
    for (const borough::Area& area : set->areas) names.emplace_back(area.name, area.code);
    std::sort(names.begin(), names.end());
    for (const auto& [name, code] : names) answer.sentences.push_back(fmt::format("  {:<12} {}", code, name));
  }
}

/// The reports of all incidents together and of every import: to the terminal, to a file.
core::Status add_quality(const InfoQuestion& question, const ops::OperationContext& context,
                         ops::OperationResult& answer) {
  auto all = quality_of_all(context.workspace, Together::always, context.progress);
  if (!all) return all.error();
  if (*all && question.quality)
    answer.sentences.push_back(fmt::format("{} ({}):\n{}", (*all)->file_name, (*all)->kind, io::quality_text(**all)));
  if (question.report.empty()) return {};
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  auto reports = io::import_quality(*workspace);
  if (!reports) return reports.error();
  if (*all) reports->insert(reports->begin(), **std::move(all));
  if (auto written = write_quality(*reports, question.report, context); !written) return written;
  if (auto written = write_provenance_beside({question.report}, context); !written) return written;
  answer.files.emplace_back(question.report);
  return {};
}

core::Result<ops::OperationResult> run_info(const InfoQuestion& question, const ops::OperationContext& context) {
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  const auto batches = workspace->batches();
  if (!batches) return batches.error();
  ops::OperationResult result;
  result.sentences.push_back(fmt::format("{}{}, data revision {}", context.dataset.place,
                                         context.dataset.synthetic ? " (synthetic data)" : "",
                                         context.dataset.revision));
  if (question.quality || !question.report.empty()) {
    if (auto status = add_quality(question, context, result); !status) return status.error();
  }
  for (const store::BatchRecord& batch : *batches) {
    result.sentences.push_back(
        fmt::format("import {:>3}  {:<28} {:>10} {} stored, {} rejected  {}  {}", batch.id, batch.source.layer,
                    core::with_thousands(batch.counts.stored), batch.counts.stored == 1 ? "row" : "rows",
                    core::with_thousands(batch.counts.rejected), batch.source.file_name, state_word(batch.state)));
    if (!question.quality) continue;
    const auto text = workspace->load_document(fmt::format("quality:{}", batch.id));
    if (!text) return text.error();
    if (!*text) continue;
    const auto report = io::parse_quality_json(**text);
    if (!report) return report.error();
    result.sentences.push_back(io::quality_text(*report));
  }
  if (auto status = add_results(*workspace, result); !status) return status.error();
  if (question.areas) add_areas(context.dataset, result);
  return result;
}

// check
// ----------------------------------------------------------------------------------------------------------------

struct CheckQuestion {};

void describe(CheckQuestion& /*question*/, core::ParameterVisitor& /*visitor*/) {}

struct LogQuestion {
  bool list = false;
};

void describe(LogQuestion& question, core::ParameterVisitor& visitor) {
  visitor.flag({"list", "List the entries", "Print every entry: when (UTC), under which account, what"}, question.list);
}

core::Result<ops::OperationResult> run_log(const LogQuestion& question, const ops::OperationContext& context) {
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  if (auto status = workspace->verify_log(); !status) return status.error();
  ops::OperationResult result;
  const auto entries = workspace->log_entries();
  if (!entries) return entries.error();
  result.sentences.push_back(fmt::format("The audit log is whole: each of its {} entries follows from the one before.",
                                         core::with_thousands(static_cast<std::int64_t>(entries->size()))));
  if (!question.list) return result;
  for (const store::LogEntry& entry : *entries) {
    result.sentences.push_back(fmt::format("{:>5}  {}  {}  {}  {}", entry.id, entry.at,
                                           entry.who.empty() ? "(account not recorded)" : entry.who, entry.event,
                                           entry.detail));
  }
  return result;
}

core::Result<ops::OperationResult> run_check(const CheckQuestion& /*question*/, const ops::OperationContext& context) {
  const auto workspace = store::Workspace::open(context.workspace, store::Access::read);
  if (!workspace) return workspace.error();
  if (auto status = workspace->verify_log(); !status) return status.error();
  if (auto status = workspace->verify_content(context.progress); !status) return status.error();
  const auto batches = workspace->batches();
  if (!batches) return batches.error();
  const auto complete = std::count_if(batches->begin(), batches->end(), [](const store::BatchRecord& batch) {
    return batch.state == store::BatchState::complete;
  });
  ops::OperationResult result;
  result.sentences.push_back(
      fmt::format("The workspace is whole: the rows of {} {} are those that came in, every spatial index fits, and the "
                  "audit log follows entry from entry.",
                  complete, complete == 1 ? "import" : "imports"));
  return result;
}

}  // namespace

void register_workspace(ops::OperationRegistry& registry) {
  registry.add<InfoQuestion>(
      {.name = "info",
       .title = "What is in the workspace",
       .summary = "Imports with their counts, results and whether they are old, names of areas",
       .method =
           "Lists the imports of the workspace with rows stored and rejected, and the results kept in it; a result is "
           "old where data came or went after it was computed. --areas lists wards and other areas by name.",
       .group = ops::kWorkspaceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas,
       .example = "info saltmere.sqlite --quality",
       .positional = "",
       .results = ops::Results::none},
      run_info);
  registry.add<LogQuestion>({.name = "verify-log",
                             .title = "Check the audit log",
                             .summary = "Is the record of who did what complete and unchanged?",
                             .method = "Recomputes the SHA-256 chain over the append-only audit log; the first entry "
                                       "that does not fit is named. Each entry says when, under which account of the "
                                       "operating system and what; the log stays in the workspace.",
                             .group = ops::kWorkspaceGroup,
                             .use = ops::WorkspaceUse::reads,
                             .needs = borough::Part::areas,
                             .example = "verify-log saltmere.sqlite --list",
                             .positional = "",
                             .results = ops::Results::none},
                            run_log);
  registry.add<CheckQuestion>(
      {.name = "check",
       .title = "Check the workspace for damage",
       .summary = "Is every row still as it was imported? Finds flipped bits and edited tables",
       .method =
           "Compares the rows of each import with the SHA-256 that was taken when they came in, and checks the file's "
           "structure, the spatial indexes and the audit log. SQLite's own check finds four in ten flipped bits. Where "
           "an "
           "import is no longer as it was, it is named: withdraw it and import its file again. Exit status 1 then.",
       .group = ops::kWorkspaceGroup,
       .use = ops::WorkspaceUse::reads,
       .needs = borough::Part::areas,
       .example = "check saltmere.sqlite",
       .positional = "",
       .results = ops::Results::none},
      run_check);
}

}  // namespace wardscope::catalog
