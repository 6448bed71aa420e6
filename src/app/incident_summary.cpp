// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/incident_summary.hpp"

#include <algorithm>
#include <limits>

#include "core/civil_time.hpp"

namespace wardscope::app {

ui::MonthlyCounts count_months(const borough::IncidentTable& incidents) {
  ui::MonthlyCounts months;
  core::LocalMinute first = std::numeric_limits<core::LocalMinute>::max();
  core::LocalMinute last = std::numeric_limits<core::LocalMinute>::min();
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    first = std::min(first, incidents.time[row]);
    last = std::max(last, incidents.time[row]);
  }
  if (first > last) return months;
  months.first_month = core::month_index(first);
  months.all.assign(static_cast<std::size_t>(core::month_index(last) - months.first_month) + 1, 0);
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    ++months.all[static_cast<std::size_t>(core::month_index(incidents.time[row]) - months.first_month)];
  }
  months.shown.assign(months.all.size(), 0);
  return months;
}

std::vector<ui::TypeCounts> count_types(const borough::IncidentTable& incidents) {
  std::vector<ui::TypeCounts> types;
  for (const borough::IncidentCategory& category : incidents.categories) types.push_back({category.name, 0});
  for (const std::uint16_t category : incidents.category) ++types[category].count;
  std::stable_sort(types.begin(), types.end(), [](const auto& a, const auto& b) { return a.count > b.count; });
  return types;
}

core::Result<ShownCounts> count_shown(const borough::IncidentTable& incidents, const borough::IncidentFilter& filter,
                                      const ui::MonthlyCounts& months) {
  borough::IncidentFilter any_period = filter;
  any_period.from.clear();
  any_period.to.clear();
  const auto bars = borough::select(incidents, any_period);
  if (!bars) return bars.error();
  const auto shown = borough::select(incidents, filter);
  if (!shown) return shown.error();
  ShownCounts counts;
  counts.by_month.assign(months.all.size(), 0);
  for (const std::uint32_t row : bars->rows) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    ++counts.by_month[static_cast<std::size_t>(core::month_index(incidents.time[row]) - months.first_month)];
  }
  counts.shown = static_cast<std::int64_t>(shown->rows.size());
  return counts;
}

}  // namespace wardscope::app
