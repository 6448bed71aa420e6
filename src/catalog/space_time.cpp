// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/space_time.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/civil_time.hpp"

namespace wardscope::catalog {
namespace {

constexpr double kLeastDaysOfMonths = 30.0;

class TimeKernel {
 public:
  TimeKernel(const SpaceTime& when, std::int32_t day) : day_(day), tau_(when.days), forward_(when.forward_only) {}

  [[nodiscard]] double at(std::int32_t incident_day) const {
    constexpr double kMiddle = 0.5;  // of the incident's day, seen from the end of the day that is asked about
    const double apart = static_cast<double>(day_ - incident_day) + (forward_ ? kMiddle : 0.0);
    if (std::abs(apart) >= tau_ || (forward_ && apart < 0.0)) return 0.0;
    return (forward_ ? 1.5 : 0.75) / tau_ * (1.0 - apart * apart / (tau_ * tau_));
  }

  [[nodiscard]] double at_month(core::LocalMinute first_minute) const {
    core::CivilDate date = core::date_of(first_minute);
    const std::int32_t first = core::days_from_civil({date.year, date.month, 1});
    const std::int32_t end =
        core::days_from_civil({date.month == 12 ? date.year + 1 : date.year, date.month == 12 ? 1 : date.month + 1, 1});
    double sum = 0.0;
    for (std::int32_t day = first; day < end; ++day) sum += at(day);
    return sum / static_cast<double>(end - first);
  }

 private:
  std::int32_t day_;
  double tau_;
  bool forward_;
};

}  // namespace

void describe(SpaceTime& when, core::ParameterVisitor& visitor) {
  visitor.text({"as-of", "As of",
                "A day, 2025-06-30: incidents count the more the nearer they are in time; empty: all "
                "the same"},
               core::TextKind::plain, when.as_of);
  visitor.number({"days", "Days", "With --as-of: incidents this many days away, or more, no longer count"},
                 {1.0, 3660.0}, when.days);
  visitor.flag({"forward-only", "Forward only", "With --as-of: only what was recorded up to that day counts"},
               when.forward_only);
}

std::string describe_in_words(const SpaceTime& when) {
  if (!when.asked()) return {};
  return fmt::format(
      "; as of {}, times an Epanechnikov kernel in time over {:g} days{} (of dates known to the month the mean over "
      "its "
      "days), so that the unit is per km² and day",
      when.as_of, when.days, when.forward_only ? ", of earlier incidents only" : " either way");
}

std::string day_in_words(const SpaceTime& when) {
  const core::LocalMinute time = core::parse_time(when.as_of)->minute;
  return fmt::format("{} {}", core::date_of(time).day, core::month_name(core::month_index(time)));
}

std::string window_in_words(const SpaceTime& when) {
  return fmt::format("{} {:g} days {} {}", when.forward_only ? "in the" : "within", when.days,
                     when.forward_only ? "up to" : "of", day_in_words(when));
}

core::Status check_when(const SpaceTime& when) {
  if (when.asked() || (!when.forward_only && when.days == SpaceTime().days)) return {};
  return core::invalid_argument(
      "--days and --forward-only count only as of a day: name it, as in --as-of 2025-06-30, or leave them out");
}

core::Result<TimeWeights> time_weights(const borough::IncidentTable& incidents,
                                       const borough::IncidentSelection& selection, const SpaceTime& when) {
  const auto day = core::parse_time(when.as_of);
  if (!day || day->precision < core::TimePrecision::day) {
    return core::invalid_argument(fmt::format("'{}' is no day: write --as-of as in 2025-06-30", when.as_of));
  }
  if (!(when.days > 0.0) || !std::isfinite(when.days)) {
    return core::invalid_argument("--days must be a positive number of days; 30 to 90 suits most questions");
  }
  const TimeKernel kernel(when, core::days_from_civil(core::date_of(day->minute)));
  TimeWeights found{{{}, selection.time_not_exact, selection.without_place, selection.at_midnight},
                    std::vector<float>(incidents.size(), 0.0F)};
  for (const std::uint32_t row : selection.rows) {
    const core::TimePrecision precision = incidents.precision[row];
    if (precision == core::TimePrecision::unknown) continue;
    if (precision == core::TimePrecision::month && when.days < kLeastDaysOfMonths) {
      return core::invalid_argument(
          fmt::format("dates of the selected incidents are known to the month only, and a window of {:g} days would "
                      "show when months "
                      "begin; use --days {:.0f} or more",
                      when.days, kLeastDaysOfMonths));
    }
    const double weight = precision == core::TimePrecision::month
                              ? kernel.at_month(incidents.time[row])
                              : kernel.at(core::days_from_civil(core::date_of(incidents.time[row])));
    if (!(weight > 0.0)) continue;
    found.weight[row] = static_cast<float>(weight);
    found.selection.rows.push_back(row);
  }
  if (found.selection.rows.empty()) {
    return core::invalid_argument(
        fmt::format("none of the selected incidents lies within {:g} days {} {}: choose another day, or more days",
                    when.days, when.forward_only ? "before" : "of", when.as_of));
  }
  return found;
}

}  // namespace wardscope::catalog
