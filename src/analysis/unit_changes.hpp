// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "stats/change_tests.hpp"
#include "stats/multiple_testing.hpp"

namespace wardscope::analysis {

struct ChangeOptions {
  stats::Correction correction = stats::Correction::benjamini_hochberg;
  double level = 0.05;  ///< of the corrected two-sided p-value: 0 < level < 1
};

void describe(ChangeOptions& options, core::ParameterVisitor& visitor);

/// What became of a unit.
enum class ChangeClass {
  not_tested,  ///< too few in both periods together
  no_clear_change,
  up,
  down,
};
/// "up", "too few to test": for keys and tables.
std::string_view words_of(ChangeClass change_class);

/// Counts of two periods on each unit, side by side.
struct ChangeCounts {
  std::span<const double> earlier;
  std::span<const double> later;
  double earlier_days = 1.0;
  double later_days = 1.0;
  /// Units with fewer in both periods together are not tested. It depends on the sum alone, so that the tests left hold
  /// their level. At least as many as a test needs to reach the level at all (Tarone 1990) are asked for in any case.
  std::int64_t least_together = 1;
};

struct UnitChange {
  stats::ChangeTest test;    ///< p NaN where not tested
  double corrected_p = 1.0;  ///< NaN where not tested
  ChangeClass change_class = ChangeClass::not_tested;
};

struct UnitChanges {
  std::vector<UnitChange> units;
  stats::ChangeTest together;  ///< of the sums over all units
  std::size_t tested = 0;
  std::size_t uncorrected = 0;  ///< p below the level before correction
  std::size_t up = 0;
  std::size_t down = 0;
  std::int64_t least_together = 0;  ///< as used
};

/// Tests each unit for a change of its rate per day (stats::change_test) and corrects for as many tests.
/// @returns invalid_argument where the level is out of its range or both periods hold nothing.
/// @pre spans of one length, each count >= 0; days > 0
core::Result<UnitChanges> test_changes(const ChangeCounts& counts, const ChangeOptions& options);

}  // namespace wardscope::analysis
