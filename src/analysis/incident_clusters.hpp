// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/nearest_neighbour_hierarchy.hpp"
#include "borough/areas.hpp"
#include "borough/incidents.hpp"
#include "core/civil_time.hpp"
#include "core/parameter.hpp"
#include "core/result.hpp"
#include "core/units.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// The rule that groups incidents.
enum class ClusterMethod {
  dbscan,     ///< dbscan()
  st_dbscan,  ///< st_dbscan(): near in space and in time
  nnh,        ///< nearest_neighbour_hierarchy()
};

struct IncidentClusterOptions {
  ClusterMethod method = ClusterMethod::dbscan;
  core::Metres reach{100.0};  ///< dbscan, st_dbscan: eps; nnh: a fixed threshold. 1 m … 10 km
  std::int64_t days = 14;     ///< st_dbscan: 0 … 3,660
  std::int64_t least = 0;     ///< 0: default_least(), default_st_least(), kUsualNnhLeast; never below what may be told
  NnhThreshold threshold = NnhThreshold::random;  ///< nnh
  double chance = 0.5;                            ///< nnh, random threshold
};

constexpr std::int64_t kUsualNnhLeast = 10;

void describe(IncidentClusterOptions& options, core::ParameterVisitor& visitor);

/// One cluster, or of wider ones (nnh) a cluster of clusters.
struct IncidentCluster {
  int rank = 0;             ///< 1 holds the most incidents; of wider ones the second order's come first
  int order = 1;            ///< nnh: 2 is a cluster of clusters, 3 a cluster of those …
  geo::MultiPolygon shape;  ///< on the land; in one piece unless water or the border divides it
  double area_km2 = 0.0;
  std::int64_t incidents = 0;
  std::int64_t map_points = 0;  ///< distinct places of its incidents
  double per_km2 = 0.0;
  double incident_share = 0.0;                              ///< of the incidents that were looked at, 0..1
  std::vector<std::pair<std::string, double>> wards;        ///< name, share of its incidents, largest first
  std::vector<std::pair<std::string, std::int64_t>> types;  ///< the three most frequent
  geo::Point busiest;                                       ///< a place in it where to go and look (busiest_place())
  std::vector<geo::Point> places;                           ///< the ten with most incidents: to name it by
  core::LocalMinute first = 0;                              ///< incident whose time is known at all
  core::LocalMinute last = 0;
  core::TimePrecision precision = core::TimePrecision::unknown;  ///< the least of its incidents whose time is known
  std::vector<std::size_t> members;  ///< of wider ones: indices into IncidentClusterSet::clusters
};

struct IncidentClusterSet {
  std::vector<IncidentCluster> clusters;  ///< by rank; each holds IncidentClusterInput::least_told or more
  std::vector<IncidentCluster> wider;     ///< nnh: of order 2, by rank, then of order 3 …
  std::int64_t least = 0;                 ///< as used
  core::Metres reach;                     ///< as used: of a random threshold what it came to
  std::int64_t incidents = 0;             ///< looked at: on the land, and st_dbscan: with a day
  std::int64_t in_clusters = 0;
  std::int64_t off_land = 0;      ///< left out
  std::int64_t no_day = 0;        ///< st_dbscan: left out, for their day is not known
  std::int64_t with_too_few = 0;  ///< clusters that hold fewer than may be told: left out
  std::int64_t on_one_point = 0;  ///< clusters with a single map point
};

/// What clusters are found in. Borrows everything.
struct IncidentClusterInput {
  const borough::IncidentTable& incidents;
  std::span<const std::uint32_t> rows;      ///< selected rows of `incidents`
  const geo::MultiPolygon& land;            ///< empty: everything is land
  const borough::AreaSet* wards = nullptr;  ///< to name the wards; null: not named
  std::int64_t least_told = 1;              ///< clusters that hold fewer are left out. >= 1
  /// Places are rounded out to squares of this side in outlines, a quarter of the reach at least. Above 0, an outline
  /// shows the places with enough incidents in reach alone (cores, seeds): a lone record at the edge moves nothing.
  core::Metres square{0.0};
};

/// Clusters of the selected incidents on the land, ranked by how many they hold, with their outlines on the map
/// (cluster_outlines(), discs of half the reach, clipped to the land). Where times are known to the month alone,
/// st_dbscan takes the first of the month for them if `days` is 31 or more.
/// @returns invalid_argument, with what to do, where an option is out of its range or `least` below the least that may
/// be told; no incident lies on the land; of st_dbscan, none has a day; of a random threshold, there is no land;
/// cancelled.
core::Result<IncidentClusterSet> find_incident_clusters(const IncidentClusterInput& input,
                                                        const IncidentClusterOptions& options,
                                                        const jobs::Progress& progress);

}  // namespace wardscope::analysis
