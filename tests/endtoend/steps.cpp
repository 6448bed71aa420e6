// SPDX-License-Identifier: GPL-3.0-or-later
#include "endtoend/steps.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "catalog/catalog.hpp"
#include "ops/parameters.hpp"
#include "ops/runner.hpp"

namespace wardscope::endtoend {
namespace {

/// The value, or an empty one with a test failure that says why.
template <typename T>
T value_of(core::Result<T> result, const std::string& doing) {
  if (result) return *std::move(result);
  ADD_FAILURE() << doing << ": " << result.error().message;
  return T{};
}

}  // namespace

ops::OperationResult run_step(const std::string& operation, const std::filesystem::path& workspace,
                              const Words& words) {
  const auto step = catalog::builtin_operations().make(operation);
  if (step == nullptr) {
    ADD_FAILURE() << "no operation '" << operation << "'";
    return {};
  }
  for (const auto& [name, values] : words) {
    const auto set = ops::set_parameter(*step, name, values);
    EXPECT_TRUE(set) << operation << " --" << name << ": " << (set ? "" : set.error().message);
  }
  core::Diagnostics diagnostics;
  const ops::RunOptions options{workspace, ops::Keep::yes, "2026-01-01T00:00:00Z"};
  return value_of(ops::run_operation(*step, options, jobs::Progress(), diagnostics), operation).result;
}

borough::Dataset load_all(const std::filesystem::path& workspace) {
  const auto opened = store::Workspace::open(workspace, store::Access::read);
  EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
  return opened ? value_of(opened->load(borough::Parts::all(), jobs::Progress()), "loading") : borough::Dataset{};
}

std::vector<store::BatchRecord> batches_of(const std::filesystem::path& workspace) {
  const auto opened = store::Workspace::open(workspace, store::Access::read);
  EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
  return opened ? value_of(opened->batches(), "listing imports") : std::vector<store::BatchRecord>{};
}

table::FeatureTable layer(const ops::OperationResult& result, const std::string& name) {
  for (const ops::ResultLayer& layer : result.layers) {
    const auto* features = std::get_if<core::Snapshot<table::FeatureTable>>(&layer.data);
    if (layer.name == name && features != nullptr) return **features;
  }
  ADD_FAILURE() << "the result has no table '" << name << "'";
  return {};
}

std::vector<geo::MultiPolygon> shapes_of(const table::FeatureTable& table) {
  std::vector<geo::MultiPolygon> shapes;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (const auto* shape = std::get_if<geo::MultiPolygon>(&table.geometry(row))) shapes.push_back(*shape);
  }
  return shapes;
}

bool any_holds(const std::vector<geo::MultiPolygon>& shapes, geo::Point p) {
  return std::any_of(shapes.begin(), shapes.end(), [&](const auto& shape) { return geo::contains(shape, p); });
}

}  // namespace wardscope::endtoend
