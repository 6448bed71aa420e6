// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/incidents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>

#include "core/near_names.hpp"
#include "core/text.hpp"

namespace wardscope::borough {
namespace {

std::optional<int> weekday_from(std::string_view text) {
  const std::string word = core::lower_ascii(core::trimmed(text));
  if (word.size() < 3) return std::nullopt;
  for (std::size_t i = 0; i < core::kWeekdayNames.size(); ++i) {
    if (core::lower_ascii(core::kWeekdayNames[i]).substr(0, word.size()) == word) return static_cast<int>(i);
  }
  return std::nullopt;
}

/// The filter with its words resolved: half-open period, sets as flags.
struct ResolvedFilter {
  std::vector<bool> category;  // empty: all
  std::optional<core::LocalMinute> begin;
  std::optional<core::LocalMinute> end;
  core::TimePrecision period_needs = core::TimePrecision::unknown;
  std::array<bool, 7> weekday{};
  bool any_weekday = true;
  bool any_hour = true;
  int first_hour = 0;
  int last_hour = 23;
};

core::Result<core::ParsedTime> parse_bound(std::string_view text, std::string_view which) {
  const auto parsed = core::parse_time(text);
  if (!parsed) {
    return core::invalid_argument(
        fmt::format("{} '{}' is not a date; write a month (2025-01), a day (2025-01-31) or a moment (2025-01-31 20:00)",
                    which, text));
  }
  return *parsed;
}

core::LocalMinute first_minute_after(const core::ParsedTime& last) {
  switch (last.precision) {
    case core::TimePrecision::month: {
      core::CivilDate date = core::date_of(last.minute);
      date = date.month == 12 ? core::CivilDate{date.year + 1, 1, 1} : core::CivilDate{date.year, date.month + 1, 1};
      return core::local_minute(date);
    }
    case core::TimePrecision::minute:
      return last.minute + 1;
    default:
      return last.minute + core::kMinutesPerDay;
  }
}

core::Result<ResolvedFilter> resolve(const IncidentTable& incidents, const IncidentFilter& filter) {
  ResolvedFilter resolved;
  if (!filter.types.empty()) {
    resolved.category.assign(incidents.categories.size(), false);
    for (const std::string& type : filter.types) {
      const std::string wanted = core::lower_ascii(core::trimmed(type));
      bool known = false;
      for (std::size_t i = 0; i < incidents.categories.size(); ++i) {
        if (core::lower_ascii(incidents.categories[i].name) != wanted) continue;
        resolved.category[i] = true;
        known = true;
      }
      if (known) continue;
      std::vector<std::string> names;
      for (const IncidentCategory& category : incidents.categories) names.push_back(category.name);
      return core::invalid_argument(core::no_such_name({"incident type", "types", ""}, type, names));
    }
  }
  if (!filter.from.empty()) {
    const auto bound = parse_bound(filter.from, "from");
    if (!bound) return bound.error();
    resolved.begin = bound->minute;
    resolved.period_needs = std::max(resolved.period_needs, bound->precision);
  }
  if (!filter.to.empty()) {
    const auto bound = parse_bound(filter.to, "to");
    if (!bound) return bound.error();
    resolved.end = first_minute_after(*bound);
    resolved.period_needs = std::max(resolved.period_needs, bound->precision);
  }
  if (resolved.begin && resolved.end && *resolved.begin >= *resolved.end) {
    return core::invalid_argument(
        fmt::format("the period from {} to {} is empty; swap the two dates", filter.from, filter.to));
  }
  for (const std::string& name : filter.weekdays) {
    const auto weekday = weekday_from(name);
    if (!weekday) {
      return core::invalid_argument(fmt::format("'{}' is not a weekday; write monday, tue or Saturday", name));
    }
    resolved.weekday[static_cast<std::size_t>(*weekday)] = true;
    resolved.any_weekday = false;
  }
  if (filter.first_hour < 0 || filter.first_hour > 23 || filter.last_hour < 0 || filter.last_hour > 23) {
    return core::invalid_argument(
        fmt::format("hours {} to {}: an hour lies between 0 and 23", filter.first_hour, filter.last_hour));
  }
  resolved.first_hour = static_cast<int>(filter.first_hour);
  resolved.last_hour = static_cast<int>(filter.last_hour);
  resolved.any_hour = resolved.first_hour == 0 && resolved.last_hour == 23;
  return resolved;
}

bool hour_matches(const ResolvedFilter& filter, int hour) {
  if (filter.first_hour <= filter.last_hour) return hour >= filter.first_hour && hour <= filter.last_hour;
  return hour >= filter.first_hour || hour <= filter.last_hour;
}

/// The weekday that the moment counts under: in a window that runs past midnight, the small hours are still the night
/// of the day before.
int weekday_of_window(const ResolvedFilter& filter, core::LocalMinute time) {
  const bool past_midnight =
      !filter.any_hour && filter.first_hour > filter.last_hour && core::hour_of(time) <= filter.last_hour;
  return core::weekday_of(past_midnight ? time - core::kMinutesPerDay : time);
}

enum class Match { no, yes, time_not_exact };

Match match(const ResolvedFilter& filter, const PlacelessIncident& incident) {
  if (!filter.category.empty() && !filter.category[incident.category]) return Match::no;
  const core::TimePrecision precision = incident.precision;
  const core::LocalMinute time = incident.time;
  const bool has_period = filter.begin || filter.end;
  if (has_period && precision != core::TimePrecision::unknown) {
    if (filter.begin && time < *filter.begin && precision != core::TimePrecision::month) return Match::no;
    if (filter.end && time >= *filter.end) return Match::no;
    if (precision == core::TimePrecision::month && filter.begin &&
        core::month_index(time) < core::month_index(*filter.begin)) {
      return Match::no;
    }
  }
  const bool exact_enough =
      (!has_period ||
       (precision != core::TimePrecision::unknown &&
        (precision != core::TimePrecision::month || filter.period_needs <= core::TimePrecision::month))) &&
      (filter.any_weekday || precision >= core::TimePrecision::day) &&
      (filter.any_hour || precision == core::TimePrecision::minute);
  if (!exact_enough) return Match::time_not_exact;
  if (!filter.any_weekday && !filter.weekday[static_cast<std::size_t>(weekday_of_window(filter, time))])
    return Match::no;
  return filter.any_hour || hour_matches(filter, core::hour_of(time)) ? Match::yes : Match::no;
}

/// Whether any hour of the row's range, from the hour in which it begins, is one that the filter asks for.
bool range_reaches_into(const ResolvedFilter& filter, const IncidentTable& incidents, std::size_t row) {
  constexpr core::LocalMinute kWeek = 7 * core::kMinutesPerDay;  // holds every weekday and hour
  const core::LocalMinute begin = incidents.time[row];
  const core::LocalMinute end = std::min(incidents.until[row], begin + kWeek);
  for (core::LocalMinute time = begin - begin % core::kMinutesPerHour; time < end; time += core::kMinutesPerHour) {
    const bool day = filter.any_weekday || filter.weekday[static_cast<std::size_t>(weekday_of_window(filter, time))];
    if (day && (filter.any_hour || hour_matches(filter, core::hour_of(time)))) return true;
  }
  return false;
}

/// Counts incidents known as a range of time that a filter for weekdays or hours took, or left out, by its beginning.
class RangeCount {
 public:
  explicit RangeCount(const ResolvedFilter& filter) : filter_(filter), at_any_time_(filter) {
    at_any_time_.any_weekday = true;
    at_any_time_.any_hour = true;
  }

