// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wardscope::core {

/// How exactly a moment is known.
enum class TimePrecision : std::uint8_t { unknown, month, day, minute };

/// Minutes since 1970-01-01 00:00 on the local clock (no zone: councils record wall-clock time). A month or a day is
/// stored as its first minute.
using LocalMinute = std::int32_t;

constexpr LocalMinute kMinutesPerHour = 60;
constexpr LocalMinute kMinutesPerDay = 24 * 60;

struct CivilDate {
  int year = 1970;
  int month = 1;  ///< 1..12
  int day = 1;    ///< 1..31
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

/// Days since 1970-01-01 in the proleptic Gregorian calendar, and back. @pre the date exists.
std::int32_t days_from_civil(CivilDate date);
CivilDate civil_from_days(std::int32_t days);
bool exists(CivilDate date);

LocalMinute local_minute(CivilDate date, int hour = 0, int minute = 0);
CivilDate date_of(LocalMinute time);
/// 0..23.
int hour_of(LocalMinute time);
/// 0 Monday … 6 Sunday.
int weekday_of(LocalMinute time);
/// In that order.
inline constexpr std::array<const char*, 7> kWeekdayNames{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                          "Friday", "Saturday", "Sunday"};
/// Months since January 1970: the index of monthly series.
int month_index(LocalMinute time);

/// A moment as it was written.
struct ParsedTime {
  LocalMinute minute = 0;
  TimePrecision precision = TimePrecision::unknown;
};

/// Order of day and month in a date written with slashes; British councils write the day first.
enum class DateOrder { day_first, month_first };

/// Reads "2025-01", "2025-01-31", "2025-01-31 23:15[:00]", "31/01/2025 11:15 PM", "31-Jan-2025", "31 January 2025",
/// "Jan 2025"; with a zone ("…T23:30:00Z", "+02:00") as UK clocks show it. Nothing if no date that exists in 1900–2199.
std::optional<ParsedTime> parse_time(std::string_view text, DateOrder order = DateOrder::day_first);

/// "2025-01", "2025-01-31" or "2025-01-31 23:15", by precision; "not known" where unknown.
std::string format_time(LocalMinute minute, TimePrecision precision);
/// "January 2025".
std::string month_name(int month_index);

}  // namespace wardscope::core
