// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/dbscan.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// How near is near.
enum class NnhThreshold {
  random,  ///< nearer than neighbours would be if the points lay at random
  fixed,   ///< a distance
};

struct NnhOptions {
  NnhThreshold threshold = NnhThreshold::random;
  core::Metres distance{100.0};  ///< fixed: 1 m … 10 km
  /// random: the chance that a pair of neighbours at random is nearer than the threshold, 0 < chance < 1
  double chance = 0.5;
  std::int64_t least = 10;           ///< incidents of a first-order cluster, >= 2
  core::SquareKilometres land{0.0};  ///< random: on which the points may lie, > 0
};

/// Clusters of clusters.
struct NnhOrder {
  core::Metres threshold;             ///< as used
  std::vector<std::int32_t> cluster;  ///< by cluster of the order below; Clusters::kNoise: in none
  std::int32_t count = 0;
};

struct NnhHierarchy {
  core::Metres threshold;       ///< of the first order, as used
  Clusters first;               ///< by place; `core` marks the places that clusters grew from
  std::vector<NnhOrder> wider;  ///< second order, third …: as long as any forms
};

///   threshold = 0.5 sqrt(A / n) - t 0.26136 / sqrt(n^2 / A), 0 where that is negative
///   A land, m^2; n points; t normal quantile of 1 - chance: at 0.5 the mean distance to the nearest neighbour of n
///   random points, less for a smaller chance. Clark & Evans 1954, eq. 2 and 4; Levine, CrimeStat IV, ch. 7.
/// @pre n >= 1, A > 0, 0 < chance < 1
core::Metres random_threshold(std::int64_t n, core::SquareKilometres land, double chance);

/// Nearest-neighbour hierarchical clusters after CrimeStat (Levine, CrimeStat IV manual, ch. 7), defined here in full:
///
/// First order: the place with most incidents within the threshold (itself counted, the bound included) is a seed; of
/// equals the western, then the southern. It and all places within the threshold of it that are in no cluster yet are
/// one, if they hold `least` incidents or more. They are taken out, the others counted again without them, and so on
/// until no place has `least` left. Each incident is in one cluster or in none.
///
/// Higher orders: the mean centres of the incidents of each cluster (then of the centres) are the points, each counts
/// 1, two or more make a cluster; a fixed threshold stays, a random one follows from their number. It ends when none
/// forms. CrimeStat's printed description leaves ties and the least of higher orders open: these are ours.
///
/// The result does not depend on the order of the places, but for the numbers of the clusters, which are numbered in
/// the order of their first place. O(pairs within the threshold, twice, + n log n).
/// @returns invalid_argument where an option is out of its range or there is no place; cancelled.
core::Result<NnhHierarchy> nearest_neighbour_hierarchy(const PlacedCounts& places, const NnhOptions& options,
                                                       const jobs::Progress& progress);

}  // namespace wardscope::analysis
