// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.hpp"
#include "ops/operation.hpp"
#include "ops/recipe.hpp"

namespace wardscope::cli {

/// What `wardscope view` was asked.
struct ViewRequest {
  std::filesystem::path workspace;
  std::optional<std::filesystem::path> shader_folder;
  std::optional<std::filesystem::path> screenshot;  ///< write the window there after `frames` frames and leave
  int frames = 0;
  double ui_scale = 1.0;  ///< 0.5 to 4
};

/// What the program above the command line does; `cli` itself knows no window.
struct Hooks {
  std::function<ExitStatus(const ViewRequest&)> view;
  std::function<bool()> has_display;
  std::string_view demo_recipe;  ///< JSON
};

/// Runs one command line (without the program's name). Results go to stdout, everything else to stderr.
ExitStatus run_command_line(const ops::OperationRegistry& registry, const std::vector<std::string>& words,
                            const Hooks& hooks);

/// Runs the steps of a recipe, printing each finding. `workspace` replaces the recipe's where it is not empty.
ExitStatus run_recipe(const ops::Recipe& recipe, const std::filesystem::path& workspace, Verbosity verbosity);

}  // namespace wardscope::cli
