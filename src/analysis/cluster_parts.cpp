// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/cluster_parts.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "analysis/busiest_place.hpp"
#include "analysis/hotspots_tally.hpp"
#include "analysis/land_clip.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

void count_times(const borough::IncidentTable& incidents, std::uint32_t row, IncidentCluster& cluster) {
  const core::TimePrecision precision = incidents.precision[row];
  if (precision == core::TimePrecision::unknown) return;
  const core::LocalMinute time = incidents.time[row];
  const bool first = cluster.precision == core::TimePrecision::unknown;
  cluster.first = first ? time : std::min(cluster.first, time);
  cluster.last = first ? time : std::max(cluster.last, time);
  cluster.precision = first ? precision : std::min(cluster.precision, precision);
}

/// The ten with most incidents, of equals the western, the southern first.
std::vector<geo::Point> places_with_most(std::vector<PlaceCount> counts) {
  constexpr std::size_t kToNameBy = 10;
  const auto first = counts.begin() + static_cast<std::ptrdiff_t>(std::min(kToNameBy, counts.size()));
  std::partial_sort(counts.begin(), first, counts.end(), [](const PlaceCount& a, const PlaceCount& b) {
    return std::tuple(-a.incidents, a.at.x, a.at.y) < std::tuple(-b.incidents, b.at.x, b.at.y);
  });
  std::vector<geo::Point> places;
  for (auto place = counts.begin(); place != first; ++place) places.push_back(place->at);
  return places;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> places_by_cluster(const Clusters& clusters) {
  std::vector<std::vector<std::uint32_t>> places(static_cast<std::size_t>(clusters.count));
  for (std::size_t i = 0; i < clusters.cluster.size(); ++i) {
    if (clusters.cluster[i] >= 0) {
      places[static_cast<std::size_t>(clusters.cluster[i])].push_back(static_cast<std::uint32_t>(i));
    }
  }
  return places;
}

IncidentCluster described_cluster(const Description& d, std::span<const std::uint32_t> places) {
  const borough::IncidentTable& incidents = d.input.incidents;
  const std::size_t wards = d.input.wards == nullptr ? 0 : d.input.wards->areas.size();
  IncidentCluster cluster;
  HotspotTally tally;
  tally.by_category.resize(incidents.categories.size());
  tally.by_ward.resize(wards + 1);
  DistinctPoints points;
  std::vector<PlaceCount> counts;
  for (const std::uint32_t place : places) {
    const geo::Point at{d.placed.x[place], d.placed.y[place]};
    tally.incidents += d.placed.incidents[place];
    tally.by_ward[d.wards.locate(at).value_or(wards)] += d.placed.incidents[place];
    points.add(at);
    counts.push_back({at, d.placed.incidents[place], static_cast<double>(d.placed.incidents[place])});
    for (const std::uint32_t row : d.placed.of(place)) {
      ++tally.by_category[incidents.category[row]];
      count_times(incidents, row, cluster);
    }
  }
  cluster.incidents = tally.incidents;
  cluster.map_points = points.count();
  cluster.types = main_types(tally, incidents);
  if (d.input.wards != nullptr) cluster.wards = ward_shares(tally, *d.input.wards);
  if (const auto busiest = busiest_place(counts)) cluster.busiest = busiest->at;
  cluster.places = places_with_most(std::move(counts));
  return cluster;
}

ClusterDrawing::ClusterDrawing(const Description& description, const IncidentClusterOptions& options)
    : d_(description), boundary_(description.input.land) {
  constexpr double kQuarter = 0.25;
  constexpr double kLeastSquare = 1.0;  // m
  constexpr double kRoundASquare = 0.75;
  const double reach = description.grouped.reach.value();
  const double asked = description.input.square.value();
  by_core_ = asked > 0.0;
  const double square = std::max({asked, kQuarter * reach, kLeastSquare});
  // Of a hierarchy the core is a seed, and all the others lie within the threshold of it.
  const bool seeds = by_core_ && options.method == ClusterMethod::nnh;
  shape_.square = core::Metres(square);
  shape_.radius = core::Metres(std::max((seeds ? 1.0 : 0.5) * reach, kRoundASquare * square));
  shape_.link = core::Metres(std::max(reach, kLeastSquare));
}

core::Result<std::vector<geo::MultiPolygon>> ClusterDrawing::outlines(const std::vector<std::int32_t>& number,
                                                                      std::int32_t wanted,
                                                                      const jobs::Progress& progress) const {
  const Clusters& clusters = d_.grouped.clusters;
  Clusters drawn;
  drawn.count = wanted;
  drawn.cluster.assign(clusters.cluster.size(), Clusters::kNoise);
  for (std::size_t i = 0; i < drawn.cluster.size(); ++i) {
    if (clusters.cluster[i] < 0 || (by_core_ && !clusters.core[i])) continue;
    drawn.cluster[i] = number[static_cast<std::size_t>(clusters.cluster[i])];
  }
  auto shapes =
      cluster_outlines({d_.placed.x, d_.placed.y, drawn.cluster, wanted}, shape_, progress.part(0.0, 0.7, "Outlines"));
  if (!shapes) return shapes.error();
  const auto places = places_by_cluster(drawn);
  for (std::size_t i = 0; i < shapes->size(); ++i) {
    const double share = 0.3 / static_cast<double>(shapes->size());
    const jobs::Progress part = progress.part(0.7 + static_cast<double>(i) * share,
                                              0.7 + static_cast<double>(i + 1) * share, "Outlines on the land");
    auto clipped = on_land((*shapes)[i], places[i], part);
    if (!clipped) return clipped.error();
    (*shapes)[i] = *std::move(clipped);
  }
  return shapes;
}

core::Result<geo::MultiPolygon> ClusterDrawing::hull_on_land(const geo::MultiPolygon& ground) const {
  auto hull = geo::convex_hull(ground);
  if (!hull) return hull.error();
  geo::MultiPolygon shape;
  for (const geo::Polygon& polygon : *hull) {
    auto clipped = clipped_to_land(polygon, {d_.input.land, boundary_}, jobs::Progress());
    if (!clipped) return clipped.error();
    std::move(clipped->begin(), clipped->end(), std::back_inserter(shape));
  }
  return shape;
}

core::Result<geo::MultiPolygon> ClusterDrawing::on_land(const geo::MultiPolygon& outline,
                                                        std::span<const std::uint32_t> places,
                                                        const jobs::Progress& progress) const {
  geo::MultiPolygon pieces;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const double share = 1.0 / static_cast<double>(outline.size());
    auto clipped = clipped_to_land(outline[i], {d_.input.land, boundary_},
                                   progress.part(static_cast<double>(i) * share, static_cast<double>(i + 1) * share));
    if (!clipped) return clipped.error();
    std::move(clipped->begin(), clipped->end(), std::back_inserter(pieces));
  }
  if (pieces.size() < 2) return pieces;
  std::vector<geo::MultiPolygon> each;
  for (const geo::Polygon& piece : pieces) each.push_back({piece});
  const geo::PolygonCoverage coverage(each);
  std::vector<bool> holds(pieces.size(), false);
  for (const std::uint32_t place : places) {
    if (const auto piece = coverage.locate({d_.placed.x[place], d_.placed.y[place]})) holds[*piece] = true;
  }
  geo::MultiPolygon kept;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (holds[i]) kept.push_back(std::move(pieces[i]));
  }
  return kept.empty() ? pieces : kept;
}

}  // namespace wardscope::analysis
