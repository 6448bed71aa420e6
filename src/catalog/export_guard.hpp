// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// Counts by area that are about to leave the program.
struct AreaExport {
  const borough::AreaSet& areas;
  std::vector<std::string> codes;  ///< of the areas that are shown
  const borough::IncidentFilter& filter;
  analysis::DisclosureOptions disclosure;
};

/// Refuses an export from which, together with an earlier one of this workspace, a small count could be worked out by
/// subtraction (analysis/differencing.hpp): of an area that both show, or of all areas, whose total every export
/// prints.
/// @returns conflict that names the areas and the earlier export and says what to do; malformed where the list of
///   earlier exports is damaged; cancelled
core::Status check_against_earlier_exports(const AreaExport& wanted, const ops::OperationContext& context);

/// Remembers an export in the workspace and in its audit log. Where the workspace can't be written to, a warning says
/// that later exports can't be held against this one. @returns malformed, or the workspace's error
core::Status remember_export(const AreaExport& made, const ops::OperationContext& context);

/// A table that may hold counts by area, on its way out.
struct AreaCounts {
  const table::FeatureTable& features;
  const ops::CountedIncidents& counted;  ///< of a table that is no set of areas, the class of its counts alone
  std::string provenance_code;
};

/// The workspace that it leaves, which remembers what left it; empty: none.
struct ExportPlace {
  const std::filesystem::path& workspace;
  const jobs::Progress& progress;
  core::Diagnostics& diagnostics;
};

/// The table as it may leave (suppressed_counts()). Rows whose count, beside an earlier export of the same areas, would
/// tell a small count by subtraction are hidden with the small ones, and a note says of how many that is true.
/// @returns conflict where the counts of all areas together would tell one; malformed where the list of earlier exports
/// is
///   damaged; cancelled
core::Result<table::FeatureTable> counts_that_may_leave(const AreaCounts& counts, const ExportPlace& place);

/// Remembers the rows that are shown in `safe`. @returns as remember_export()
core::Status remember_counts(const AreaCounts& counts, const table::FeatureTable& safe, const ExportPlace& place);

}  // namespace wardscope::catalog
