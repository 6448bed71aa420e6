// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace wardscope::stats {

/// Rates that few residents make unsteady, drawn towards the rate of all (Marshall 1991, Applied Statistics 40(2),
/// global estimator, as spdep's EBest):
///   m = sum O / sum P, s^2 = sum P (r - m)^2 / sum P, A = max(0, s^2 - m / mean P)
///   theta_i = m + A / (A + m / P_i) (r_i - m)
///   O counts, P residents, r = O / P.
/// Per resident. @pre as many counts as residents, counts >= 0, residents > 0, not all counts 0
std::vector<double> marshall_rates(std::span<const double> counts, std::span<const double> residents);

/// Rates as standard deviations from the rate of all, by how much each could vary: what Moran's I and local statistics
/// of rates are to be computed on (Assuncao & Reis 1999, Statistics in Medicine 18, as spdep's EBImoran):
///   z_i = (r_i - m) / sqrt(a + m / P_i), a = s^2 - m / mean P; where that sum is not positive, sqrt(m / P_i)
/// @pre as above
std::vector<double> standardised_rates(std::span<const double> counts, std::span<const double> residents);

}  // namespace wardscope::stats
