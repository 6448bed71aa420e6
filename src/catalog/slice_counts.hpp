// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/two_periods.hpp"
#include "borough/incidents.hpp"
#include "catalog/ground_units.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::catalog {

/// Incidents that are to be counted by slices of time, with the filter that selected the rows. Borrowed.
struct SlicedIncidents {
  const borough::IncidentTable& table;
  const borough::IncidentFilter& filter;
  const std::vector<std::uint32_t>& rows;
};

struct SliceCounts {
  std::vector<analysis::MonthSpan> slices;  ///< one after the other, equally many months each
  std::vector<double> counts;               ///< units x slices, unit by unit
  std::int64_t inside = 0;
  std::int64_t elsewhere = 0;  ///< in a slice and in no unit
  [[nodiscard]] analysis::MonthSpan span() const { return {slices.front().first, slices.back().last}; }
};

/// Counts of the months that the filter names, or of the unbroken run of recorded months (analysis::recorded_period()).
/// Months that fill no whole slice are left out at the beginning. @returns as recorded_period(); invalid_argument where
/// there are fewer than two slices; cancelled. @pre months_a_slice >= 1
core::Result<SliceCounts> count_by_slice(const GroundUnits& units, const SlicedIncidents& incidents, int months_a_slice,
                                         const jobs::Progress& progress);

}  // namespace wardscope::catalog
