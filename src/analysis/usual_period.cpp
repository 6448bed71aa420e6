// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/usual_period.hpp"

#include <algorithm>

#include "analysis/two_periods.hpp"
#include "core/civil_time.hpp"

namespace wardscope::analysis {
namespace {

constexpr int kMonths = 12;
constexpr int kLastDays = 3;  // of a complete month: nights without a record are not its end

/// Days from a moment to the end of its month, 0 on the last day.
int days_left(core::LocalMinute time) {
  const int month = core::month_index(time);
  int days = 0;
  while (core::month_index(time + (days + 1) * core::kMinutesPerDay) == month) ++days;
  return days;
}

struct RecordedMonths {
  int first = 0;
  core::LocalMinute last = 0;
  bool complete = false;  ///< the last of them
};

std::optional<RecordedMonths> months_of(const borough::IncidentTable& incidents) {
  std::optional<int> first;
  std::optional<core::LocalMinute> last;
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown) continue;
    const int month = core::month_index(incidents.time[row]);
    first = std::min(first.value_or(month), month);
    last = std::max(last.value_or(incidents.time[row]), incidents.time[row]);
  }
  if (!last) return std::nullopt;
  const int end = core::month_index(*last);
  bool by_month = true;  // all records of the last month
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    if (incidents.precision[row] == core::TimePrecision::unknown || core::month_index(incidents.time[row]) != end)
      continue;
    by_month = by_month && incidents.precision[row] == core::TimePrecision::month;
  }
  return RecordedMonths{*first, *last, by_month || days_left(*last) < kLastDays};
}

}  // namespace

std::optional<Period> usual_period(const borough::IncidentTable& incidents) {
  const auto months = months_of(incidents);
  if (!months) return std::nullopt;
  int end = core::month_index(months->last);
  if (!months->complete && end > months->first) --end;
  return Period{month_text(std::max(months->first, end - kMonths + 1)), month_text(end)};
}

std::optional<core::LocalMinute> unfinished_month(const borough::IncidentTable& incidents) {
  const auto months = months_of(incidents);
  if (!months || months->complete || core::month_index(months->last) == months->first) return std::nullopt;
  return months->last;
}

}  // namespace wardscope::analysis
