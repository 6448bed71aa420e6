// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/near_pairs.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct TimePermutations {
  std::size_t count = 999;  ///< B, >= 1
  std::uint64_t seed = 1;
};

/// What pairs of places in reach may be listed for the permutations: 4 bytes each.
constexpr std::int64_t kMostListedPairs = 100'000'000;

/// Pairs in each band, as PairCounts::pairs has them, once for each permutation of the times among the incidents.
struct PermutedPairs {
  std::size_t bands = 0;
  std::vector<std::int64_t> pairs;  ///< permutation by permutation
  [[nodiscard]] std::int64_t at(std::size_t permutation, std::size_t band) const {
    return pairs[permutation * bands + band];
  }
};

/// Knox's test by permutation (Besag & Diggle 1977): places stay, times are dealt to them anew. The pairs of places in
/// reach are listed once; then 32 permutations at a time go through the list, their times side by side, so that a pair
/// costs a few instructions for all of them. Places with many incidents count by a sum over time instead, so
/// that a pair of them costs as much as the smaller one has incidents, and not the product. Each permutation is a
/// function of (seed, its number), so the result does not depend on the number of threads.
/// Memory: 4 bytes a pair of places, and 64 bytes an incident and thread.
/// @pre the places have kMostListedPairs pairs in reach at most. @returns cancelled
core::Result<PermutedPairs> permuted_pairs(const PlacedTimes& places, const TimePermutations& permutations,
                                           const jobs::Progress& progress);

}  // namespace wardscope::analysis
