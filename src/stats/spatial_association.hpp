// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "stats/neighbours.hpp"

namespace wardscope::stats {

/// p-value of a standard normal z in both tails: 2 P(Z >= |z|); NaN for NaN.
double two_sided_p(double z);

/// Whether a unit counts in its own neighbourhood.
enum class Self {
  excluded,  ///< Gi: is what lies around it high?
  included,  ///< Gi*: is it, with what lies around it, high?
};

/// Getis and Ord's Gi or Gi* as a z-score, binary weights (Ord & Getis 1995, Geographical Analysis 27(4), eq. 14 and
/// 15):
///   Gi*  (sum_j x_j - W m) / (s sqrt((n S - W^2) / (n - 1)))     over i and its neighbours; W = S their number
///        m mean of all, s^2 = sum x^2 / n - m^2
///   Gi   the same without i: m and s over the other n - 1, (n - 1) for n and (n - 2) for n - 1
/// NaN where there is nothing to test: Gi of a unit without neighbours, or a neighbourhood that holds all units.
/// The tests of neighbouring units depend on each other; correct for their number (multiple_testing.hpp).
/// O(units + links). @pre values.size() == neighbours.size() >= 3, finite, not all equal
std::vector<double> getis_ord_z(std::span<const double> values, const Neighbours& neighbours, Self self);

/// Weights of the links of a unit.
enum class WeightStyle {
  binary,            ///< 1 each
  row_standardised,  ///< 1 / their number: the mean of the neighbours
};

/// A statistic with its moments where values are put on the units at random.
struct Association {
  double value = 0.0;
  double expected = 0.0;
  double variance = 0.0;
  double z = 0.0;
  double p = 1.0;  ///< two-sided, normal
};

/// Global Moran's I under randomisation (Cliff & Ord 1981, eq. 2.30 and 2.31):
///   I = n / S0  sum_ij w_ij z_i z_j / sum z^2,  z_i = x_i - mean
/// Units without neighbours take no part, in n neither (as spdep's adjust.n).
/// @pre as getis_ord_z(), at least 4 units with neighbours
Association moran_i(std::span<const double> values, const Neighbours& neighbours, WeightStyle style);

/// What is held fixed when the expected value and variance of a local Moran are taken.
enum class LocalMoments {
  conditional,  ///< the unit's own value (Sokal, Oden & Thomson 1998, eq. A4 and A5): the one to test with
  total,        ///< nothing (Anselin 1995, eq. 13 and 14): z-scores of high values come out several times as large
};

/// Local Moran (Anselin 1995, Geographical Analysis 27(2)):  I_i = z_i / m2  sum_j w_ij z_j,  m2 = sum z^2 / n.
/// All NaN for a unit without neighbours. @pre as getis_ord_z()
struct LocalMoranQuestion {
  WeightStyle style = WeightStyle::row_standardised;
  LocalMoments moments = LocalMoments::conditional;
};
std::vector<Association> local_moran(std::span<const double> values, const Neighbours& neighbours,
                                     const LocalMoranQuestion& question);

}  // namespace wardscope::stats
