// SPDX-License-Identifier: GPL-3.0-or-later
#include "ops/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "borough/area_choice.hpp"
#include "ops/kept_findings.hpp"
#include "ops/parameters.hpp"
#include "ops/result_names.hpp"
#include "store/workspace.hpp"

namespace wardscope::ops {
namespace {

constexpr double kLoadShare = 0.15;  // of the progress bar; loading is the shorter part
constexpr double kRunShare = 0.95;

/// What a run said and how it was made.
struct RunWords {
  const std::vector<std::string>& findings;
  const Provenance& provenance;
};

store::StoredResult to_stored(const ResultLayer& layer, const Operation& operation, const RunWords& run) {
  const auto& [findings, provenance] = run;
  store::StoredResult stored;
  stored.name = layer.name;
  stored.title = layer.title;
  stored.operation = operation.info().name;
  stored.provenance_json = with_findings(with_counted(provenance.json, layer.counted), findings);
  stored.style = layer.style;
  stored.unit = layer.unit;
  if (const auto* features = std::get_if<core::Snapshot<table::FeatureTable>>(&layer.data)) {
    stored.features = **features;
  } else {
    stored.raster = *std::get<core::Snapshot<raster::Raster<float>>>(layer.data);
  }
  return stored;
}

struct KeepPlace {
  const std::filesystem::path& path;
  core::Diagnostics& diagnostics;
};

/// Says what is lost where a result of other parameters has the name already.
core::Status note_replaced(const store::Workspace& workspace, const OperationResult& result,
                           const Provenance& provenance, core::Diagnostics& diagnostics) {
  const auto kept = workspace.result_summaries();
  if (!kept) return kept.error();
  for (const store::ResultSummary& former : *kept) {
    const bool replaced = std::any_of(result.layers.begin(), result.layers.end(),
                                      [&](const auto& layer) { return layer.name == former.name; });
    const std::string parameters =
        replaced ? former_parameters(former.provenance_json, provenance.json) : std::string();
    if (parameters.empty()) continue;
    diagnostics.note(
        "result-replaced",
        fmt::format("the kept result '{}' ({}) was replaced: its {}; give one of them a --name to keep both",
                    former.name, former.title, parameters));
  }
  return {};
}

core::Status keep_layers(const OperationResult& result, const Operation& operation, const Provenance& provenance,
                         const borough::Dataset& dataset, const KeepPlace& place) {
  auto workspace = store::Workspace::open(place.path, store::Access::write);
  if (!workspace) {
    return core::Error{workspace.error().code, workspace.error().message + "; with --no-keep nothing is kept in it"};
  }
  if (auto status = note_replaced(*workspace, result, provenance, place.diagnostics); !status) return status;
  for (const ResultLayer& layer : result.layers) {
    store::StoredResult stored = to_stored(layer, operation, {result.sentences, provenance});
    stored.dataset_revision = dataset.revision;
    if (auto status = workspace->save_result(stored); !status) {
      return status.error().within(fmt::format("keeping layer '{}'", layer.name));
    }
  }
  return workspace->log("operation", fmt::format("{} {}", operation.info().name, provenance.code));
}

}  // namespace

core::Result<RunOutcome> run_operation(const Operation& operation, const RunOptions& options,
                                       const jobs::Progress& progress, core::Diagnostics& diagnostics) {
  if (operation.info().use != WorkspaceUse::reads) {
    return run_operation_on(borough::Dataset{}, operation, options, progress, diagnostics);
  }
  if (auto status = check_parameters(operation); !status) return status.error();
  if (auto status = check_result_name(operation.result_name()); !status) return status.error();
  if (options.workspace.empty()) {
    return core::invalid_argument(fmt::format("'{}' needs a workspace; add --workspace FILE", operation.info().name));
  }
  auto dataset = [&]() -> core::Result<borough::Dataset> {
    auto workspace = store::Workspace::open(options.workspace, store::Access::read);
    if (!workspace) return workspace.error();
    return workspace->load(operation.info().needs, progress.part(0.0, kLoadShare, "Loading"));
  }();
  if (!dataset) return dataset.error();
  return run_operation_on(*dataset, operation, options, progress.part(kLoadShare, 1.0, operation.info().title),
                          diagnostics);
}

core::Result<RunOutcome> run_operation_on(const borough::Dataset& dataset, const Operation& operation,
                                          const RunOptions& options, const jobs::Progress& progress,
                                          core::Diagnostics& diagnostics) {
  if (auto status = check_parameters(operation); !status) return status.error();
  if (auto status = check_result_name(operation.result_name()); !status) return status.error();
  const auto chosen = borough::with_area_sets(dataset, operation.area_sets());
  if (!chosen) return chosen.error();
  const jobs::Progress run_progress = progress.part(0.0, kRunShare);
  try {
    Provenance provenance = make_provenance(operation, *chosen, options.now_utc);
    auto result =
        operation.run({*chosen, options.workspace, run_progress, diagnostics, provenance.code, provenance.json});
    if (!result) return result.error();
    RunOutcome outcome{std::move(result).value(), {}};
    outcome.provenance = with_used_files(std::move(provenance), outcome.result.used);
    name_layers(outcome.result, operation);
    const bool keeps = options.keep == Keep::yes && operation.info().use == WorkspaceUse::reads;
    if (keeps && !options.workspace.empty() && !outcome.result.layers.empty()) {
      const auto kept =
          keep_layers(outcome.result, operation, outcome.provenance, dataset, {options.workspace, diagnostics});
      // Another program writes: the answer stands, though it is not kept.
      const bool busy = !kept && kept.error().code == core::ErrorCode::conflict;
      if (!kept && !busy) return kept.error();
      if (busy && !outcome.result.trouble) outcome.result.trouble = kept.error().within("the result is not kept");
    }
    return outcome;
  } catch (const std::bad_alloc&) {
    return core::internal_error(
        fmt::format("'{}' ran out of memory; choose larger cells or fewer incidents", operation.info().name));
  }
}

}  // namespace wardscope::ops
