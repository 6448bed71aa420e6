// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/local_test.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "stats/change_tests.hpp"

namespace wardscope::analysis {

/// What a unit was over the periods. The four words are those of police practice (Chainey 2021, Understanding Crime,
/// ch. 8); the rule is ours, for theirs leaves gaps. With T periods, of which the last quarter (a whole number, at
/// least one) is recent, a unit is, by the first that holds:
enum class HotspotHistory {
  persistent,    ///< hot in three quarters of all periods or more, and in a recent one
  emerging,      ///< hot in half of the recent periods or more, in a quarter of the earlier ones at most
  former,        ///< hot in two earlier periods or more, in none of the recent ones
  intermittent,  ///< hot in two periods or more
  once,          ///< hot in one: of many units some are so by chance
  never,
  not_tested,  ///< nothing lies around it, or all others do
};
std::string_view words_of(HotspotHistory history);

/// That rule. @pre not empty
HotspotHistory history_of(const std::vector<bool>& hot);

struct UnitHistory {
  HotspotHistory history = HotspotHistory::never;
  std::size_t hot_periods = 0;
  std::size_t recent_hot_periods = 0;
  /// Mann-Kendall of the scores z by period; tau 0 where they are all equal, or too few incidents lie in and around the
  /// unit in all periods together to be told
  stats::TrendTest trend;
};

struct HotspotHistories {
  std::vector<UnitHistory> units;
  std::vector<std::size_t> hot_by_period;  ///< units that stand out as high
  std::size_t periods = 0;
  std::size_t recent = 0;  ///< of them
  std::size_t empty = 0;   ///< periods in which all units hold the same, so that none stands out
  std::size_t tested = 0;  ///< units; the others have no neighbours, or all
};

/// The last quarter of so many periods, rounded, at least one.
std::size_t recent_periods(std::size_t periods);

/// The least number of periods that tell a history.
constexpr std::size_t kLeastPeriods = 6;

/// Tests each period by itself (test_locally(): every unit against all others of that period, corrected for the number
/// of units) and tells of each unit in which periods it stood out as high. Values and incidents are unit by unit,
/// period by period. Periods are corrected for one by one: of T periods about T x level of those in which nothing is
/// going on have a hot unit.
/// @returns as test_locally(); invalid_argument where the statistic is local Moran, whose high units may lie among low
/// ones, there are fewer than kLeastPeriods, or all of them are empty; cancelled.
/// @pre values.size() == neighbours.size() * periods; as many incidents, or none
core::Result<HotspotHistories> hotspot_histories(const TestedValues& tested, const LocalTestOptions& options,
                                                 const jobs::Progress& progress);

}  // namespace wardscope::analysis
