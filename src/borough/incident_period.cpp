// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/incident_period.hpp"

#include <fmt/format.h>

#include <optional>

#include "core/civil_time.hpp"

namespace wardscope::borough {
namespace {

std::string month_text(core::LocalMinute time) {
  const core::CivilDate date = core::date_of(time);
  return fmt::format("{:04}-{:02}", date.year, date.month);
}

}  // namespace

IncidentFilter with_period(IncidentFilter filter, const IncidentTable& incidents) {
  if (!filter.from.empty() && !filter.to.empty()) return filter;
  std::optional<core::LocalMinute> first;
  std::optional<core::LocalMinute> last;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    if (!first || incidents.time[row] < *first) first = incidents.time[row];
    if (!last || incidents.time[row] > *last) last = incidents.time[row];
  }
  if (filter.from.empty() && first) filter.from = month_text(*first);
  if (filter.to.empty() && last) filter.to = month_text(*last);
  return filter;
}

}  // namespace wardscope::borough
