// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "ops/operation.hpp"
#include "ops/provenance.hpp"

namespace wardscope::ops {

/// Whether the layers of a result stay in the workspace, where the map and other GIS find them.
enum class Keep { no, yes };

struct RunOptions {
  std::filesystem::path workspace;  ///< may be empty for operations that use none
  Keep keep = Keep::yes;
  std::string now_utc;  ///< see ops::now_utc()
};

struct RunOutcome {
  OperationResult result;
  Provenance provenance;
};

/// Checks the parameters, loads what the operation needs, runs it, keeps its layers. Used by the command line and the
/// window alike. @returns the operation's error, or that of the workspace, cancelled where the progress said stop;
/// nothing is kept then. Where another program writes to the workspace, the answer comes with that conflict as its
/// trouble, and nothing is kept.
core::Result<RunOutcome> run_operation(const Operation& operation, const RunOptions& options,
                                       const jobs::Progress& progress, core::Diagnostics& diagnostics);

/// The same on a dataset that is loaded already (the window's); layers are kept in options.workspace unless that is
/// empty.
core::Result<RunOutcome> run_operation_on(const borough::Dataset& dataset, const Operation& operation,
                                          const RunOptions& options, const jobs::Progress& progress,
                                          core::Diagnostics& diagnostics);

}  // namespace wardscope::ops
