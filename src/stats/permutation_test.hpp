// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

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

/// Conditional permutation test of local statistics (Anselin 1995, section 4): the value of a unit stays, those of its
/// neighbours are drawn from all other units without replacement, and the sum of the neighbours' values is ranked
/// among B such sums. Gi, Gi* and local Moran are increasing (local Moran of a unit below the mean: decreasing)
/// functions of that sum, so their p-values are these: `high` is the upper tail of Gi and Gi*.
///
/// All units share the draws (number r stands for unit r where r is below the unit itself, else for r + 1), as in
/// GeoDa's lookup tables: the p-value of each has the law of the plain test, those of two units depend on each other
/// a little. From one unit to the next a draw changes its value only where it names one of the two, so the B sums are
/// kept sorted, in batches of some thousand, and moved when that happens: O(B / batch n + c B k), but for the logarithm
/// of a batch, for n units with c different numbers of neighbours, k at most, where a plain test takes O(n B k).
///
/// Values are held to 2^-40 of their range, whole numbers exactly, so that equal sums are equal in any order.
/// NaN for a unit without neighbours, or whose neighbours are all the others.
/// @pre values.size() == neighbours.size() >= 2, finite; a range below 2^40 times the least difference that matters
std::vector<PermutationP> neighbourhood_permutation_p(std::span<const double> values, const Neighbours& neighbours,
                                                      const PermutationPlan& plan);

}  // namespace wardscope::stats
