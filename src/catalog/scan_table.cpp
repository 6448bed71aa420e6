// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/scan_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/disclosure.hpp"
#include "catalog/inputs.hpp"
#include "catalog/told_counts.hpp"
#include "core/text.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::catalog {
namespace {

std::string ratio_band(double ratio) {
  constexpr std::array kEdges{1.0, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0};
  if (ratio >= kEdges.back()) return fmt::format("over {:g}", kEdges.back());
  const auto above = std::upper_bound(kEdges.begin() + 1, kEdges.end() - 1, ratio);
  return fmt::format("{:g} to {:g}", *(above - 1), *above);
}

/// Names of wards or areas, those of which most units lie in the cluster first.
std::string told_names(const std::vector<std::string>& names_of_units, const std::vector<std::size_t>& members) {
  std::map<std::string, std::size_t> by_name;
  for (const std::size_t unit : members) {
    if (!names_of_units[unit].empty()) ++by_name[names_of_units[unit]];
  }
  std::vector<std::pair<std::string, std::size_t>> sorted(by_name.begin(), by_name.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  names.reserve(sorted.size());
  for (const auto& [name, count] : sorted) names.push_back(name);
  return joined_names(names);
}

std::uint32_t count_of(const ScannedUnits& scanned, const analysis::ScanCluster& cluster, std::size_t unit) {
  std::uint32_t count = 0;
  for (std::size_t period = cluster.first_period; period <= cluster.last_period; ++period) {
    count += scanned.observed[unit * scanned.periods + period];
  }
  return count;
}

/// Of areas other tables tell counts one by one: a sum over one that they hide would help to find it.
bool holds_hidden_area(const ScannedUnits& scanned, const analysis::ScanCluster& cluster) {
  if (!scanned.units.are_areas()) return false;
  return std::any_of(cluster.units.begin(), cluster.units.end(), [&](std::size_t unit) {
    return !told_count(count_of(scanned, cluster, unit), scanned.sensitivity) ||
           std::find(scanned.hidden.begin(), scanned.hidden.end(), scanned.units.codes[unit]) != scanned.hidden.end();
  });
}

analysis::MonthSpan months_of(const ScannedUnits& scanned, const analysis::ScanCluster& cluster) {
  return {scanned.span.first + static_cast<int>(cluster.first_period),
          scanned.span.first + static_cast<int>(cluster.last_period)};
}

}  // namespace

ToldCluster told_cluster(const ScannedUnits& scanned, const analysis::ScanCluster& cluster) {
  ToldCluster told;
  told.where = told_names(scanned.names, cluster.units);
  if (scanned.periods > 1) told.months = analysis::in_words(months_of(scanned, cluster));
  const auto step = static_cast<double>(analysis::DisclosureControl().threshold(scanned.sensitivity));
  told.expected = scanned.expected_from_counts ? std::max(step, std::round(cluster.expected / step) * step)
                                               : std::max(0.1, std::round(cluster.expected * 10.0) / 10.0);
  told.ratio = ratio_band(cluster.relative_risk);
  if (holds_hidden_area(scanned, cluster)) return told;
  told.incidents = told_count(cluster.observed, scanned.sensitivity);
  // To what as many incidents as may not be told change it.
  const double coarse = std::max(0.1, cluster.relative_risk * step / cluster.observed);
  if (told.incidents && coarse < 0.5) {
    told.ratio = core::fixed(std::max(coarse, std::round(cluster.relative_risk / coarse) * coarse), 1);
  }
  return told;
}

core::Result<table::FeatureTable> scan_table(const ScannedUnits& scanned, const jobs::Progress& progress) {
  using table::ColumnType;
  const bool sliced = scanned.periods > 1;
  std::vector<table::Column> columns{{"rank", "Rank", "", ColumnType::integer, false},
                                     {"name", "Where", "", ColumnType::text, false},
                                     {"class", "Class", "", ColumnType::text, false},
                                     {"incidents_rounded", "Incidents, rounded", "", ColumnType::integer, false},
                                     {"expected", "Expected", "", ColumnType::number, false},
                                     {"relative_risk", "Times the rate elsewhere", "", ColumnType::text, false},
                                     {"p", "p", "", ColumnType::number, false},
                                     {"radius_m", "Radius", "m", ColumnType::number, false},
                                     {"units", "Cells or areas", "", ColumnType::integer, false},
                                     {"land_km2", "Land", "km²", ColumnType::number, false}};
  if (sliced) columns.push_back({"months", "Months", "", ColumnType::text, false});
  table::FeatureTable features(std::move(columns));
  const std::vector<analysis::ScanCluster>& clusters = scanned.scan.clusters;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    const analysis::ScanCluster& cluster = clusters[i];
    const ToldCluster told = told_cluster(scanned, cluster);
    std::vector<geo::MultiPolygon> shapes;
    double land = 0.0;
    for (const std::size_t unit : cluster.units) {
      shapes.push_back(scanned.units.shapes[unit]);
      land += scanned.units.km2[unit];
    }
    const auto share = [&](std::size_t done) {
      return static_cast<double>(done) / static_cast<double>(clusters.size());
    };
    auto ground = geo::union_of(shapes, progress.part(share(i), share(i + 1)));
    if (!ground) return ground.error();
    table::Value incidents;
    if (told.incidents) incidents = *told.incidents;
    std::vector<table::Value> row{static_cast<std::int64_t>(i) + 1,
                                  told.where,
                                  std::string("more than expected"),
                                  std::move(incidents),
                                  told.expected,
                                  told.ratio,
                                  cluster.p,
                                  std::round(cluster.radius),
                                  static_cast<std::int64_t>(cluster.units.size()),
                                  land};
    if (sliced) row.emplace_back(told.months);
    features.add_row(std::move(row), std::move(ground).value());
  }
  return features;
}

}  // namespace wardscope::catalog
