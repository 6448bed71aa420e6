// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any text as a recipe: refused, or written and read the same, and its parameters within their ranges.
#include "fuzz/harness.hpp"
#include "ops/parameters.hpp"
#include "ops/recipe.hpp"
#include "ops/toy_operation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace wardscope;
  static const ops::OperationRegistry registry = ops::toy_registry();
  const auto read = ops::recipe_from_json(registry, fuzz::text_of(data, size));
  if (!read) return 0;
  for (const auto& step : read->steps) {
    fuzz::require(static_cast<bool>(ops::check_parameters(*step)), "parameters are within their ranges");
  }
  const std::string written = ops::to_json(*read);
  const auto again = ops::recipe_from_json(registry, written);
  fuzz::require(again.has_value(), "what is written can be read");
  fuzz::require(ops::to_json(*again) == written, "and is the same");
  return 0;
}
