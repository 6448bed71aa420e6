// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/cluster_outlines.hpp"
#include "analysis/density_land.hpp"
#include "analysis/grouped_rows.hpp"
#include "analysis/incident_clusters.hpp"
#include "core/result.hpp"
#include "geo/polygon_coverage.hpp"
#include "geo/shapes.hpp"
#include "jobs/progress.hpp"

namespace wardscope::analysis {

/// What clusters are described and drawn from. Borrows everything.
struct Description {
  const IncidentClusterInput& input;
  const PlacedRows& placed;
  const GroupedRows& grouped;
  const geo::PolygonCoverage& wards;  ///< of input.wards
};

/// The places of each cluster, ascending.
std::vector<std::vector<std::uint32_t>> places_by_cluster(const Clusters& clusters);

/// A cluster of these places, but for its shape and all that follows from that, its rank and its share.
IncidentCluster described_cluster(const Description& description, std::span<const std::uint32_t> places);

/// Draws the outlines of clusters on the land.
class ClusterDrawing {
 public:
  /// Borrows the description for as long as it lives.
  ClusterDrawing(const Description& description, const IncidentClusterOptions& options);

  /// Of the clusters that are wanted, each on the land and without pieces that hold none of its places.
  /// @param number by cluster: of its outline among the `wanted`; negative: not wanted
  [[nodiscard]] core::Result<std::vector<geo::MultiPolygon>> outlines(const std::vector<std::int32_t>& number,
                                                                      std::int32_t wanted,
                                                                      const jobs::Progress& progress) const;
  /// The convex hull of the ground, on the land.
  [[nodiscard]] core::Result<geo::MultiPolygon> hull_on_land(const geo::MultiPolygon& ground) const;

 private:
  [[nodiscard]] core::Result<geo::MultiPolygon> on_land(const geo::MultiPolygon& outline,
                                                        std::span<const std::uint32_t> places,
                                                        const jobs::Progress& progress) const;

  const Description& d_;
  LandBoundary boundary_;
  ClusterOutlineOptions shape_;
  bool by_core_ = false;  ///< outlines show cores alone
};

}  // namespace wardscope::analysis
