// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <variant>

#include "ops/operation.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// The list of a result's first layer.
inline const table::FeatureTable& table_of(const ops::OperationResult& result) {
  return *std::get<core::Snapshot<table::FeatureTable>>(result.layers.front().data);
}

/// A cell of a named column in words.
inline std::string text_at(const table::FeatureTable& features, std::size_t row, const std::string& column) {
  return table::to_text(features.at(row, *features.column(column)), 3);
}

/// A cell as a number; -1 where it is none.
inline double number_at(const table::FeatureTable& features, std::size_t row, const std::string& column) {
  return table::to_number(features.at(row, *features.column(column))).value_or(-1.0);
}

}  // namespace wardscope::catalog
