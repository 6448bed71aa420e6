// SPDX-License-Identifier: GPL-3.0-or-later
//
// Recipes on a small synthetic borough, each against the table that it gave when somebody looked at it. To look anew:
// run with WARDSCOPE_WRITE_EXPECTED=1, read the difference, and say in the commit why it is right.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/export_layers.hpp"
#include "core/text.hpp"
#include "ops/parameters.hpp"
#include "ops/recipe.hpp"
#include "ops/runner.hpp"
#include "support/shared_data.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::catalog {
namespace {

namespace fs = std::filesystem;

constexpr double kTolerance = 1e-6;  // of a number, in parts of it: what another compiler may make of a sum

const ops::OperationRegistry& registry() {
  static const ops::OperationRegistry all = builtin_operations();
  return all;
}

core::Result<ops::OperationResult> run_step(const ops::Operation& step, const fs::path& workspace) {
  core::Diagnostics diagnostics;
  auto run =
      ops::run_operation(step, {.workspace = workspace, .keep = ops::Keep::no, .now_utc = "2025-01-01T00:00:00Z"},
                         jobs::Progress(), diagnostics);
  if (!run) return run.error();
  return std::move(run->result);
}

/// 6,000 incidents in Saltmere, seed 3; made once.
const fs::path& borough() {
  static const test::TemporaryFolder folder;
  static const fs::path path = [] {
    fs::path made = folder / "saltmere.sqlite";
    const auto sample = registry().make("sample");
    EXPECT_TRUE(ops::set_parameter(*sample, "output", {made.string()}));
    EXPECT_TRUE(ops::set_parameter(*sample, "incidents", {"6000"}));
    EXPECT_TRUE(ops::set_parameter(*sample, "seed", {"3"}));
    const auto done = run_step(*sample, {});
    EXPECT_TRUE(done) << (done ? "" : done.error().message);
    return made;
  }();
  return path;
}

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The table of a step as a user gets it: a table that it wrote itself, or its layer exported.
std::string table_of(const ops::OperationResult& result, const fs::path& scratch) {
  for (const fs::path& file : result.files) {
    if (file.extension() == ".csv") return content_of(file);
  }
  core::Diagnostics diagnostics;
  const jobs::Progress progress;
  const auto files = export_layers(result, "{}", {{(scratch / "table.csv").string()}, {}, progress, diagnostics});
  return files ? content_of(scratch / "table.csv") : files.error().message;
}

bool same_cell(std::string_view found, std::string_view expected) {
  if (found == expected) return true;
  const auto a = core::parse_number(found);
  const auto b = core::parse_number(expected);
  return a && b && std::abs(*a - *b) <= kTolerance * std::max(1.0, std::abs(*b));
}

/// Where the tables differ, for people; empty where they are the same.
std::string difference(const std::string& found, const std::string& expected) {
  const auto lines = core::split(found, '\n');
  const auto wanted = core::split(expected, '\n');
  if (lines.size() != wanted.size()) {
    return std::to_string(lines.size()) + " lines for " + std::to_string(wanted.size());
  }
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const auto cells = core::split(lines[line], ',');
    const auto expected_cells = core::split(wanted[line], ',');
    const bool same = std::equal(cells.begin(), cells.end(), expected_cells.begin(), expected_cells.end(), same_cell);
    if (!same)
      return "line " + std::to_string(line + 1) + ": " + std::string(lines[line]) +
             "\nexpected: " + std::string(wanted[line]);
  }
  return {};
}

std::vector<std::string> recipe_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(test::source_folder() / "tests/recipes")) {
    if (fs::exists(entry.path() / "recipe.json")) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Recipes : public testing::TestWithParam<std::string> {};

TEST_P(Recipes, GivesTheTableThatWasLookedAt) {
  const fs::path folder = test::source_folder() / "tests/recipes" / GetParam();
  auto recipe = ops::read_recipe(registry(), folder / "recipe.json");
  ASSERT_TRUE(recipe) << recipe.error().message;
  const test::TemporaryFolder scratch;

  std::string found;
  for (const auto& step : recipe->steps) {
    if (step->info().name == "profile") {
      ASSERT_TRUE(ops::set_parameter(*step, "output", {(scratch / "profiles").string()}));
    }
    const auto result = run_step(*step, borough());
    ASSERT_TRUE(result) << result.error().message;
    found = table_of(*result, scratch.path());
  }

  if (std::getenv("WARDSCOPE_WRITE_EXPECTED") != nullptr) std::ofstream(folder / "expected.csv") << found;
  EXPECT_EQ(difference(found, content_of(folder / "expected.csv")), "");
}

INSTANTIATE_TEST_SUITE_P(Shipped, Recipes, testing::ValuesIn(recipe_names()), [](const auto& parameter) {
  std::string name = parameter.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace wardscope::catalog