  void add(const IncidentTable& incidents, std::size_t row, IncidentSelection& selection) const {
    if (!incidents.has_range(row) || (filter_.any_weekday && filter_.any_hour)) return;
    const PlacelessIncident incident{incidents.category[row], incidents.time[row], incidents.precision[row]};
    if (match(filter_, incident) == Match::yes) {
      ++selection.ranged;
    } else if (match(at_any_time_, incident) == Match::yes && range_reaches_into(filter_, incidents, row)) {
      ++selection.ranged_out;
    }
  }

 private:
  const ResolvedFilter& filter_;
  ResolvedFilter at_any_time_;
};

}  // namespace

void IncidentTable::add(geo::Point position, std::uint16_t category_index, core::LocalMinute minute,
                        core::TimePrecision how_exactly) {
  assert(category_index < categories.size());
  x.push_back(position.x);
  y.push_back(position.y);
  category.push_back(category_index);
  time.push_back(minute);
  precision.push_back(how_exactly);
  if (!until.empty()) until.push_back(minute);
  if (!weight.empty()) weight.push_back(1.0F);
  if (!place.empty()) place.push_back(kNoPlace);
}

std::string_view anonymised_place(std::string_view location) {
  constexpr std::string_view kPrefix = "On or near ";  // data.police.uk
  if (!location.starts_with(kPrefix)) return {};
  return core::trimmed(location.substr(kPrefix.size()));
}

const PlaceKind* kind_of_place(std::string_view name) {
  // The names that data.police.uk gives to map points without a street ("public places and commercial premises").
  static constexpr std::array<PlaceKind, 23> kKinds{
      {{"Airport/Airfield", "airport or airfield", "airports or airfields"},
       {"Bus/Coach Station", "bus or coach station", "bus or coach stations"},
       {"Conference/Exhibition Centre", "conference or exhibition centre", "conference or exhibition centres"},
       {"Education Building", "education building", "education buildings"},
       {"Ferry Terminal", "ferry terminal", "ferry terminals"},
       {"Further/Higher Educational Building", "college or university building", "college or university buildings"},
       {"Hospital", "hospital", "hospitals"},
       {"Motorway Service Area", "motorway service area", "motorway service areas"},
       {"Nightclub", "nightclub", "nightclubs"},
       {"Park/Open Space", "park or open space", "parks or open spaces"},
       {"Parking Area", "parking area", "parking areas"},
       {"Pedestrian Subway", "pedestrian subway", "pedestrian subways"},
       {"Petrol Station", "petrol station", "petrol stations"},
       {"Police Station", "police station", "police stations"},
       {"Prison", "prison", "prisons"},
       {"Racecourse", "racecourse", "racecourses"},
       {"Railway Station", "railway station", "railway stations"},
       {"Shopping Area", "shopping area", "shopping areas"},
       {"Sports/Recreation Area", "sports or recreation area", "sports or recreation areas"},
       {"Sports/Leisure Centre", "sports or leisure centre", "sports or leisure centres"},
       {"Supermarket", "supermarket", "supermarkets"},
       {"Theatre/Concert Hall", "theatre or concert hall", "theatres or concert halls"},
       {"Theme/Adventure Park", "theme or adventure park", "theme or adventure parks"}}};
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const PlaceKind& kind) { return kind.name == name; });
  return found == kKinds.end() ? nullptr : found;
}

