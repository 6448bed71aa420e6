// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "analysis/ward_profile.hpp"
#include "stats/control_chart.hpp"

namespace wardscope::analysis {
namespace {

/// The months from `first` on that follow each other and whose counts are all shown.
std::size_t run_length(const std::vector<MonthCount>& months, std::size_t first) {
  const auto follows = [&](std::size_t i) {
    const MonthCount& month = months[i];
    return month.count.value && !month.count.suppressed &&
           month.month_index == months[first].month_index + static_cast<int>(i - first);
  };
  std::size_t length = 0;
  while (first + length < months.size() && follows(first + length)) ++length;
  return length;
}

}  // namespace

std::optional<MonthLimits> month_limits(const std::vector<MonthCount>& months) {
  std::optional<MonthLimits> found;
  for (std::size_t first = 0; first < months.size();) {
    const std::size_t length = run_length(months, first);
    if (length >= kLeastMonthsForLimits) {
      std::vector<double> counts;
      for (std::size_t i = first; i < first + length; ++i) counts.push_back(*months[i].count.value);
      MonthLimits limits;
      limits.first_month = months[first].month_index;
      limits.last_month = limits.first_month + static_cast<int>(length) - 1;
      // Limits narrower than those of chance would call quiet months extraordinary.
      limits.dispersion = std::max(1.0, stats::count_dispersion(counts));
      const stats::ControlLimits chart = stats::c_chart(counts, limits.dispersion);
      limits.centre = chart.centre;
      limits.low = chart.low;
      limits.high = chart.high;
      found = limits;
    }
    first += std::max<std::size_t>(length, 1);
  }
  return found;
}

AgainstLimits against_limits(const MonthCount& month, const std::optional<MonthLimits>& limits) {
  if (!limits || month.month_index < limits->first_month || month.month_index > limits->last_month) {
    return AgainstLimits::none;
  }
  if (!month.count.value || month.count.suppressed) return AgainstLimits::none;
  if (*month.count.value > limits->high) return AgainstLimits::above;
  return *month.count.value < limits->low ? AgainstLimits::below : AgainstLimits::within;
}

}  // namespace wardscope::analysis
