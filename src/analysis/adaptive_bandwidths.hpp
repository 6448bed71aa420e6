// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "analysis/density_land.hpp"
#include "analysis/distinct_locations.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct AdaptiveOptions {
  core::Metres global{90.0};  ///< s0, standard deviation of the pilot and of the kernel at a typical incident
  core::Metres least{25.0};   ///< no kernel is narrower: stacks would shrink theirs to nothing
};

/// A standard deviation for each location.
struct AdaptiveBandwidths {
  std::vector<double> sigma;  ///< m, one a location
  core::Metres least{0.0};
  core::Metres median{0.0};  ///< over the locations
  core::Metres greatest{0.0};
};

/// Abramson's square-root rule (1982, Annals of Statistics 10), as in Davies and Hazelton 2010 (Statistics in Medicine
/// 29):
///
///   s_i = s0 (f(x_i) / g)^(-1/2),   log g = mean over incidents of log f(x_i)
///
/// f the Gaussian density of the incidents with s0, divided by the share of the kernel about x_i on the land (uniform
/// correction; none where the land is empty). Every incident of a location counts in f and g; weights do not. No s_i is
/// below `least`, and none above five times the median of the s_i (sparr's trimming), so that a lone record in the
/// country is no hill of kilometres. f by gaussian_sums(): relative error 1e-4 inland, that of
/// gaussian_shares_on_land() at the coast. @pre locations not empty. @returns cancelled
core::Result<AdaptiveBandwidths> adaptive_bandwidths(const DistinctLocations& locations, const LandBoundary& land,
                                                     const AdaptiveOptions& options, const jobs::Progress& progress);

}  // namespace wardscope::analysis
