// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/aoristic_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

constexpr std::size_t kHoursOfDay = 24;

bool is_midnight(core::LocalMinute time) { return time % core::kMinutesPerDay == 0; }

std::string hours_of_block(const TimeConventions& of, std::size_t block) {
  return fmt::format("{:02}:00 to {:02}:59", block * of.hours, (block + 1) * of.hours - 1);
}

/// Of a block's count as it may be told; nothing of a small one.
table::Value told_percent(double part, const TimeConventions& of, borough::Sensitivity sensitivity) {
  table::Value value;
  if (const auto told = told_count(part, sensitivity)) {
    const double share = std::min(1.0, static_cast<double>(*told) / static_cast<double>(of.incidents));
    value = std::round(1000.0 * share) / 10.0;
  }
  return value;
}

}  // namespace

KnownTimes known_times(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows,
                       MidnightStamp midnight) {
  KnownTimes known;
  known.ranges.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    const core::LocalMinute time = incidents.time[row];
    const core::TimePrecision precision = incidents.precision[row];
    if (precision < core::TimePrecision::day) {
      ++known.too_vague;
      continue;
    }
    const bool is_stamp =
        precision == core::TimePrecision::minute && is_midnight(time) && midnight == MidnightStamp::day;
    if (incidents.has_range(row)) {
      // Two days without times: the second is in the range.
      const bool are_days = is_stamp && is_midnight(incidents.until[row]);
      known.stamped += are_days ? 1 : 0;
      known.between.push_back({time, incidents.until[row] + (are_days ? core::kMinutesPerDay : 0)});
      known.ranges.push_back(known.between.back());
    } else if (precision == core::TimePrecision::day || is_stamp) {
      ++known.by_day;
      known.stamped += is_stamp ? 1 : 0;
      known.ranges.push_back({time, time + core::kMinutesPerDay});
    } else {
      ++known.exact;
      known.ranges.push_back({time, time});
    }
  }
  return known;
}

TimeConventions time_conventions(const std::vector<stats::TimeRange>& between, core::LocalMinute longest,
                                 std::size_t hours_together) {
  assert(hours_together > 0 && kHoursOfDay % hours_together == 0);
  TimeConventions conventions;
  conventions.hours = hours_together;
  for (auto* counts : {&conventions.aoristic, &conventions.beginning, &conventions.middle}) {
    counts->assign(kHoursOfDay / hours_together, 0.0);
  }
  const stats::AoristicWeek week = stats::aoristic_week(between, longest);
  conventions.incidents = week.used;
  for (std::size_t hour = 0; hour < stats::kHoursOfWeek; ++hour) {
    conventions.aoristic[hour % kHoursOfDay / hours_together] += week.hours[hour];
  }
  const auto block_of = [&](core::LocalMinute time) {
    return static_cast<std::size_t>(core::hour_of(time)) / hours_together;
  };
  std::vector<core::LocalMinute> widths;
  widths.reserve(between.size());
  for (const stats::TimeRange& range : between) {
    const core::LocalMinute width = range.to - range.from;
    if (width > longest) continue;
    widths.push_back(width);
    conventions.beginning[block_of(range.from)] += 1.0;
    conventions.middle[block_of(range.from + width / 2)] += 1.0;
  }
  if (widths.empty()) return conventions;
  const auto median = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), median, widths.end());
  conventions.median_width = *median;
  return conventions;
}

std::optional<table::FeatureTable> convention_table(const TimeConventions& of, borough::Sensitivity sensitivity) {
  using table::ColumnType;
  if (analysis::DisclosureControl().is_small(of.incidents, sensitivity) || of.incidents == 0) return std::nullopt;
  table::FeatureTable features({{"hours", "Hours", "", ColumnType::text, false},
                                {"aoristic_percent", "Spread over the range", "%", ColumnType::number, false},
                                {"beginning_percent", "When the range begins", "%", ColumnType::number, false},
                                {"middle_percent", "In its middle", "%", ColumnType::number, false}});
  for (std::size_t block = 0; block < of.aoristic.size(); ++block) {
    features.add_row({hours_of_block(of, block), told_percent(of.aoristic[block], of, sensitivity),
                      told_percent(of.beginning[block], of, sensitivity),
                      told_percent(of.middle[block], of, sensitivity)});
  }
  return features;
}

std::string conventions_in_words(const TimeConventions& of, borough::Sensitivity sensitivity) {
  if (analysis::DisclosureControl().is_small(of.incidents, sensitivity) || of.incidents == 0) return {};
  std::size_t widest = 0;
  double apart = -1.0;
  for (std::size_t block = 0; block < of.aoristic.size(); ++block) {
    const double here =
        std::max(std::abs(of.aoristic[block] - of.beginning[block]), std::abs(of.aoristic[block] - of.middle[block]));
    if (here > apart) {
      apart = here;
      widest = block;
    }
  }
  const auto share = [&](double part) {
    const std::string percent = table::to_text(told_percent(part, of, sensitivity), 0);
    return percent.empty() ? std::string("few") : percent + " %";
  };
  return fmt::format(
      "Of the incidents between two times {} fall in {}; counted when their range begins it would be {}, in its middle "
      "{} (table aoristic-conventions).",
      share(of.aoristic[widest]), hours_of_block(of, widest), share(of.beginning[widest]), share(of.middle[widest]));
}

std::string hours_and_minutes(core::LocalMinute minutes) {
  const core::LocalMinute hours = minutes / core::kMinutesPerHour;
  const core::LocalMinute rest = minutes % core::kMinutesPerHour;
  if (hours == 0) return fmt::format("{} min", rest);
  return rest == 0 ? fmt::format("{} h", hours) : fmt::format("{} h {} min", hours, rest);
}

}  // namespace wardscope::catalog
