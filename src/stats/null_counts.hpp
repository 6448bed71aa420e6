// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

namespace wardscope::stats {

/// Which of many draws: each (seed, replication) is a stream of its own, whatever was drawn before.
struct Replication {
  std::uint64_t seed = 1;
  std::uint64_t number = 0;
};

/// `cases` thrown into classes, each into class k with probability weight_k / sum of weights: what independent Poisson
/// counts of these means do once their sum is known (multinomial; by conditional binomials, Davis 1993). O(classes).
/// @pre counts.size() == weights.size(); weights >= 0, finite, not all 0
void draw_multinomial(std::uint32_t cases, std::span<const double> weights, const Replication& replication,
                      std::span<std::uint32_t> counts);

/// A table of units x periods (unit by unit) with the sums of `table` by unit and by period, the cases being given
/// their periods in random order: no interaction of place and time (Kulldorff et al. 2005). O(cases + table).
/// @pre counts.size() == table.size(), a multiple of periods
void draw_with_same_margins(std::span<const std::uint32_t> table, std::size_t periods, const Replication& replication,
                            std::span<std::uint32_t> counts);

}  // namespace wardscope::stats
