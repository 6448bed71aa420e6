// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "report/report_table.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// The first rows of a result's list for a page: the columns that tell most, as many as a page is wide, in the order of
/// the list. Its note says which rows and columns are not on it. What was hidden says so.
/// @param safe the list as it may leave the program (counts_that_may_leave())
report::ReportTable briefing_table(const table::FeatureTable& safe, const std::string& title, std::size_t most_rows);

}  // namespace wardscope::catalog
