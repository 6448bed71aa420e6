// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "ops/operation.hpp"

namespace wardscope::catalog {

/// Counts by area that are about to leave the program.
struct AreaExport {
  const borough::AreaSet& areas;
  std::vector<std::string> codes;  ///< of the areas that are shown
  const borough::IncidentFilter& filter;
  analysis::DisclosureOptions disclosure;
};

/// Refuses an export from which, together with an earlier one of this workspace, a small count could be worked out by
/// subtraction (analysis/differencing.hpp): of an area that both show, or of all areas, whose total every export prints.
/// @returns conflict that names the areas and the earlier export and says what to do; malformed where the list of
///   earlier exports is damaged; cancelled
core::Status check_against_earlier_exports(const AreaExport& wanted, const ops::OperationContext& context);

/// Remembers an export in the workspace and in its audit log. Where the workspace can't be written to, a warning says
/// that later exports can't be held against this one. @returns malformed, or the workspace's error
core::Status remember_export(const AreaExport& made, const ops::OperationContext& context);

}  // namespace wardscope::catalog
