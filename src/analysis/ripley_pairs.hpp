// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/distinct_locations.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// Ripley's K at radii step, 2 step, ..., of the bandwidth rule of Berman and Diggle.
struct PairCurve {
  core::Metres longest{100.0};  ///< the greatest radius
  std::size_t steps = 511;      ///< radii are longest * k / steps, k = 0..steps
};

/// K(r) = |W| / n^2-like sum of pairs within r over the land, edge corrected: up to 3,000 places isotropic,
///   K(r) = |W| / (n (n - 1)) sum_i sum_j 1{d_ij <= r} / (share of the circle about x_i through x_j on the land)
/// beyond that border corrected,
///   K(r) = |W| / n * (pairs about centres farther than r from the border) / (number of such centres)
/// Every incident of a location counts. Ripley 1976, 1988. Result: K at k = 0..steps; where no centre is far enough
/// from the border the curve ends early. @pre land not empty, two places at least. @returns cancelled
core::Result<std::vector<double>> pair_curve(const DistinctLocations& locations, const LandBoundary& land,
                                             const PairCurve& curve, const jobs::Progress& progress);

}  // namespace wardscope::analysis
