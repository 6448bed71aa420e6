// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/incident_clusters.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <tuple>

#include "analysis/cluster_parts.hpp"
#include "analysis/grouped_rows.hpp"
#include "geo/polygon_coverage.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::array<core::Choice, 3> kClusterMethods{{{"dbscan", "DBSCAN: many within reach of each other"},
                                                       {"st-dbscan", "ST-DBSCAN: near in space and in time"},
                                                       {"nnh", "NNH: nearest-neighbour hierarchical (CrimeStat)"}}};
constexpr std::array<core::Choice, 2> kNnhThresholds{
    {{"random", "Nearer than at random"}, {"fixed", "The reach, as it is set"}}};

void measure(IncidentCluster& cluster, std::int64_t incidents) {
  cluster.area_km2 = core::from_square_metres(geo::area(cluster.shape)).value();
  cluster.per_km2 = cluster.area_km2 > 0.0 ? static_cast<double>(cluster.incidents) / cluster.area_km2 : 0.0;
  cluster.incident_share = static_cast<double>(cluster.incidents) / static_cast<double>(incidents);
}

/// By incidents, the northern and then the western of equals last.
bool holds_more(const IncidentCluster& a, const IncidentCluster& b) {
  return std::tuple(-a.incidents, a.busiest.y, a.busiest.x, a.first) <
         std::tuple(-b.incidents, b.busiest.y, b.busiest.x, b.first);
}

/// The clusters of clusters, order by order.
class WiderClusters {
 public:
  /// `index` is that of each first-order cluster in set.clusters; negative: left out.
  WiderClusters(const Description& description, const ClusterDrawing& drawing, const std::vector<std::int32_t>& index)
      : d_(description), drawing_(drawing), index_(index), first_order_(places_by_cluster(d_.grouped.clusters)) {}

  core::Status add_to(IncidentClusterSet& set, const jobs::Progress& progress) const {
    std::vector<std::vector<std::size_t>> below;  // first-order clusters in each cluster of the order below
    for (std::size_t i = 0; i < first_order_.size(); ++i) below.push_back({i});
    for (std::size_t step = 0; step < d_.grouped.wider.size(); ++step) {
      if (!progress.tick(static_cast<double>(step) / static_cast<double>(d_.grouped.wider.size()))) {
        return core::cancelled();
      }
      const NnhOrder& order = d_.grouped.wider[step];
      std::vector<std::vector<std::size_t>> own(static_cast<std::size_t>(order.count));
      for (std::size_t i = 0; i < below.size(); ++i) {
        if (order.cluster[i] < 0) continue;
        std::vector<std::size_t>& home = own[static_cast<std::size_t>(order.cluster[i])];
        home.insert(home.end(), below[i].begin(), below[i].end());
      }
      auto found = of_order(static_cast<int>(step) + 2, own, set);
      if (!found) return found.error();
      for (IncidentCluster& cluster : *found) {
        cluster.rank = static_cast<int>(set.wider.size()) + 1;
        set.wider.push_back(std::move(cluster));
      }
      below = std::move(own);
    }
    return {};
  }

 private:
  core::Result<std::vector<IncidentCluster>> of_order(int order, const std::vector<std::vector<std::size_t>>& groups,
                                                      const IncidentClusterSet& set) const {
    std::vector<IncidentCluster> found;
    for (const std::vector<std::size_t>& members : groups) {
      std::vector<std::uint32_t> places;
      std::vector<std::size_t> told;
      geo::MultiPolygon ground;
      for (const std::size_t member : members) {
        if (index_[member] < 0) continue;
        places.insert(places.end(), first_order_[member].begin(), first_order_[member].end());
        told.push_back(static_cast<std::size_t>(index_[member]));
        const geo::MultiPolygon& shape = set.clusters[told.back()].shape;
        ground.insert(ground.end(), shape.begin(), shape.end());
      }
      if (told.size() < 2) continue;
      IncidentCluster wider = described_cluster(d_, places);
      auto hull = drawing_.hull_on_land(ground);
      if (!hull) return hull.error();
      wider.shape = *std::move(hull);
      wider.order = order;
      wider.members = std::move(told);
      measure(wider, set.incidents);
      found.push_back(std::move(wider));
    }
    std::sort(found.begin(), found.end(), holds_more);
    return found;
  }

  const Description& d_;
  const ClusterDrawing& drawing_;
  const std::vector<std::int32_t>& index_;
  std::vector<std::vector<std::uint32_t>> first_order_;
};

