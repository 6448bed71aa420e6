// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "catalog/inputs.hpp"
#include "catalog/operations.hpp"
#include "catalog/result_age.hpp"
#include "core/text.hpp"
#include "ops/operation_groups.hpp"
#include "store/workspace.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kMostAtOnce = 10000;  // more is a slip of the keyboard

struct WithdrawQuestion {
  std::vector<std::string> batches;
};

void describe(WithdrawQuestion& question, core::ParameterVisitor& visitor) {
  visitor.texts(
      {"batch", "Imports", "Number of the import, as 'wardscope info' lists it, or several: 2-19; repeat it for more"},
      core::TextKind::plain, question.batches);
}

/// "3" or "2-19" to numbers.
core::Result<std::set<std::int64_t>> numbers_of(const std::vector<std::string>& batches) {
  std::set<std::int64_t> numbers;
  for (const std::string& text : batches) {
    for (const std::string_view part : core::split(text, ',')) {
      const std::size_t hyphen = part.find('-', 1);
      const auto first = core::parse_integer(core::trimmed(part.substr(0, hyphen)));
      const auto last =
          hyphen == std::string_view::npos ? first : core::parse_integer(core::trimmed(part.substr(hyphen + 1)));
      if (!first || !last || *first < 1 || *last < *first ||
          static_cast<std::uint64_t>(*last - *first) >= kMostAtOnce) {
        return core::invalid_argument(fmt::format(
            "--batch '{}': an import has a number, 3, and several have 2-19; 'wardscope info' lists them", text));
      }
      for (std::int64_t number = *first; number <= *last; ++number) numbers.insert(number);
    }
  }
  return numbers;
}

/// The complete imports of these numbers: all of them are there, or none is withdrawn.
core::Result<std::vector<store::BatchRecord>> complete_ones(const store::Workspace& workspace,
                                                            const std::set<std::int64_t>& numbers) {
  const auto known = workspace.batches();
  if (!known) return known.error();
  std::vector<store::BatchRecord> found;
  for (const std::int64_t number : numbers) {
    const auto batch =
        std::find_if(known->begin(), known->end(), [&](const store::BatchRecord& one) { return one.id == number; });
    if (batch == known->end()) {
      return core::not_found(
          fmt::format("there is no import {}; 'wardscope info' lists them; nothing was withdrawn", number));
    }
    if (batch->state != store::BatchState::complete) {
      return core::not_found(
          fmt::format("import {} ('{}') is withdrawn already; nothing was withdrawn", number, batch->source.file_name));
    }
    found.push_back(*batch);
  }
  return found;
}

/// Says which kept results are of data that are no longer there.
core::Status say_old_results(const store::Workspace& workspace, ops::OperationResult& answer) {
  const auto kept = workspace.result_summaries();
  if (!kept) return kept.error();
  std::vector<std::string> old;
  for (const store::ResultSummary& result : *kept) {
    const auto age = why_old(workspace, result.dataset_revision);
    if (!age) return age.error();
    if (!age->empty()) old.push_back("'" + result.name + "'");
  }
  if (!old.empty()) {
    answer.sentences.push_back(fmt::format("Of kept results, {} {} old now: run {} again.", joined_names(old),
                                           old.size() == 1 ? "is" : "are", old.size() == 1 ? "it" : "them"));
  }
  return {};
}

core::Result<ops::OperationResult> run_withdraw(const WithdrawQuestion& question,
                                                const ops::OperationContext& context) {
  const auto numbers = numbers_of(question.batches);
  if (!numbers) return numbers.error();
  if (numbers->empty()) return core::invalid_argument("which import? Add --batch N; 'wardscope info' lists them");
  auto workspace = store::Workspace::open(context.workspace, store::Access::write);
  if (!workspace) return workspace.error();
  const auto batches = complete_ones(*workspace, *numbers);
  if (!batches) return batches.error();
  ops::OperationResult result;
  for (std::size_t i = 0; i < batches->size(); ++i) {
    const store::BatchRecord& batch = (*batches)[i];
    if (!context.progress.tick(static_cast<double>(i) / static_cast<double>(batches->size()))) return core::cancelled();
    if (auto status = workspace->withdraw_batch(batch.id); !status) return status.error();
    result.sentences.push_back(fmt::format(
        "Import {} ('{}', {} {}) was withdrawn: it is in no map and no number any more.", batch.id,
        batch.source.file_name, core::with_thousands(batch.counts.stored), batch.counts.stored == 1 ? "row" : "rows"));
  }
  if (auto status = say_old_results(*workspace, result); !status) return status.error();
  return result;
}

}  // namespace

void register_withdraw(ops::OperationRegistry& registry) {
  registry.add<WithdrawQuestion>(
      {.name = "withdraw",
       .title = "Withdraw an import",
       .summary = "Take an import, or several, back out of the workspace",
       .method =
           "Removes the rows of imports and notes that in the audit log. Results computed before are marked as old.",
       .group = ops::kImportGroup,
       .use = ops::WorkspaceUse::writes,
       .needs = {},
       .example = "withdraw --batch 3 --workspace bournemouth.sqlite",
       .positional = ""},
      run_withdraw);
}

}  // namespace wardscope::catalog
