// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace wardscope::io {

/// The hidden subcommand with which this program re-executes itself to open one foreign file in a confined process:
/// `wardscope __read-foreign …`. main() must hand over to run_foreign_worker() before anything else.
constexpr std::string_view kForeignWorkerCommand = "__read-foreign";

/// Reads the file that its arguments name and writes its rows to the pipe it was given. Only the few drivers that are
/// needed are registered; before the file is opened the process gives up new privileges, network, most of the file
/// system and unlimited memory, as far as the system lets it. @returns the exit status.
int run_foreign_worker(int argc, char** argv);

}  // namespace wardscope::io
