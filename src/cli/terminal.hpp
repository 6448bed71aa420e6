// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/diagnostics.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "ops/runner.hpp"

namespace wardscope::cli {

/// 0 done, 1 failed, 2 usage, 130 stopped.
enum class ExitStatus : int { done = 0, failed = 1, usage = 2, stopped = 130 };

ExitStatus exit_status(const core::Error& error);
/// done, or of what a result says could not be done, which is printed.
ExitStatus outcome_status(const ops::OperationResult& result);

enum class Verbosity { normal, quiet };

/// Runs `work` on a worker with a progress bar on stderr where that is a terminal. Ctrl-C stops the work.
core::Result<ops::RunOutcome> run_with_progress(
    std::string_view label, Verbosity verbosity,
    const std::function<core::Result<ops::RunOutcome>(const jobs::Progress&)>& work);

/// One line of a progress bar, `width` columns at the most: "Density of incidents [#####-----]  43 %  Counting".
std::string progress_line(std::string_view label, double fraction, std::string_view stage, std::size_t width = 100);

/// The findings, a line each, then the files written; of a long list the first few and where the others are.
void print_outcome(const ops::OperationResult& result);

/// Columns of the terminal that stdout is; 100 where it is none (a pipe, a file).
std::size_t terminal_width();

/// "error: …" on stderr, with advice for the code.
void print_error(const core::Error& error);
/// Warnings and notes on stderr, with how many more there were of each code.
void print_diagnostics(const core::Diagnostics& diagnostics);

}  // namespace wardscope::cli
