// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "borough/incidents.hpp"
#include "core/result.hpp"
#include "ui/view_model.hpp"

namespace wardscope::app {

/// Incidents by month and by type, all of them: what the timeline and the type list start from. Rows whose month is not
/// known are in no month.
ui::MonthlyCounts count_months(const borough::IncidentTable& incidents);
/// Types by count, the most frequent first.
std::vector<ui::TypeCounts> count_types(const borough::IncidentTable& incidents);

/// How many of each month the filter lets through. The filter's period is left out of account for the bars, so that the
/// timeline shows what a wider period would bring; `shown` counts with the period.
struct ShownCounts {
  std::vector<std::int64_t> by_month;  ///< as long as months.all
  std::int64_t shown = 0;
};
core::Result<ShownCounts> count_shown(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter,
                                      const ui::MonthlyCounts& months);

}  // namespace wardscope::app
