// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/civil_time.hpp"

namespace wardscope::core {

/// How far the clocks of the United Kingdom are ahead of UTC at a moment, in minutes: 60 in summer time, else 0.
/// @param utc minutes since 1970-01-01 00:00 UTC.
/// Summer time begins on the last Sunday of March at 01:00 UTC and ends at 01:00 UTC on the last Sunday of October from
/// 1996 on (the Summer Time Order 2002, S.I. 2002/262, and Directive 2000/84/EC before it), on the first Sunday from
/// 22 October in 1990–1995 and from 23 October in 1981–1989 (the tz database's rules GB-Eire). Years before 1981 are
/// taken as those of 1981–1989, which may be up to a week off.
int uk_clock_ahead(LocalMinute utc);

/// The time on the clocks of the United Kingdom at a moment of UTC. The hour after 01:00 UTC on the day that summer
/// time ends is on the clock a second time.
LocalMinute uk_clock(LocalMinute utc);

/// A written time and the zone at its end.
struct ZonedText {
  std::string_view time;  ///< without the zone, trimmed
  int minutes_ahead = 0;  ///< of UTC
};

/// Takes a zone off the end of a written date with time: "Z", "UTC", "GMT", "BST", "+01:00", "+0100", "+01", "-05:00",
/// with or without a blank before it. Nothing where there is none, or no hours and minutes stand before it.
std::optional<ZonedText> zone_of(std::string_view text);

}  // namespace wardscope::core
