// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/distinct_locations.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The points that a rule looks at. Each location counts as often as it has incidents: a user's bandwidth is chosen on
/// distinct places (as_distinct), for stacks at one point make every rule narrower than the town it is about.
struct BandwidthPoints {
  const DistinctLocations& locations;       ///< merged (Aggregation::always), on the land
  const geo::MultiPolygon* land = nullptr;  ///< null or empty: the rectangle around the points; borrowed
};

/// What a search along bandwidths found, as the standard deviation of a Gaussian.
struct FoundBandwidth {
  core::Metres sigma{0.0};    ///< refined between the grid's values, to 1 %
  core::Metres on_grid{0.0};  ///< the best of the grid of the first search
  bool at_end = false;        ///< the best is at an end of the grid: the rule found no bandwidth of its own
};

/// Likelihood cross-validation (Silverman 1986, section 3.4.4; Loader 1999, section 5.3),
///
///   CV(s) = sum_i log f_-i(x_i) - integral of f over the land,   f the Gaussian density corrected after Jones-Diggle
///
/// whose integral is the number of points whatever s is. The greatest of 16 values in geometric steps from the least
/// distance between two places to half the diagonal, then golden section between its neighbours. spatstat's bw.ppl,
/// which corrects uniformly; on its grid the best is the same on the reference points.
/// @returns invalid_argument for fewer than two distinct places; cancelled.
core::Result<FoundBandwidth> likelihood_bandwidth(const BandwidthPoints& points, const jobs::Progress& progress);
/// CV(s), by the same fast sums.
core::Result<double> likelihood_criterion(const BandwidthPoints& points, core::Metres sigma,
                                          const jobs::Progress& progress);

/// Cronie and van Lieshout 2018, Biometrika 105: the s at which sum_i 1 / f(x_i) is nearest to the land's area, f the
/// Gaussian density with each point itself and without edge correction. Search as above. spatstat's bw.CvL.
core::Result<FoundBandwidth> cronie_van_lieshout_bandwidth(const BandwidthPoints& points,
                                                           const jobs::Progress& progress);

/// Berman and Diggle 1989, JRSS B 51; Diggle 1985: the least of
///
///   M(r) = (1/lambda - 2 K(r)) / (pi r^2) + (1 / (pi r^2)^2) integral of A(t, r) dK(t)
///
/// the mean square error of the count in a disc of radius r under a Cox process, over 512 radii up to half of
/// min(short side / 4, sqrt(1000 / (pi lambda))); A(t, r) the area that two such discs at distance t share, lambda
/// points per m^2; s = r / 2. As in spatstat the integral
/// begins above 0, so that pairs on one spot count in K(r) alone. K is Ripley's, with the isotropic correction up to
/// 3,000 places, the border correction beyond, there counted about at most 20,000 centres (drawn with a fixed seed).
/// spatstat's bw.diggle.
core::Result<FoundBandwidth> berman_diggle_bandwidth(const BandwidthPoints& points, const jobs::Progress& progress);

}  // namespace wardscope::analysis
