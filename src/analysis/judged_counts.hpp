// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include "analysis/local_test.hpp"

namespace wardscope::analysis {

/// Recorded incidents that a unit is judged by.
struct JudgedCounts {
  double own = 0.0;
  double around = 0.0;
};
/// @pre tested.incidents not empty
JudgedCounts judged_counts(const TestedValues& tested, std::size_t unit);

/// Whether a unit would be put in this class by fewer incidents than may be told (test_locally()): never, where the
/// incidents are not given. @pre stands_out(would_be)
bool judged_by_too_few(const TestedValues& tested, std::size_t unit, LocalClass would_be);

/// Recorded incidents in and around a unit, on average of those with neighbours: where it is below kLeastForNormal the
/// normal distribution tells too little chance. @pre tested.incidents not empty
double mean_incidents_judged(const TestedValues& tested, LocalStatistic statistic);
/// The rule of thumb for expected counts (Cochran 1954).
constexpr double kLeastForNormal = 5.0;

}  // namespace wardscope::analysis
