// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/command_line.hpp"

namespace wardscope::cli {

ExitStatus run_recipe(const ops::Recipe& recipe, const std::filesystem::path& workspace, Verbosity verbosity) {
  const std::string now = ops::now_utc();
  for (std::size_t i = 0; i < recipe.steps.size(); ++i) {
    const ops::Operation& operation = *recipe.steps[i];
    core::Diagnostics diagnostics;
    const ops::RunOptions options{workspace.empty() ? std::filesystem::path(recipe.workspace) : workspace,
                                  ops::Keep::yes, now};
    if (verbosity == Verbosity::normal) {
      fmt::print(stderr, "[{}/{}] {}\n", i + 1, recipe.steps.size(), operation.info().title);
    }
    auto outcome = run_with_progress(operation.info().title, verbosity, [&](const jobs::Progress& progress) {
      return ops::run_operation(operation, options, progress, diagnostics);
    });
    print_diagnostics(diagnostics);
    if (!outcome) {
      print_error(outcome.error().within(fmt::format("step {} ({})", i + 1, operation.info().name)));
      return exit_status(outcome.error());
    }
    print_outcome(outcome->result);
    if (const ExitStatus status = outcome_status(outcome->result); status != ExitStatus::done) return status;
  }
  return ExitStatus::done;
}

}  // namespace wardscope::cli
