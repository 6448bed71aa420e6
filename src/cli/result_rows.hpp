// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "ops/operation.hpp"

namespace wardscope::cli {

/// How much of a result is printed.
struct RowsShown {
  std::size_t rows = 5;  ///< of each table
  std::size_t tables = 2;
  std::size_t width = 100;  ///< columns of the terminal; columns of the table that do not fit are left out
};

/// The first rows of the result's tables that count something, aligned: the highest ranks, or the largest counts.
/// Passes disclosure control as any file does: a row with a small count is not shown, nor how it would rank. Empty
/// where nothing is counted.
std::string first_rows(const ops::OperationResult& result, const RowsShown& shown = {});

}  // namespace wardscope::cli
