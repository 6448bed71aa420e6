// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/pair_grid.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Equal steps of distance: radius(k) = most * k / count for k = 0 … count.
struct DistanceSteps {
  double most = 1000.0;     ///< m, > 0
  std::size_t count = 128;  ///< > 0
  [[nodiscard]] double radius(std::size_t k) const {
    return most * static_cast<double>(k) / static_cast<double>(count);
  }
  /// The least k with distance <= radius(k), that is dx^2 + dy^2 <= radius(k)^2 in double precision; count + 1 where
  /// there is none.
  [[nodiscard]] std::size_t step_of(double distance_squared) const;
};

/// How many pairs of incidents lie in each step of distance, each pair once: entry k holds those with
/// radius(k - 1) < d <= radius(k), entry 0 those on one place; incidents that share a place pair with each other, and
/// with those of another place each.
///
/// Exact: single precision sorts pairs into steps, and those within its error of a step's end are looked at again in
/// double. One pass over the pairs of near cells; several histograms take turns, so that no increment waits for the
/// one before it. O(n + pairs within the reach, times about 1.5); memory O(n) and a few kB a range of work. Integer
/// counts: the same for any number of threads. @pre steps.most <= grid.reach()
/// @returns cancelled
core::Result<std::vector<std::uint64_t>> pair_counts(const PairGrid& grid, const DistanceSteps& steps,
                                                     const jobs::Progress& progress);

}  // namespace wardscope::analysis
