// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "borough/dataset.hpp"
#include "geo/shapes.hpp"
#include "ops/operation.hpp"
#include "store/workspace.hpp"
#include "table/feature_table.hpp"

namespace wardscope::endtoend {

/// Parameters as on the command line: name without dashes, words.
using Words = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// Runs an operation of the registry on a workspace, as the command line does. A failure is a test failure; the result
/// is then empty.
ops::OperationResult run_step(const std::string& operation, const std::filesystem::path& workspace, const Words& words);

borough::Dataset load_all(const std::filesystem::path& workspace);
std::vector<store::BatchRecord> batches_of(const std::filesystem::path& workspace);

/// The table of the named layer; an empty one, and a test failure, where there is none.
table::FeatureTable layer(const ops::OperationResult& result, const std::string& name);
/// The polygons of each row.
std::vector<geo::MultiPolygon> shapes_of(const table::FeatureTable& table);
/// Whether any shape holds the point.
bool any_holds(const std::vector<geo::MultiPolygon>& shapes, geo::Point p);

}  // namespace wardscope::endtoend
