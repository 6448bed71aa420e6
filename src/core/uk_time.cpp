// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/uk_time.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "core/text.hpp"

namespace wardscope::core {
namespace {

constexpr int kSunday = 6;
constexpr int kLastRuleSince = 1996;
constexpr int kMiddleRuleSince = 1990;
constexpr int kLongestOffset = 14 * kMinutesPerHour;  // Kiribati's

/// 01:00 UTC on the first Sunday from that day on.
LocalMinute sunday_from(CivilDate day) {
  const LocalMinute midnight = local_minute(day);
  return midnight + (kSunday - weekday_of(midnight)) * kMinutesPerDay + kMinutesPerHour;
}

LocalMinute end_of_summer(int year) {
  constexpr int kOctober = 10;
  constexpr int kLastWeek = 25;  // whose Sunday is October's last
  const int day = year >= kLastRuleSince ? kLastWeek : year >= kMiddleRuleSince ? 22 : 23;
  return sunday_from({year, kOctober, day});
}

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

/// "+01:00", "+0100" or "+01" in minutes.
std::optional<int> offset_minutes(std::string_view text) {
  if (text.size() < 3 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  std::array<char, 4> digits{'0', '0', '0', '0'};
  if (text.size() == 5 && text[2] == ':') {
    std::copy_n(text.begin(), 2, digits.begin());
    std::copy_n(text.begin() + 3, 2, digits.begin() + 2);
  } else if (text.size() == 2 || text.size() == 4) {
    std::copy(text.begin(), text.end(), digits.begin());
  } else {
    return std::nullopt;
  }
  if (!std::all_of(digits.begin(), digits.end(), is_decimal_digit)) return std::nullopt;
  const int hours = (digits[0] - '0') * 10 + digits[1] - '0';
  const int minutes = (digits[2] - '0') * 10 + digits[3] - '0';
  const int offset = hours * kMinutesPerHour + minutes;
  if (minutes >= kMinutesPerHour || offset > kLongestOffset) return std::nullopt;
  return sign * offset;
}

}  // namespace

int uk_clock_ahead(LocalMinute utc) {
  constexpr int kMarch = 3;
  const int year = date_of(utc).year;
  return utc >= sunday_from({year, kMarch, 25}) && utc < end_of_summer(year) ? kMinutesPerHour : 0;
}

LocalMinute uk_clock(LocalMinute utc) { return utc + uk_clock_ahead(utc); }

std::optional<ZonedText> zone_of(std::string_view text) {
  struct ZoneWord {
    std::string_view word;
    int minutes_ahead;
  };
  constexpr std::array<ZoneWord, 4> kWords{{{"utc", 0}, {"gmt", 0}, {"bst", kMinutesPerHour}, {"z", 0}}};
  text = trimmed(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  if (!is_decimal_digit(text.back())) {
    const std::string lowered = lower_ascii(text);
    for (const ZoneWord& zone : kWords) {
      if (lowered.ends_with(zone.word)) {
        return ZonedText{trimmed(text.substr(0, text.size() - zone.word.size())), zone.minutes_ahead};
      }
    }
    return std::nullopt;
  }
  const std::size_t sign = text.find_last_of("+-");
  if (sign == std::string_view::npos || sign < colon) return std::nullopt;  // a hyphen of the date
  const auto offset = offset_minutes(text.substr(sign));
  if (!offset) return std::nullopt;
  return ZonedText{trimmed(text.substr(0, sign)), *offset};
}

}  // namespace wardscope::core