/// Describes each cluster that may be told. @returns the index of each cluster's description, negative: left out
core::Result<std::vector<std::int32_t>> describe_clusters(const Description& d, IncidentClusterSet& set,
                                                          const jobs::Progress& progress) {
  const auto places = places_by_cluster(d.grouped.clusters);
  std::vector<std::int32_t> number(places.size(), Clusters::kNoise);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!progress.tick(static_cast<double>(i) / static_cast<double>(places.size()))) return core::cancelled();
    IncidentCluster cluster = described_cluster(d, places[i]);
    if (cluster.incidents < d.input.least_told) {
      ++set.with_too_few;
      continue;
    }
    number[i] = static_cast<std::int32_t>(set.clusters.size());
    set.clusters.push_back(std::move(cluster));
  }
  return number;
}

/// Puts the clusters into the order of their ranks. @returns the new index by the old one
std::vector<std::int32_t> rank(std::vector<IncidentCluster>& clusters) {
  std::vector<std::size_t> order(clusters.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return holds_more(clusters[a], clusters[b]); });
  std::vector<IncidentCluster> ranked;
  ranked.reserve(order.size());
  std::vector<std::int32_t> index(order.size());
  for (const std::size_t i : order) {
    index[i] = static_cast<std::int32_t>(ranked.size());
    ranked.push_back(std::move(clusters[i]));
    ranked.back().rank = static_cast<int>(ranked.size());
  }
  clusters = std::move(ranked);
  return index;
}

}  // namespace

void describe(IncidentClusterOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"method", "Method", "The rule that groups incidents"}, kClusterMethods, options.method);
  visitor.metres({"reach", "Reach (m)", "Within it incidents belong together (eps); of nnh, the fixed threshold"},
                 {1.0, 10000.0}, options.reach);
  visitor.integer({"least", "Least incidents",
                   "As many must lie in reach of one, itself counted (minPts); of nnh, in a cluster; 0: by rule"},
                  {0.0, 1e6}, options.least);
  visitor.integer({"days", "Days", "Method st-dbscan: as many days apart incidents still belong together"},
                  {0.0, 3660.0}, options.days);
  visitor.enumeration({"threshold", "Threshold", "Method nnh: what near is"}, kNnhThresholds, options.threshold);
  visitor.number(
      {"chance", "Chance (0 to 1)",
       "Method nnh, random threshold: how likely neighbours at random are nearer; 0.5 is their mean distance"},
      {0.00001, 0.99999}, options.chance);
}

core::Result<IncidentClusterSet> find_incident_clusters(const IncidentClusterInput& input,
                                                        const IncidentClusterOptions& options,
                                                        const jobs::Progress& progress) {
  assert(input.least_told >= 1);
  const auto placed = placed_rows(input, options, progress.part(0.0, 0.1, "Places"));
  if (!placed) return placed.error();
  const auto grouped = grouped_rows(*placed, input, options, progress.part(0.1, 0.5, "Grouping incidents"));
  if (!grouped) return grouped.error();
  std::vector<geo::MultiPolygon> ward_shapes;
  for (std::size_t i = 0; input.wards != nullptr && i < input.wards->areas.size(); ++i) {
    ward_shapes.push_back(input.wards->areas[i].shape);
  }
  const geo::PolygonCoverage wards(ward_shapes);
  const Description description{input, *placed, *grouped, wards};

  IncidentClusterSet set;
  set.least = grouped->clusters.least;
  set.reach = grouped->reach;
  set.incidents = static_cast<std::int64_t>(placed->rows.size());
  set.off_land = placed->off_land;
  set.no_day = placed->no_day;
  auto number = describe_clusters(description, set, progress.part(0.5, 0.6, "Describing clusters"));
  if (!number) return number.error();
  const ClusterDrawing drawing(description, options);
  auto shapes = drawing.outlines(*number, static_cast<std::int32_t>(set.clusters.size()), progress.part(0.6, 0.95));
  if (!shapes) return shapes.error();
  for (std::size_t i = 0; i < set.clusters.size(); ++i) {
    set.clusters[i].shape = std::move((*shapes)[i]);
    measure(set.clusters[i], set.incidents);
    set.in_clusters += set.clusters[i].incidents;
    set.on_one_point += set.clusters[i].map_points == 1 ? 1 : 0;
  }
  const std::vector<std::int32_t> ranked = rank(set.clusters);
  for (std::int32_t& own : *number) own = own < 0 ? own : ranked[static_cast<std::size_t>(own)];
  const WiderClusters wider(description, drawing, *number);
  if (auto status = wider.add_to(set, progress.part(0.95, 1.0, "Clusters of clusters")); !status) {
    return status.error();
  }
  return set;
}

}  // namespace wardscope::analysis
