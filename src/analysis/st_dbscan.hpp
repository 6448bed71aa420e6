// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "analysis/dbscan.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

struct StDbscanOptions {
  core::Metres reach{100.0};  ///< eps in space, included: 1 m … 10 km
  std::int64_t days = 14;     ///< eps in time, included: 0 … 3,660 whole days
  std::int64_t least = 0;     ///< minPts: within both of one, itself counted. 0: default_st_least()
};

/// max(5, ceil(ln n)) for n incidents: Birant & Kut's rule (section 3.3), and no fewer than may be told.
std::int64_t default_st_least(std::int64_t incidents);

/// Where and on which day incidents were, each place and day once with how many; or each incident for itself. Borrows.
struct PlacedDays {
  std::span<const double> x;                 ///< easting, m, finite
  std::span<const double> y;                 ///< northing, m
  std::span<const std::int32_t> day;         ///< days since 1970-01-01
  std::span<const std::uint32_t> incidents;  ///< of each, >= 1; empty: one of each
  [[nodiscard]] std::size_t size() const { return x.size(); }
};

/// ST-DBSCAN (Birant & Kut 2007, Data & Knowledge Engineering 60, 208-221), without their third, non-spatial distance:
/// as dbscan(), where two incidents are in reach of each other if they lie at most `reach` metres and at most `days`
/// whole days apart; both bounds are included, and 1 January and 15 January are 14 days apart whatever the hours. A
/// border belongs to the nearest core in space; of equals to the one nearest in time, then to the western, the
/// southern, the earlier. So the clusters do not depend on the order of the input.
///
/// Exact. Squares as wide as the reach, their incidents by day: each is held against those of nine squares on the days
/// in reach. O(n log n + pairs in reach of each other).
/// @returns invalid_argument where an option is out of its range or there is no incident; cancelled.
core::Result<Clusters> st_dbscan(const PlacedDays& incidents, const StDbscanOptions& options,
                                 const jobs::Progress& progress);

}  // namespace wardscope::analysis
