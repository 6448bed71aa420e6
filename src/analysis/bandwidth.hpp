// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "analysis/density_kernel.hpp"
#include "analysis/distinct_locations.hpp"
#include "core/units.hpp"

namespace wardscope::analysis {

/// Standard deviations of a Gaussian kernel that Scott's rule suggests.
struct ScottBandwidth {
  core::Metres easting{0.0};
  core::Metres northing{0.0};
  core::Metres isotropic{0.0};  ///< geometric mean of the two
};

/// Scott's rule of thumb,  s_axis = n^(-1/6) * sd_axis,  n points, sd with n - 1. Scott 1992, eq. 6.42 for d = 2. It is
/// right for one round hill; in a town of several centres it is too wide by a factor of two or more.
/// Every incident counts (stacks too); weights do not. Nothing where there are fewer than two incidents or all lie
/// on one line along an axis.
std::optional<ScottBandwidth> scott_bandwidth(const DistinctLocations& locations);

/// Median over distinct places of the distance to the nearest other one, m. Nothing for fewer than two places. Equal
/// entries of `locations` are counted as one place. O(n log n) expected.
std::optional<core::Metres> median_nearest_distance(const DistinctLocations& locations);

/// A sentence for the user where the kernel is so narrow that the surface shows single addresses rather than areas:
/// its bandwidth (of the quartic kernel of the same spread) is below half the median nearest distance. Else empty.
std::string narrow_bandwidth_warning(const DensityKernel& kernel, core::Metres median_nearest);

/// A sentence for the user where the source moved incidents to shared points (PointSharing::moved_by) and the kernel is
/// narrower than two of them from one place may stand apart: twice that distance. Else empty. A rule of ours: the
/// surface cannot be finer than its points.
constexpr core::Metres kSupportedByMovedPoints{200.0};  ///< quartic; as borough::street_level_words() says
std::string moved_points_warning(const DensityKernel& kernel, core::Metres moved_by);

}  // namespace wardscope::analysis
