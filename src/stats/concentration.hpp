// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardscope::stats {

/// Gini coefficient of counts over units, 0 where all hold the same, near 1 where one holds all:
///   G = sum (2 i - N - 1) x(i) / (N sum x),  x(1) <= … <= x(N)
/// Units that hold none count: they must be among the counts. Of few incidents in many units it is high by chance
/// alone; see adjusted_gini(). @pre counts not empty, each >= 0, not all 0
double gini(std::span<const double> counts);

/// Gini coefficient held against what so few incidents could reach at best (Bernasco & Steenbeek 2017, Journal of
/// Quantitative Criminology 33, eq. 5):  G' = max(N / sum x, 1) (G - 1) + 1
/// The same as gini() where there are as many incidents as units or more. 0 where each incident has a unit of its own.
/// @pre as gini()
double adjusted_gini(std::span<const double> counts);

/// A unit in the order of its count.
struct RankedUnit {
  std::size_t unit = 0;
  double count = 0.0;
  double units_share = 0.0;   ///< of all units, this one and those before it: 0..1
  double counts_share = 0.0;  ///< of the sum, this one and those before it: 0..1
};

/// Units from the fullest to the emptiest, equals by their number: the curve of "so many in a hundred places hold so
/// many in a hundred incidents". @pre counts each >= 0; shares of counts are 0 where all are
std::vector<RankedUnit> ranked_units(std::span<const double> counts);

/// The least share of units that hold `share` of the sum: 0.8 asks for the 80 of 80-20. @pre 0 < share <= 1, as gini()
double share_of_units_holding(std::span<const double> counts, double share);

/// What the same number of incidents would come to if each fell on any unit with the same chance, the others
/// notwithstanding: how concentrated a sparse map looks by chance alone. Counts are Poisson then, of mean m incidents a
/// unit:
///   G = exp(-2 m) (I0(2 m) + I1(2 m)),  I0 and I1 modified Bessel functions
/// (mean difference of two Poisson counts: Ramasubban 1958, Biometrika 45). @pre mean > 0, finite
double gini_by_chance(double mean);

/// The share of the sum that the fullest `units_share` of such units hold: units with k incidents or more are
/// P(X >= k) of all and hold P(X >= k - 1) of the sum; between two k the curve is straight. @pre mean > 0,
/// 0 <= units_share <= 1
double share_held_by_chance(double mean, double units_share);

/// The share of the sum that the fullest `units_share` of the units hold; between two units the curve is straight.
/// @pre `ranked` as ranked_units() gives it, not empty; 0 <= units_share <= 1
double share_held(std::span<const RankedUnit> ranked, double units_share);

/// Location quotient: how much more of a kind a place has than all places together, (n_ka / n_a) / (N_k / N). 0 where a
/// denominator is 0.
struct QuotientCounts {
  double kind_here = 0.0;
  double all_here = 0.0;
  double kind_everywhere = 0.0;
  double all_everywhere = 0.0;
};
double location_quotient(const QuotientCounts& counts);

}  // namespace wardscope::stats
