// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "analysis/two_periods.hpp"
#include "borough/incidents.hpp"
#include "core/diagnostics.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "ops/counted_incidents.hpp"

namespace wardscope::catalog {

/// The months that those of the filter are held against. Empty: as analysis::EarlierRule says.
struct EarlierPeriod {
  std::string from;
  std::string to;
};

void describe(EarlierPeriod& period, core::ParameterVisitor& visitor);

struct PeriodBasis {
  const borough::IncidentTable& incidents;
  analysis::EarlierRule rule;
};
/// @returns as analysis::two_periods()
core::Result<analysis::TwoPeriods> periods_of(const borough::IncidentFilter& filter, const EarlierPeriod& before,
                                              const PeriodBasis& basis);

/// The filter with these months as its period.
borough::IncidentFilter filter_of(borough::IncidentFilter filter, const analysis::MonthSpan& span);

/// "December 2025 is left out: …; --to 2025-12 takes it in.": where no end is asked for and the last month that holds
/// records is taken for incomplete (analysis::usual_period()). Empty elsewhere.
std::string unfinished_month_words(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter);

/// Notes them, where there are any.
void note_unfinished_month(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter,
                           core::Diagnostics& diagnostics);

/// What a layer tells of its counts where the operation chose the months itself.
ops::CountedIncidents counted_in_months(borough::Sensitivity sensitivity, const analysis::MonthSpan& span);

}  // namespace wardscope::catalog
