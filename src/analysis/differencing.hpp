// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/disclosure.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Two selections of the same incidents that both were, or are to be, published by area. Borrows everything.
struct SelectionPair {
  const borough::IncidentTable& incidents;
  const borough::AreaSet& areas;
  const borough::IncidentFilter& first;
  const borough::IncidentFilter& second;
};

/// How the two counts of an area differ.
struct AreaDifference {
  std::int64_t remainder = 0;  ///< incidents that one selection has and the other has not
  bool tells = false;          ///< subtracting the counts would tell a small count; see told_by_difference()
};

/// One for each area of the set, then one for all areas together. @returns as told_by_difference()
core::Result<std::vector<AreaDifference>> differences(const SelectionPair& pair, const DisclosureControl& control,
                                                      const jobs::Progress& progress);

/// The areas (rows of the set) in which the difference of the two counts would tell a small count: one selection holds
/// the other there, both counts may be shown, and the remainder is small (DisclosureControl::is_small, by the sensitive
/// threshold where all of the remainder is of sensitive types). All areas together count as one more, areas.size().
/// Selections of which neither holds the other tell nothing by subtraction, also of an area in which one happens to
/// hold the other, which nobody outside knows: each has at least a threshold's number beside the other in all areas
/// together.
/// @returns invalid_argument as borough::select(); cancelled
core::Result<std::vector<std::size_t>> told_by_difference(const SelectionPair& pair, const DisclosureControl& control,
                                                          const jobs::Progress& progress);

/// The filter with its open ends set to the first and last month of the table: what an export of today covers, when it
/// is asked again after more was imported. A table without times leaves it as it is.
borough::IncidentFilter with_period(borough::IncidentFilter filter, const borough::IncidentTable& incidents);

}  // namespace wardscope::analysis
