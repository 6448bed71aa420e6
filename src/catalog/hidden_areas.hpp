// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coverage.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "ops/counted_incidents.hpp"

namespace wardscope::catalog {

/// Incidents of all types under a filter, and which of them a camera sees.
struct AllTypes {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint16_t> cameras_by_row;  ///< how many cameras have each in view; empty: not asked, or not known
};

/// The filter's incidents whatever their type. @returns as borough::select()
core::Result<AllTypes> all_types(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter);

/// What a coverage was computed from and what came out.
struct CoverageRun {
  const analysis::CoverageInput& input;
  const analysis::CoverageOptions& options;
  const borough::IncidentFilter& filter;
  const analysis::Coverage& found;
};
/// The same with what cameras see of each: counted anew where the run chose some types. @returns also cancelled
core::Result<AllTypes> all_types_seen(const CoverageRun& run, const jobs::Progress& progress);

/// A table of counts by area: of the chosen types of these incidents. Borrows everything.
struct CountsOfAreas {
  const borough::IncidentTable& incidents;
  const borough::AreaSet& areas;
  const borough::IncidentFilter& filter;
  const AllTypes& all;
};

/// The areas whose row is hidden because of what rows of other types tell beside it (analysis::sums_hidden_by_types()):
/// of all incidents, and where what cameras see is shown, of those in view and those out of view too. @returns
/// cancelled
core::Result<ops::HiddenAreas> hidden_areas(const CountsOfAreas& of, const jobs::Progress& progress);

/// By category, whether the tables of those areas hide the type's total: of all, of those in view or of those out of
/// view. @returns cancelled
core::Result<std::vector<bool>> hidden_types(const CountsOfAreas& of, const jobs::Progress& progress);

}  // namespace wardscope::catalog
