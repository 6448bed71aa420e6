// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/period_options.hpp"

#include <fmt/format.h>

#include "analysis/usual_period.hpp"
#include "core/civil_time.hpp"

namespace wardscope::catalog {

void describe(EarlierPeriod& period, core::ParameterVisitor& visitor) {
  visitor.text({"before-from", "Earlier period from", "First month of the earlier period, 2024-01"},
               core::TextKind::plain, period.from);
  visitor.text({"before-to", "Earlier period to", "Last month of the earlier period, included"}, core::TextKind::plain,
               period.to);
}

core::Result<analysis::TwoPeriods> periods_of(const borough::IncidentFilter& filter, const EarlierPeriod& before,
                                              const PeriodBasis& basis) {
  return analysis::two_periods(basis.incidents, {filter.from, filter.to, before.from, before.to}, basis.rule);
}

borough::IncidentFilter filter_of(borough::IncidentFilter filter, const analysis::MonthSpan& span) {
  filter.from = analysis::month_text(span.first);
  filter.to = analysis::month_text(span.last);
  return filter;
}

std::string unfinished_month_words(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter) {
  if (!filter.to.empty()) return {};
  const auto last = analysis::unfinished_month(incidents);
  if (!last) return {};
  const int month = core::month_index(*last);
  return fmt::format(
      "{} is left out: its last record is of day {}, so that it may not be complete; --to {} takes it in.",
      core::month_name(month), core::date_of(*last).day, analysis::month_text(month));
}

void note_unfinished_month(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter,
                           core::Diagnostics& diagnostics) {
  if (const std::string words = unfinished_month_words(incidents, filter); !words.empty())
    diagnostics.note("unfinished-month", words);
}

ops::CountedIncidents counted_in_months(borough::Sensitivity sensitivity, const analysis::MonthSpan& span) {
  ops::CountedIncidents counted{sensitivity};
  counted.from = analysis::month_text(span.first);
  counted.to = analysis::month_text(span.last);
  return counted;
}

}  // namespace wardscope::catalog
