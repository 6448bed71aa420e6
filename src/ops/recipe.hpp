// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::ops {

/// Whether file names in a text leave the program with their folders.
enum class Paths {
  whole,       ///< a recipe that is to be run again
  names_only,  ///< provenance: a folder may hold a user's name
};

/// The parameters as a JSON object, keys in the order of describe(), numbers round-trip exact, two spaces indent.
std::string parameters_to_json(const Operation& operation, Paths paths = Paths::whole);
/// Sets parameters from a JSON object; absent keys keep their value. @returns invalid_argument that names the unknown
/// key or the value that is of the wrong type or out of range.
core::Status parameters_from_json(Operation& operation, std::string_view json);

/// Operations to run one after the other on one workspace.
struct Recipe {
  std::string title;
  std::string workspace;  ///< path, may be empty
  std::vector<std::unique_ptr<Operation>> steps;
};

/// JSON: {"wardscope_recipe": 1, "title": …, "workspace": …, "steps": [{"operation": …, "parameters": {…}}]}.
std::string to_json(const Recipe& recipe);
/// @returns malformed (not JSON, no recipe), unsupported (newer version), not_found (unknown operation; names the
/// step), invalid_argument (names step and parameter).
core::Result<Recipe> recipe_from_json(const OperationRegistry& registry, std::string_view json);
core::Result<Recipe> read_recipe(const OperationRegistry& registry, const std::filesystem::path& file);

}  // namespace wardscope::ops
