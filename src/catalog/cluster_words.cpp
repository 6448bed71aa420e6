// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/cluster_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>
#include <string>

#include "catalog/cluster_table.hpp"
#include "catalog/inputs.hpp"
#include "catalog/view_words.hpp"
#include "core/text.hpp"

namespace wardscope::catalog {
namespace {

using analysis::ClusterMethod;

std::string count_of(std::size_t count) { return core::with_thousands(static_cast<std::int64_t>(count)); }

/// "within 100 m", "within 100 m and 14 days".
std::string nearness(const ClusterBasis& basis) {
  std::string text = fmt::format("within {} m", core::fixed(basis.set.reach.value(), 0));
  if (basis.question.clusters.method == ClusterMethod::st_dbscan) {
    text += fmt::format(" and {} days", basis.question.clusters.days);
  }
  return text;
}

std::string first_in_words(const ClusterBasis& basis, const PlaceNames& places) {
  const analysis::IncidentCluster& first = basis.set.clusters.front();
  const std::string place = name_of(first, places);
  const std::string ward = first.wards.empty() ? std::string() : first.wards.front().first;
  const std::string where = place.empty() && ward.empty() ? std::string()
                            : place.empty()               ? fmt::format(", in {},", ward)
                            : ward.empty()                ? fmt::format(", at {},", place)
                                                          : fmt::format(", at {} in {},", place, ward);
  return fmt::format(" The first{} holds {} at {} map point{} on {} km².", where,
                     shown_count(first.incidents, basis.counts), core::with_thousands(first.map_points),
                     first.map_points == 1 ? "" : "s", core::fixed(first.area_km2, 3));
}

std::string single_points(const analysis::IncidentClusterSet& set) {
  if (set.on_one_point == 0) return {};
  const bool single = set.on_one_point == 1;
  return fmt::format(" {} {} a single map point{}: {} where the source put its point, not how far the place reaches.",
                     set.clusters.size() == 1 ? std::string("It")
                                              : fmt::format("{} of the {}", core::with_thousands(set.on_one_point),
                                                            count_of(set.clusters.size())),
                     single ? "is" : "are", single ? "" : " each", single ? "it shows" : "they show");
}

std::string wider_words(const analysis::IncidentClusterSet& set) {
  if (set.wider.empty()) return {};
  std::size_t second = 0;
  for (const analysis::IncidentCluster& cluster : set.wider) second += cluster.order == 2 ? 1 : 0;
  return fmt::format(
      " Clusters near each other make {} cluster{} of second order{}.", count_of(second), second == 1 ? "" : "s",
      second == set.wider.size() ? "" : fmt::format(" and {} of higher ones", count_of(set.wider.size() - second)));
}

std::string what_it_shows(const ClusterBasis& basis, const PlaceNames& places) {
  const analysis::IncidentClusterSet& set = basis.set;
  const std::string incidents = incidents_in_words(set.incidents, basis.question.filter, basis.counts);
  if (set.clusters.empty()) {
    return fmt::format(
        "No cluster: nowhere do {} of {} lie {} of one{}. A longer reach or a smaller least finds looser ones.",
        set.least, incidents, nearness(basis),
        set.with_too_few > 0 ? ", but for groups of fewer than may be told" : "");
  }
  const bool one = set.clusters.size() == 1;
  double area = 0.0;
  for (const analysis::IncidentCluster& cluster : set.clusters) area += cluster.area_km2;
  const std::string on =
      basis.land.value() > 0.0 ? fmt::format(" on {} of the land", percent(area / basis.land.value())) : std::string();
  std::string text =
      fmt::format("{} cluster{} {} of {}{}.", count_of(set.clusters.size()), one ? " holds" : "s hold",
                  percent(static_cast<double>(set.in_clusters) / static_cast<double>(set.incidents)), incidents, on);
  text += first_in_words(basis, places) + single_points(set) + wider_words(set);
  if (set.with_too_few > 0) {
    text += fmt::format(" {} more {} left out, with fewer incidents than may be told.",
                        core::with_thousands(set.with_too_few), set.with_too_few == 1 ? "is" : "are");
  }
  return text;
}

/// How many others an incident would have in reach if they lay anywhere on the land, on any day alike. 0: not known.
double others_by_chance(const ClusterBasis& basis) {
  const analysis::IncidentClusterSet& set = basis.set;
  if (!(basis.land.value() > 0.0)) return 0.0;
  const double disc = core::from_square_metres(std::numbers::pi * set.reach.value() * set.reach.value()).value();
  const double others = static_cast<double>(set.incidents - 1) * disc / basis.land.value();
  if (basis.question.clusters.method != ClusterMethod::st_dbscan) return others;
  const double days = 2.0 * static_cast<double>(basis.question.clusters.days) + 1.0;
  return others * std::min(1.0, days / basis.days);
}

/// Half as many as the rule asks for lie together by accident here and there, and clusters run into each other.
bool runs_together(double others, std::int64_t least) { return others > 0.5 * static_cast<double>(least); }

std::string how_sure(const ClusterBasis& basis) {
  const double others = others_by_chance(basis);
  const bool in_time = basis.question.clusters.method == ClusterMethod::st_dbscan;
  std::string chance;
  if (others > 0.0) {
    chance =
        fmt::format("spread evenly over the land{}, an incident would have {} others {}, where the rule asks for {}. ",
                    in_time ? " and the period" : "",
                    core::fixed(others, others < 0.95   ? 2
                                        : others < 10.0 ? 1
                                                        : 0),
                    nearness(basis), basis.set.least - 1);
    if (runs_together(others, basis.set.least)) {
      chance +=
          "So many lie together almost anywhere, and clusters run into each other: ask for a shorter reach or more "
          "incidents. ";
    }
  }
  return fmt::format(
      "{}{}t is a rule that groups, not a test: some incidents lie together by chance alone, and another reach or "
      "another "
      "least gives other clusters. 'significance' tests whether a place holds more than expected.",
      chance, chance.empty() ? 'i' : 'I');
}

/// "50, by the rule: …": how many are asked for, and why.
std::string least_in_words(const ClusterBasis& basis) {
  const analysis::IncidentClusterOptions& options = basis.question.clusters;
  std::string least = fmt::format("{}", basis.set.least);
  if (options.least > 0) return least;
  std::string rule;
  switch (options.method) {
    case ClusterMethod::dbscan:
      rule = ", by the rule: the square root of the number of incidents, at least 5 and at most 50";
      break;
    case ClusterMethod::st_dbscan:
      rule = ", by the rule: the natural logarithm of the number of incidents, at least 5";
      break;
    case ClusterMethod::nnh:
      rule = ", as is usual";
      break;
  }
  const bool raised = basis.ground == borough::Sensitivity::sensitive && options.method != ClusterMethod::nnh;
  return least + rule + (raised ? ", 10 where types are sensitive" : "");
}

std::string method_words(const ClusterBasis& basis) {
  const analysis::IncidentClusterSet& set = basis.set;
  const analysis::IncidentClusterOptions& options = basis.question.clusters;
  const std::string least = least_in_words(basis);
  std::string text;
  switch (options.method) {
    case ClusterMethod::dbscan:
      text = fmt::format("DBSCAN (Ester and others 1996), reach (eps) {} m, least (minPts) {}",
                         core::fixed(set.reach.value(), 0), least);
      break;
    case ClusterMethod::st_dbscan:
      text =
          fmt::format("ST-DBSCAN (Birant and Kut 2007), reach {} m and {} whole days, both included, least (minPts) {}",
                      core::fixed(set.reach.value(), 0), options.days, least);
      break;
    case ClusterMethod::nnh:
      text = fmt::format("nearest-neighbour hierarchical clusters after CrimeStat, threshold {} m ({}), least {}",
                         core::fixed(set.reach.value(), 1),
                         options.threshold == analysis::NnhThreshold::fixed
                             ? std::string("fixed")
                             : fmt::format("of as many points at random, chance {:g}", options.chance),
                         least);
      break;
  }
  return text + fmt::format(
                    "; distances on the National Grid, incidents at one place count each. Outlines: the ground within "
                    "half the reach of squares that hold {}, on the land.",
                    basis.ground == borough::Sensitivity::sensitive ? "the middle of a cluster" : "an incident of it");
}

}  // namespace

ops::PlainWords words_of_clusters(const ClusterBasis& basis, const PlaceNames& places) {
  const std::int64_t outside = basis.set.incidents - basis.set.in_clusters;
  return {what_it_shows(basis, places), how_sure(basis),
          fmt::format("why incidents lie there, nor that a place is dangerous for a person; the {} outside any cluster "
                      "are no less real, and the outline is a drawing round places, not a border of anything.",
                      shown_count(outside, basis.counts)),
          method_words(basis)};
}

}  // namespace wardscope::catalog
