// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/civil_time.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <chrono>
#include <vector>

#include "core/text.hpp"
#include "core/uk_time.hpp"

namespace wardscope::core {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

constexpr int kEarliestYear = 1900;  // before it a two-digit slip is likelier than an incident
constexpr int kLatestYear = 2200;

std::optional<int> month_from_word(std::string_view word) {
  const std::string lowered = lower_ascii(word);
  if (lowered.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].substr(0, lowered.size()) == lowered) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

std::optional<int> small_integer(std::string_view text) {
  const auto value = parse_integer(text);
  if (!value || *value < 0 || *value > kLatestYear) return std::nullopt;
  return static_cast<int>(*value);
}

/// Whether it is before or after noon, taken off the end of a time: "11:30 PM", "11:30pm".
std::optional<bool> take_afternoon(std::string_view& text) {
  if (text.size() < 3) return std::nullopt;
  const std::string ending = lower_ascii(text.substr(text.size() - 2));
  if (ending != "am" && ending != "pm") return std::nullopt;
  text = trimmed(text.substr(0, text.size() - 2));
  return ending == "pm";
}

/// Minutes after midnight from "23:15", "23:15:40", "23:15:40.000", "11:15 PM".
std::optional<int> clock_minutes(std::string_view text) {
  constexpr int kNoon = 12;
  const auto afternoon = take_afternoon(text);
  const auto parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
  auto hour = small_integer(parts[0]);
  const auto minute = small_integer(parts[1]);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  if (parts.size() == 3) {
    const auto second = parse_number(parts[2]);
    if (!second || *second < 0.0 || *second >= 61.0) return std::nullopt;
  }
  if (afternoon) {
    if (*hour < 1 || *hour > kNoon) return std::nullopt;
    hour = *hour % kNoon + (*afternoon ? kNoon : 0);
  }
  return *hour * kMinutesPerHour + *minute;
}

struct DateParts {
  CivilDate date;
  TimePrecision precision = TimePrecision::day;
};

std::optional<DateParts> parse_date(std::string_view text, DateOrder order) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '-' && text[i] != '/' && text[i] != ' ' && text[i] != '.') continue;
    if (i > start) parts.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  DateParts parsed;
  CivilDate& date = parsed.date;
  if (parts.size() == 2) {  // 2025-01, Jan 2025, 01/2025
    parsed.precision = TimePrecision::month;
    const bool year_first = parts[0].size() == 4;
    const auto year = small_integer(parts[year_first ? 0 : 1]);
    const std::string_view month_text = parts[year_first ? 1 : 0];
    const auto month = month_from_word(month_text) ? month_from_word(month_text) : small_integer(month_text);
    if (!year || !month || parts[year_first ? 0 : 1].size() != 4) return std::nullopt;
    date = {*year, *month, 1};
  } else if (parts.size() == 3) {
    const bool year_first = parts[0].size() == 4;
    const auto year = small_integer(parts[year_first ? 0 : 2]);
    std::string_view day_text = parts[year_first ? 2 : 0];
    std::string_view month_text = parts[1];
    if (!year_first && order == DateOrder::month_first && !month_from_word(month_text)) std::swap(day_text, month_text);
    const auto month = month_from_word(month_text) ? month_from_word(month_text) : small_integer(month_text);
    const auto day = small_integer(day_text);
    if (!year || !month || !day || parts[year_first ? 0 : 2].size() != 4) return std::nullopt;
    date = {*year, *month, *day};
  } else {
    return std::nullopt;
  }
  if (date.year < kEarliestYear || date.year >= kLatestYear || !exists(date)) return std::nullopt;
  return parsed;
}

}  // namespace

std::int32_t days_from_civil(CivilDate date) {
  using namespace std::chrono;
  return static_cast<std::int32_t>(
      sys_days(year(date.year) / month(static_cast<unsigned>(date.month)) / day(static_cast<unsigned>(date.day)))
          .time_since_epoch()
          .count());
}

CivilDate civil_from_days(std::int32_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day()))};
}

bool exists(CivilDate date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
  using namespace std::chrono;
  return (year(date.year) / month(static_cast<unsigned>(date.month)) / day(static_cast<unsigned>(date.day))).ok();
}

LocalMinute local_minute(CivilDate date, int hour, int minute) {
  return days_from_civil(date) * kMinutesPerDay + hour * kMinutesPerHour + minute;
}

CivilDate date_of(LocalMinute time) {
  const std::int32_t days = time >= 0 ? time / kMinutesPerDay : -((-time + kMinutesPerDay - 1) / kMinutesPerDay);
  return civil_from_days(days);
}

int hour_of(LocalMinute time) {
  const int within_day = ((time % kMinutesPerDay) + kMinutesPerDay) % kMinutesPerDay;
  return within_day / kMinutesPerHour;
}

int weekday_of(LocalMinute time) {
  const std::int32_t days = days_from_civil(date_of(time));
  return ((days + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
}

int month_index(LocalMinute time) {
  const CivilDate date = date_of(time);
  return (date.year - 1970) * 12 + date.month - 1;
}

std::optional<ParsedTime> parse_time(std::string_view text, DateOrder order) {
  if (const auto zoned = zone_of(text)) {
    if (zone_of(zoned->time)) return std::nullopt;
    auto utc = parse_time(zoned->time, order);
    if (utc) utc->minute = uk_clock(utc->minute - zoned->minutes_ahead);
    return utc;
  }
  text = trimmed(text);
  std::string_view date_text = text;
  std::string_view clock_text;
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) {
    const std::size_t gap = text.find_last_of("T ", colon);  // before any "PM"
    if (gap == std::string_view::npos) return std::nullopt;
    date_text = trimmed(text.substr(0, gap));
    clock_text = trimmed(text.substr(gap + 1));
  }
  const auto date = parse_date(date_text, order);
  if (!date) return std::nullopt;
  ParsedTime parsed{local_minute(date->date), date->precision};
  if (!clock_text.empty()) {
    const auto minutes = clock_minutes(clock_text);
    if (!minutes || date->precision != TimePrecision::day) return std::nullopt;
    parsed.minute += *minutes;
    parsed.precision = TimePrecision::minute;
  }
  return parsed;
}

std::string format_time(LocalMinute minute, TimePrecision precision) {
  const CivilDate date = date_of(minute);
  switch (precision) {
    case TimePrecision::unknown:
      return "not known";
    case TimePrecision::month:
      return fmt::format("{:04}-{:02}", date.year, date.month);
    case TimePrecision::day:
      return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    case TimePrecision::minute:
      break;
  }
  const int of_day = ((minute % kMinutesPerDay) + kMinutesPerDay) % kMinutesPerDay;
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", date.year, date.month, date.day, of_day / kMinutesPerHour,
                     of_day % kMinutesPerHour);
}

std::string month_name(int month_index) {
  const int year = 1970 + (month_index >= 0 ? month_index / 12 : -((-month_index + 11) / 12));
  const int month = ((month_index % 12) + 12) % 12;
  std::string name(kMonths[static_cast<std::size_t>(month)]);
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return fmt::format("{} {}", name, year);
}

}  // namespace wardscope::core
