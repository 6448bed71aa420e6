// SPDX-License-Identifier: GPL-3.0-or-later
#include "cartography/incident_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/civil_time.hpp"
#include "core/text.hpp"

namespace wardscope::cartography {
namespace {

/// "March 2025" from "2025-03", "31 March 2025" from a day; what is neither as it is.
std::string day_or_month(const std::string& iso) {
  const auto time = core::parse_time(iso);
  if (!time) return iso;
  std::string month = core::month_name(core::month_index(time->minute));
  if (time->precision == core::TimePrecision::month) return month;
  return fmt::format("{} {}", core::date_of(time->minute).day, month);
}

borough::IncidentFilter undated(borough::IncidentFilter filter) {
  filter.from.clear();
  filter.to.clear();
  return filter;
}

std::string capital_first(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

bool says(std::string_view title, const std::string& words) { return title.find(words) != std::string_view::npos; }

}  // namespace

std::string period_in_words(const borough::IncidentFilter& filter) {
  if (filter.from.empty() && filter.to.empty()) return {};
  if (filter.to.empty()) return "from " + day_or_month(filter.from);
  if (filter.from.empty()) return "to " + day_or_month(filter.to);
  if (filter.from == filter.to) return day_or_month(filter.from);
  return day_or_month(filter.from) + " to " + day_or_month(filter.to);
}

std::string incidents_in_words(const borough::IncidentFilter& filter) {
  const std::string period = period_in_words(filter);
  const std::string words = borough::describe_in_words(undated(filter));
  return period.empty() ? words : words + "; " + period;
}

std::string incidents_beside(std::string_view title, const borough::IncidentFilter& filter) {
  if (says(title, borough::describe_in_words(filter))) return {};
  if (says(title, borough::describe_in_words(undated(filter)))) return capital_first(period_in_words(filter));
  return capital_first(incidents_in_words(filter));
}

bool same_incidents(const borough::IncidentFilter& a, const borough::IncidentFilter& b) {
  const auto words = [](borough::IncidentFilter filter) {
    std::sort(filter.types.begin(), filter.types.end());
    std::sort(filter.weekdays.begin(), filter.weekdays.end());
    return core::lower_ascii(borough::describe_in_words(filter));
  };
  return words(a) == words(b);
}

}  // namespace wardscope::cartography
