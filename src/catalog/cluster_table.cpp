// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/cluster_table.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "catalog/inputs.hpp"
#include "core/civil_time.hpp"

namespace wardscope::catalog {
namespace {

/// "2025-01-03 to 2025-11-30". Two columns of bare dates are read back as dates by programs that guess.
std::string dates_in_words(const analysis::IncidentCluster& cluster, borough::Sensitivity ground) {
  const bool by_month = cluster.precision == core::TimePrecision::month || ground == borough::Sensitivity::sensitive;
  if (cluster.precision == core::TimePrecision::unknown) return "not known";
  const auto precision = by_month ? core::TimePrecision::month : core::TimePrecision::day;
  const std::string first = core::format_time(cluster.first, precision);
  const std::string last = core::format_time(cluster.last, precision);
  return first == last ? "in " + first : first + " to " + last;
}

std::string ranks_in_words(const std::vector<std::size_t>& members) {
  std::vector<std::size_t> sorted = members;
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const std::size_t member : sorted) text += (text.empty() ? "C" : ", C") + std::to_string(member + 1);
  return text;
}

}  // namespace

std::string name_of(const analysis::IncidentCluster& cluster, const PlaceNames& places) {
  std::string name = places.near(cluster.busiest);
  for (std::size_t i = 0; i < cluster.places.size() && name.empty(); ++i) name = places.near(cluster.places[i]);
  return name;
}

table::FeatureTable cluster_table(const std::vector<analysis::IncidentCluster>& clusters, const ClusterBasis& basis,
                                  const PlaceNames& places) {
  using table::ColumnType;
  const bool wider = !clusters.empty() && clusters.front().order > 1;
  std::vector<table::Column> columns{{"rank", "Rank", "", ColumnType::integer, false},
                                     {"place", "At", "", ColumnType::text, false},
                                     {"ward", "Ward", "", ColumnType::text, false},
                                     {"incidents", "Incidents", "", ColumnType::integer, true},
                                     {"area_km2", "Area", "km²", ColumnType::number, false},
                                     {"per_km2", "Density", "per km²", ColumnType::number, false},
                                     {"incident_share_percent", "Share of incidents", "%", ColumnType::number, false},
                                     {"map_points", "Map points", "", ColumnType::integer, false},
                                     {"main_type", "Main type", "", ColumnType::text, false},
                                     {"dates", "First to last", "", ColumnType::text, false},
                                     {"remark", "Remark", "", ColumnType::text, false}};
  if (wider) columns.insert(columns.begin() + 1, {"order", "Order", "", ColumnType::integer, false});
  if (wider) columns.push_back({"clusters", "Clusters in it", "", ColumnType::text, false});
  table::FeatureTable features(std::move(columns));
  for (const analysis::IncidentCluster& cluster : clusters) {
    std::vector<table::Value> values{static_cast<std::int64_t>(cluster.rank),
                                     name_of(cluster, places),
                                     joined_shares(cluster.wards),
                                     cluster.incidents,
                                     cluster.area_km2,
                                     cluster.per_km2,
                                     cluster.incident_share * 100.0,
                                     cluster.map_points,
                                     cluster.types.empty() ? std::string() : cluster.types.front().first,
                                     dates_in_words(cluster, basis.ground),
                                     std::string(cluster.map_points == 1 ? "all on one map point" : "")};
    if (wider) values.emplace(values.begin() + 1, static_cast<std::int64_t>(cluster.order));
    if (wider) values.emplace_back(ranks_in_words(cluster.members));
    features.add_row(std::move(values), cluster.shape);
  }
  return features;
}

}  // namespace wardscope::catalog
