// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct DbscanOptions {
  core::Metres reach{100.0};  ///< eps, included: 1 m … 10 km
  /// minPts: as many incidents as must lie in reach of one, itself counted. 0: default_least()
  std::int64_t least = 0;
};

void describe(DbscanOptions& options, core::ParameterVisitor& visitor);

/// min(50, max(5, ceil(sqrt(n)))) for n incidents: a rule of practice, to begin with.
std::int64_t default_least(std::int64_t incidents);

/// Where incidents lie, each place once with how many lie there; or each incident for itself. Borrows.
struct PlacedCounts {
  std::span<const double> x;                 ///< easting, m, finite
  std::span<const double> y;                 ///< northing, m
  std::span<const std::uint32_t> incidents;  ///< at each place, >= 1; empty: one at each
  [[nodiscard]] std::size_t size() const { return x.size(); }
};

struct Clusters {
  static constexpr std::int32_t kNoise = -1;
  std::vector<std::int32_t> cluster;  ///< by place; kNoise: in none. Numbered in the order of their first place
  std::vector<bool> core;             ///< by place: as many as `least` lie in its reach
  std::int32_t count = 0;
  std::int64_t least = 0;  ///< as used
};

/// DBSCAN (Ester, Kriegel, Sander & Xu 1996): places with `least` incidents or more in reach are cores; cores in reach
/// of each other are of one cluster; another place in reach of a core is its border, and belongs to the nearest core
/// (the western, then the southern of equals), so that the clusters do not depend on the order of the input. The rest
/// is noise. Incidents that share a place count each: one stack of `least` is a cluster by itself.
///
/// Exact. Places are sorted into squares whose diagonal is the reach (Gunawan 2013): a square with `least` incidents
/// has cores alone, and two squares are joined by their first pair of cores in reach. O(n log n) for clusters of
/// bounded density of places.
/// @returns invalid_argument where the reach is out of its range or there is no place; cancelled.
core::Result<Clusters> dbscan(const PlacedCounts& places, const DbscanOptions& options, const jobs::Progress& progress);

}  // namespace wardscope::analysis
