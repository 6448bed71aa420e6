// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/civil_time.hpp"

namespace wardscope::stats {

/// When something happened, as far as it is known: from `from` on and before `to`, on the clocks of the United Kingdom.
/// Equal ones are a moment.
struct TimeRange {
  core::LocalMinute from = 0;
  core::LocalMinute to = 0;
};

constexpr std::size_t kHoursOfWeek = 168;

/// Expected number of incidents in each hour of the week.
struct AoristicWeek {
  std::array<double, kHoursOfWeek> hours{};  ///< [24 weekday + hour], 0 Monday from 00:00 on
  std::int64_t used = 0;                     ///< ranges: the sum of the hours
  std::int64_t too_long = 0;                 ///< left out: longer than asked for
  std::int64_t reversed = 0;                 ///< left out: they end before they begin
  [[nodiscard]] double at(std::size_t weekday, std::size_t hour) const { return hours[24 * weekday + hour]; }
};

/// Spreads each incident evenly over the time in which it may have happened (Ratcliffe & McCullagh 1998; Ratcliffe
/// 2000, "Aoristic analysis: the spatial interpretation of unspecific temporal events"):
///   weight in an hour = minutes of the range in that hour / minutes of the range
/// A range of no width weighs 1 in its hour, so that one known to the minute counts as in any table. Minutes are real
/// ones: the hour that the clocks skip in spring has none, and that which they show twice in autumn has twice as many.
/// Ranges of many days say nothing of the hour and flood the quiet ones: those longer than `longest` are left out.
/// @pre longest >= 0 minutes
AoristicWeek aoristic_week(std::span<const TimeRange> ranges, core::LocalMinute longest);

}  // namespace wardscope::stats
