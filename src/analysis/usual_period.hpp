// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "borough/incidents.hpp"

namespace wardscope::analysis {

/// Months as a filter has them, "2025-01".
struct Period {
  std::string from;
  std::string to;
};

/// What a profile is of where no period is chosen: the last twelve complete months that the records reach, fewer where
/// they begin later. The last month is complete where its records tell no more than the month, or reach its last three
/// days. Months that were never imported may lie among the twelve. Nothing where no time is known.
std::optional<Period> usual_period(const borough::IncidentTable& incidents);

/// The time of the last record, where its month is not complete and usual_period() leaves it out; else nothing.
std::optional<core::LocalMinute> unfinished_month(const borough::IncidentTable& incidents);

}  // namespace wardscope::analysis
