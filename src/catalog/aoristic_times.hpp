// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "borough/incidents.hpp"
#include "stats/aoristic.hpp"
#include "table/feature_table.hpp"

namespace wardscope::catalog {

/// What a time of exactly 00:00 stands for.
enum class MidnightStamp {
  day,     ///< the day alone is known, as many systems write it
  moment,  ///< midnight
};

/// Incidents as ranges of time.
struct KnownTimes {
  std::vector<stats::TimeRange> ranges;   ///< of all that are known to the day or better
  std::vector<stats::TimeRange> between;  ///< of these, those recorded between two times
  std::int64_t exact = 0;                 ///< known to the minute
  std::int64_t by_day = 0;                ///< known to the day
  std::int64_t stamped = 0;               ///< incidents of which a time of exactly midnight was taken for a day
  std::int64_t too_vague = 0;             ///< known to the month, or not at all
};

KnownTimes known_times(const borough::IncidentTable& incidents, const std::vector<std::uint32_t>& rows,
                       MidnightStamp midnight);

/// Incidents between two times by blocks of the day, as each convention counts them.
struct TimeConventions {
  std::size_t hours = 1;  ///< in a block
  std::int64_t incidents = 0;
  core::LocalMinute median_width = 0;  ///< of their ranges
  std::vector<double> aoristic;        ///< by block, spread over the range
  std::vector<double> beginning;       ///< all when the range begins
  std::vector<double> middle;          ///< all in its middle
};

/// Of the ranges that are no longer than `longest`. @pre hours_together divides 24
TimeConventions time_conventions(const std::vector<stats::TimeRange>& between, core::LocalMinute longest,
                                 std::size_t hours_together);

/// A row a block of the day with the shares under each convention, from counts to the nearest five (ten of sensitive
/// types); nothing where there are too few incidents to tell.
std::optional<table::FeatureTable> convention_table(const TimeConventions& of, borough::Sensitivity sensitivity);

/// What the other conventions would say of the block in which they differ most; empty where too few are to be told.
std::string conventions_in_words(const TimeConventions& of, borough::Sensitivity sensitivity);

/// "9 h", "9 h 30 min", "45 min".
std::string hours_and_minutes(core::LocalMinute minutes);

}  // namespace wardscope::catalog
