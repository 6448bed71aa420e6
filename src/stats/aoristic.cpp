// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/aoristic.hpp"

#include <algorithm>
#include <cassert>

#include "core/uk_time.hpp"

namespace wardscope::stats {
namespace {

using core::kMinutesPerDay;
using core::kMinutesPerHour;
using core::LocalMinute;

/// The first minute of the hour.
LocalMinute hour_begin(LocalMinute time) {
  const LocalMinute past = time % kMinutesPerHour;
  return time - (past < 0 ? past + kMinutesPerHour : past);
}

std::size_t hour_of_week(LocalMinute time) {
  return 24 * static_cast<std::size_t>(core::weekday_of(time)) + static_cast<std::size_t>(core::hour_of(time));
}

/// How often the clocks show the hour that begins so: 1, in spring once a year 0 and in autumn 2.
int times_shown(LocalMinute hour) {
  return (core::uk_clock(hour) == hour ? 1 : 0) + (core::uk_clock(hour - kMinutesPerHour) == hour ? 1 : 0);
}

/// Whether the clocks may be changed in the range. Of one too long to tell: yes.
bool may_change_clocks(const TimeRange& range) {
  constexpr LocalMinute kShorterThanASeason = 60 * kMinutesPerDay;
  return range.to - range.from > kShorterThanASeason ||
         core::uk_clock_ahead(range.from - kMinutesPerDay) != core::uk_clock_ahead(range.to + kMinutesPerDay);
}

void spread(const TimeRange& range, AoristicWeek& week) {
  if (range.from == range.to) {
    week.hours[hour_of_week(range.from)] += 1.0;
    return;
  }
  const bool changes = may_change_clocks(range);
  const auto minutes_in = [&](LocalMinute hour) {
    const LocalMinute shared = std::min(range.to, hour + kMinutesPerHour) - std::max(range.from, hour);
    return static_cast<double>(shared) * (changes ? times_shown(hour) : 1);
  };
  double width = 0.0;
  for (LocalMinute hour = hour_begin(range.from); hour < range.to; hour += kMinutesPerHour) width += minutes_in(hour);
  if (width == 0.0) {  // written as in the hour that the clocks skipped
    week.hours[hour_of_week(range.from)] += 1.0;
    return;
  }
  for (LocalMinute hour = hour_begin(range.from); hour < range.to; hour += kMinutesPerHour) {
    week.hours[hour_of_week(hour)] += minutes_in(hour) / width;
  }
}

}  // namespace

AoristicWeek aoristic_week(std::span<const TimeRange> ranges, core::LocalMinute longest) {
  assert(longest >= 0);
  AoristicWeek week;
  for (const TimeRange& range : ranges) {
    if (range.to < range.from) {
      ++week.reversed;
    } else if (range.to - range.from > longest) {
      ++week.too_long;
    } else {
      spread(range, week);
      ++week.used;
    }
  }
  return week;
}

}  // namespace wardscope::stats