std::uint16_t category_index(IncidentTable& incidents, std::string_view name, Sensitivity sensitivity) {
  for (std::size_t i = 0; i < incidents.categories.size(); ++i) {
    if (incidents.categories[i].name == name) return static_cast<std::uint16_t>(i);
  }
  incidents.categories.push_back({std::string(name), sensitivity});
  return static_cast<std::uint16_t>(incidents.categories.size() - 1);
}

void describe(IncidentFilter& filter, core::ParameterVisitor& visitor) {
  visitor.texts({"type", "Types", "Only incidents of this type; repeat it for several. Empty: all types"},
                core::TextKind::plain, filter.types);
  visitor.text({"from", "From", "First month or day, such as 2025-01 or 2025-01-31. Empty: open"},
               core::TextKind::plain, filter.from);
  visitor.text({"to", "To", "Last month or day, included. Empty: open"}, core::TextKind::plain, filter.to);
  visitor.texts({"weekday", "Weekdays", "Only this day of the week; repeat it for several. Empty: all days"},
                core::TextKind::plain, filter.weekdays);
  visitor.integer({"first-hour", "First hour",
                   "First hour of the day, 0 to 23. An incident known between two times counts when its range begins"},
                  {0, 23}, filter.first_hour);
  visitor.integer({"last-hour", "Last hour",
                   "Last hour of the day, included; below the first hour it runs past midnight, and the hours after "
                   "midnight count under the weekday before"},
                  {0, 23}, filter.last_hour);
}

core::Result<IncidentSelection> select(const IncidentTable& incidents, const IncidentFilter& filter) {
  const auto resolved = resolve(incidents, filter);
  if (!resolved) return resolved.error();
  IncidentSelection selection;
  const RangeCount ranges(*resolved);
  for (std::size_t row = 0; row < incidents.size(); ++row) {
    const PlacelessIncident incident{incidents.category[row], incidents.time[row], incidents.precision[row]};
    const Match found = match(*resolved, incident);
    if (found == Match::time_not_exact) ++selection.time_not_exact;
    ranges.add(incidents, row, selection);
    if (found != Match::yes) continue;
    selection.rows.push_back(static_cast<std::uint32_t>(row));
    if (!resolved->any_hour && incident.time % core::kMinutesPerDay == 0) ++selection.at_midnight;
  }
  for (const PlacelessIncident& incident : incidents.without_place) {
    if (match(*resolved, incident) == Match::yes) ++selection.without_place;
  }
  return selection;
}

std::string describe_in_words(const IncidentFilter& filter) {
  std::string words;
  const auto add = [&](std::string_view part) {
    words += words.empty() ? std::string(part) : "; " + std::string(part);
  };
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += text.empty() ? part : ", " + part;
    return text;
  };
  add(filter.types.empty() ? "all types" : joined(filter.types));
  if (!filter.from.empty() && !filter.to.empty()) {
    add(filter.from == filter.to ? filter.from : fmt::format("{} to {}", filter.from, filter.to));
  } else if (!filter.from.empty()) {
    add(fmt::format("from {}", filter.from));
  } else if (!filter.to.empty()) {
    add(fmt::format("to {}", filter.to));
  }
  if (!filter.weekdays.empty()) {
    std::vector<std::string> names;
    names.reserve(filter.weekdays.size());
    for (const std::string& name : filter.weekdays) {
      const auto weekday = weekday_from(name);
      names.emplace_back(weekday ? std::string(core::kWeekdayNames[static_cast<std::size_t>(*weekday)]) : name);
    }
    add(joined(names));
  }
  if (filter.first_hour != 0 || filter.last_hour != 23) {
    add(fmt::format("{:02}:00 to {:02}:59", filter.first_hour, filter.last_hour));
  }
  return words;
}

}  // namespace wardscope::borough
