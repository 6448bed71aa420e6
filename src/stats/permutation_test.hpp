// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/result.hpp"
#include "stats/neighbours.hpp"

namespace wardscope::stats {

struct PermutationPlan {
  std::size_t permutations = 999;  ///< B, >= 1. The least p-value that it can give is 1 / (B + 1)
  std::uint64_t seed = 1;
};

/// How often chance alone does as much, of B permutations; the order as observed counts as one of them. Each is within
/// 1 / (B + 1) .. 1, or NaN for what was not tested.
struct PermutationP {
  double high = 1.0;       ///< (1 + number of permuted values >= the observed) / (B + 1)
  double low = 1.0;        ///< (1 + number of permuted values <= the observed) / (B + 1)
  double two_sided = 1.0;  ///< min(1, 2 min(high, low))
};

/// Which units a permutation puts around a unit: for each of B permutations `most` different numbers below `others`,
/// in random order, permutation by permutation. A first few of them are a random choice of that few.
/// @pre most <= others
std::vector<Neighbours::Unit> neighbourhood_draws(std::size_t others, std::size_t most, const PermutationPlan& plan);

/// What a random order of the values leaves in its place.
enum class NeighbourhoodNull {
  conditional,  ///< the unit's own value: those of its neighbours are drawn from all others. The test of Gi and of
                ///< local Moran; of Gi* it would be that of Gi, for what is held fixed cannot surprise
  total,        ///< nothing: the unit with its neighbours is held against as many units drawn from all. The test of Gi*
};

/// Borrows both.
struct NeighbourhoodTest {
  std::span<const double> values;
  const Neighbours& neighbours;
  NeighbourhoodNull null = NeighbourhoodNull::conditional;
};

/// Permutation test of local statistics: the sum of the neighbours' values, of a total test with the unit's own, is
/// ranked among B sums of as many values drawn without replacement.
///   conditional (Anselin 1995, section 4): from all other units. Gi and local Moran of a unit below the mean are
///     increasing (decreasing) functions of that sum, so their p-values are these; `high` is the upper tail of Gi.
///   total: from all units. The orders of all values are alike, as in the moments of Gi* (Ord & Getis 1995, eq. 15:
///     the variance of a sum drawn without replacement), of which this is the test without the normal distribution.
///
/// All units share the draws, as in GeoDa's lookup tables: the p-value of each has the law of the plain test, those of
/// two units depend on each other a little. A total test ranks units with as many neighbours among the same B sums:
/// O(n log n + c B log B) for n units with c different numbers of neighbours, k at most. In a conditional one number r
/// stands for unit r where r is below the unit itself, else for r + 1: from one unit to the next a draw changes its
/// value only where it names one of the two, so the B sums are kept sorted, in batches of some thousand, and moved when
/// that happens: O(B / batch n + c B k), but for the logarithm of a batch, where a plain test takes O(n B k).
///
/// Values are held to 2^-40 of their range, whole numbers exactly, so that equal sums are equal in any order.
/// NaN for a unit without neighbours, or whose neighbours are all the others.
/// @returns cancelled where go_on, asked at least every 50 ms with how much is done (0 .. 1), says false
/// @pre values.size() == neighbours.size() >= 2, finite; a range below 2^40 times the least difference that matters
core::Result<std::vector<PermutationP>> neighbourhood_permutation_p(const NeighbourhoodTest& test,
                                                                    const PermutationPlan& plan,
                                                                    const std::function<bool(double)>& go_on);

/// The conditional test, to its end.
std::vector<PermutationP> neighbourhood_permutation_p(std::span<const double> values, const Neighbours& neighbours,
                                                      const PermutationPlan& plan);

}  // namespace wardscope::stats
