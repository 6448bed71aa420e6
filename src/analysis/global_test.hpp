// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/local_test.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"
#include "stats/permutation_test.hpp"

namespace wardscope::analysis {

/// Whether neighbours are alike, all units together: the permutation test beside LocalTest::global.
struct GlobalTest {
  std::size_t permutations = 0;  ///< as used
  stats::PermutationP p;
};

/// More would tell a p-value below a thousandth more exactly, and nothing else.
constexpr std::size_t kMostGlobalPermutations = 9999;

/// Moran's I, row-standardised, among as many random orders of the values as the options ask for of the local test,
/// kMostGlobalPermutations at most. Nothing where the options ask for the normal distribution.
/// @returns cancelled. @pre as test_locally(), which accepted the same
core::Result<std::optional<GlobalTest>> test_globally(const TestedValues& tested, const LocalTestOptions& options,
                                                      const jobs::Progress& progress);

}  // namespace wardscope::analysis
