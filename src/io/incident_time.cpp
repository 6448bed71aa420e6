// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/incident_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/uk_time.hpp"

namespace wardscope::io {
namespace {

using core::kMinutesPerDay;
using core::TimePrecision;

/// Two times that are further apart than this, and the wrong way round, are not swapped but wrong.
constexpr core::LocalMinute kSwappedWithin = 7 * kMinutesPerDay;

/// "2315" and "23.15" as "23:15"; else as written.
std::string clock_text(std::string_view written) {
  std::string text(written);
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits && (text.size() == 3 || text.size() == 4)) text.insert(text.size() - 2, 1, ':');
  std::replace(text.begin(), text.end(), '.', ':');
  if (text.size() == 4 && text[1] == ':') text.insert(0, 1, '0');
  return text;
}

/// A spreadsheet's date cell comes with a midnight that nobody wrote.
std::string date_part(std::string text) {
  const std::size_t space = text.find_first_of(" T");
  if (space != std::string::npos && text.compare(space + 1, 5, "00:00") == 0) text.resize(space);
  return text;
}

/// And its time cell with a day that nobody meant, before the time ("1899-12-30 23:15").
std::string clock_part(const std::string& text) {
  const std::size_t space = text.find_first_of(" T");
  const std::size_t colon = text.find(':');
  const bool day_first = space != std::string::npos && colon != std::string::npos && space < colon;
  return day_first ? text.substr(space + 1) : text;
}

WrittenMoment moment_from(std::string_view date, std::string_view clock, core::DateOrder order) {
  WrittenMoment read{core::parse_time(date, order), core::zone_of(date).has_value()};
  if (!read.time || clock.empty()) return read;
  const bool day_known = read.time->precision != TimePrecision::month;
  const std::string day = core::format_time(read.time->minute, std::min(read.time->precision, TimePrecision::day));
  const std::string joined = day + " " + clock_text(clock);
  read.time = core::parse_time(joined);
  read.zoned = read.zoned || core::zone_of(joined).has_value();
  read.bad_clock = !read.time && day_known;
  return read;
}

/// The minute before which the moment is past.
core::LocalMinute past_end_of(const core::ParsedTime& moment) {
  return moment.precision == TimePrecision::day ? moment.minute + kMinutesPerDay : moment.minute;
}

}  // namespace

IncidentTimeReader::IncidentTimeReader(const LayerDefinition& definition, const std::vector<std::string>& columns)
    : names_(columns),
      order_(definition.date_order),
      begin_{BoundField(definition, "time", columns),
             BoundField(definition, "date", columns),
             BoundField(definition, "clock", columns),
             {},
             {},
             {}},
      end_{BoundField(definition, "until", columns),
           BoundField(definition, "until_date", columns),
           BoundField(definition, "until_clock", columns),
           {},
           {},
           {}} {}

std::vector<const BoundField*> IncidentTimeReader::fields() const {
  return {&begin_.moment, &begin_.date, &begin_.clock, &end_.moment, &end_.date, &end_.clock};
}

std::optional<WrittenMoment> IncidentTimeReader::moment_of(Columns& columns, const SourceRow& row,
                                                           const core::ParsedTime* day, RejectedRow& why) {
  std::string text = columns.moment.text(row);
  std::string clock;
  const BoundField* asked = &columns.moment;
  if (text.empty() && (columns.date.has_column() || day != nullptr)) {
    text = date_part(columns.date.text(row));
    clock = clock_part(columns.clock.text(row));
    asked = &columns.date;
    if (text.empty() && day != nullptr && !clock.empty()) text = core::format_time(day->minute, TimePrecision::day);
  }
  if (text.empty()) return WrittenMoment{core::ParsedTime{}};
  if (text != columns.last_text || clock != columns.last_clock) {
    columns.last = moment_from(text, clock, order_);
    columns.last_text = text;
    columns.last_clock = clock;
  }
  if (columns.last.time) return columns.last;
  const bool bad_clock = columns.last.bad_clock;
  if (bad_clock) asked = &columns.clock;
  why = {row.line, asked->column_name(names_, row), asked->cell(row),
         bad_clock ? "it is not a time of the day, or not one that is understood"
                   : "it is not a date that exists, or not one that is understood",
         bad_clock ? "write times as 23:15, or leave the cell empty where the day alone is known"
                   : "write dates as 2025-01-31 or 31/01/2025 and times as 23:15"};
  return std::nullopt;
}

RejectedRow IncidentTimeReader::about_end(const SourceRow& row, std::string reason, std::string remedy) const {
  const BoundField* asked = !end_.moment.text(row).empty() ? &end_.moment
                            : !end_.date.text(row).empty() ? &end_.date
                                                           : &end_.clock;
  return {row.line, asked->column_name(names_, row), asked->cell(row), std::move(reason), std::move(remedy)};
}

bool IncidentTimeReader::add_range(IncidentTime& time, const SourceRow& row, RejectedRow& why) {
  const bool day_known = time.begin.precision >= TimePrecision::day;
  const bool has_day = !end_.moment.text(row).empty() || !end_.date.text(row).empty();
  const auto read = moment_of(end_, row, day_known ? &time.begin : nullptr, why);
  if (!read) {
    // A word in the place of an end ("ongoing") takes nothing from a good beginning.
    why.reason = "the end of the range cannot be used, for " + why.reason + ": stored without it";
    time.remark = std::move(why);
    return true;
  }
  core::ParsedTime end = *read->time;
  if (end.precision == TimePrecision::unknown) return true;
  if (!day_known) {
    time.remark = about_end(row, "the range has an end and no day on which it begins: stored without the end",
                            "write when the range begins, or empty the cell");
    return true;
  }
  if (end.precision == TimePrecision::month) {
    time.remark = about_end(row, "the end of the range is a month: stored without it",
                            "write the day, 31/01/2025, or empty the cell");
    return true;
  }
  time.zoned = time.zoned || read->zoned;
  if (!has_day && end.minute < time.begin.minute) end.minute += kMinutesPerDay;
  const core::LocalMinute before = time.begin.minute - past_end_of(end);
  const bool is_reversed = before > 0 || (before == 0 && end.precision == TimePrecision::day);
  if (is_reversed && before > kSwappedWithin) {
    why = about_end(row, fmt::format("the range ends {} days before it begins", before / kMinutesPerDay),
                    "correct the date that is wrong; up to a week apart the two are taken as swapped");
    return false;
  }
  if (is_reversed) {
    std::swap(time.begin, end);
    time.swapped = true;
    time.remark = about_end(row, "the range ends before it begins: the two were taken as swapped",
                            "check the two, and correct the one that is wrong");
  }
  const core::LocalMinute until = past_end_of(end);
  // A day has an end of its own, and an hour of that day before it tells more: "some time until 10:00".
  if (until > time.begin.minute && until != past_end_of(time.begin)) time.until = until;
  return true;
}

std::optional<IncidentTime> IncidentTimeReader::read(const SourceRow& row, RejectedRow& why) {
  const auto begin = moment_of(begin_, row, nullptr, why);
  if (!begin) return std::nullopt;
  IncidentTime time{*begin->time, {}, begin->zoned, false, {}};
  const bool has_end = end_.moment.has_column() || end_.date.has_column() || end_.clock.has_column();
  if (has_end && !add_range(time, row, why)) return std::nullopt;
  return time;
}

}  // namespace wardscope::io
