// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>

#include "analysis/dbscan.hpp"
#include "analysis/distinct_locations.hpp"
#include "analysis/nearest_neighbour_hierarchy.hpp"
#include "analysis/st_dbscan.hpp"
#include "stats/normal_quantile.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

using Sizes = std::vector<double>;

/// Incidents outside any cluster, then those of each cluster, largest first.
core::Result<Sizes> sizes(const analysis::PlacedCounts& places, const analysis::DbscanOptions& options,
                          const jobs::Progress& progress) {
  const auto found = analysis::dbscan(places, options, progress);
  if (!found) return found.error();
  Sizes own(static_cast<std::size_t>(found->count) + 1, 0.0);
  for (std::size_t i = 0; i < places.size(); ++i) {
    ++own[found->cluster[i] < 0 ? 0 : static_cast<std::size_t>(found->cluster[i]) + 1];
  }
  std::sort(own.begin() + 1, own.end(), std::greater<>());
  return own;
}

/// Incidents in no cluster, then in each, and who counted them.
struct ExpectedSizes {
  std::vector<const char*> numbers;
  const char* source = "R dbscan 1.1-11";
};

void add(Statistic& statistic, const std::string& of, const Sizes& ours, const ExpectedSizes& from) {
  const auto& [expected, source] = from;
  statistic.checks.push_back(
      {of + ": clusters", std::to_string(expected.size() - 1), static_cast<double>(ours.size()) - 1.0, source});
  for (std::size_t i = 0; i < expected.size(); ++i) {
    Check check{of + (i == 0 ? ": in none" : ": cluster " + std::to_string(i)), expected[i]};
    if (i < ours.size()) check.ours = ours[i];
    check.source = source;
    statistic.checks.push_back(check);
  }
}

core::Result<Statistic> reference(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const analysis::PlacedCounts all{points.x, points.y, {}};
  constexpr std::size_t kDistinct = 60;
  const analysis::PlacedCounts distinct{all.x.first(kDistinct), all.y.first(kDistinct), {}};
  const auto five = sizes(all, {core::Metres(60.0), 5}, progress);
  const auto five_distinct = sizes(distinct, {core::Metres(60.0), 5}, progress);
  const auto twelve = sizes(all, {core::Metres(100.0), 12}, progress);
  const auto six = sizes(all, {core::Metres(60.0), 6}, progress);
  for (const auto* found : {&five, &five_distinct, &twelve, &six}) {
    if (!*found) return found->error();
  }
  Statistic statistic{.name = "DBSCAN",
                      .formula = "core: #{j: d_ij ≤ ε} ≥ m;  cores within ε of each other: one cluster",
                      .symbols =
                          "d_ij distance in m, ε the reach, m the least number, the incident itself counted; what "
                          "lies within ε of a core without being one is its border",
                      .literature = "Ester, Kriegel, Sander & Xu 1996",
                      .data = kPointsInWords,
                      .unit = "incidents",
                      .headers = {"analysis/dbscan.hpp"},
                      .conventions = {{"the incident itself counted (Ester 1996, R dbscan, scikit-learn)", (*five)[0],
                                       Whose::ours, "as the paper defines it"},
                                      {"others only", (*six)[0], Whose::others, "m = 5 then means 6"}},
                      .convention_question = "Incidents in no cluster, ε = 60 m, m = 5"};
  add(statistic, "ε = 60 m, m = 5, all", *five, {{"18", "30", "17"}});
  add(statistic, "ε = 60 m, m = 5, distinct places", *five_distinct, {{"18", "25", "17"}});
  add(statistic, "ε = 100 m, m = 12, all", *twelve, {{"17", "31", "17"}});
  return statistic;
}

core::Result<Statistic> border(const jobs::Progress& progress) {
  const std::vector<double> x{11.0, 10.0, 9.0, 5.4, 2.0, 1.0, 0.0};
  const std::vector<double> y(x.size(), 0.0);
  const auto found = analysis::dbscan({x, y, {}}, {core::Metres(4.0), 4}, progress);
  if (!found) return found.error();
  const auto west =
      static_cast<double>(std::count(found->cluster.begin(), found->cluster.end(), found->cluster.back()));
  return Statistic{.name = "Border points of DBSCAN",
                   .formula = "a border point belongs to its nearest core",
                   .symbols = "of equals to the western, then the southern one",
                   .literature = "Ester et al. 1996 leave it to the order of the data",
                   .data = "points on a line at 0, 1, 2, 5.4, 9, 10 and 11 m, listed from the east; ε = 4 m, m = 4",
                   .unit = "points",
                   .headers = {"analysis/dbscan.hpp"},
                   .checks = {{"western cluster", "4", west, "by hand: 5.4 lies 3.4 m from 2 and 3.6 m from 9"}},
                   .conventions = {{"nearest core", west, Whose::ours, "the same whatever the order of the file"},
                                   {"first cluster found (R dbscan, scikit-learn), listed from the east", 3.0,
                                    Whose::others, "listed from the west it would be 4"}},
                   .convention_question = "Points in the western cluster"};
}

/// Incidents outside any cluster, then those of each, largest first.
Sizes sizes_of(const analysis::Clusters& found) {
  Sizes own(static_cast<std::size_t>(found.count) + 1, 0.0);
  for (const std::int32_t cluster : found.cluster) ++own[cluster < 0 ? 0 : static_cast<std::size_t>(cluster) + 1];
  std::sort(own.begin() + 1, own.end(), std::greater<>());
  return own;
}

core::Result<Statistic> in_space_and_time(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const std::vector<std::int32_t> days(points.day.begin(), points.day.end());
  const auto found = analysis::st_dbscan({points.x, points.y, days, {}}, {core::Metres(100.0), 60, 5}, progress);
  if (!found) return found.error();
  Statistic statistic{.name = "ST-DBSCAN",
                      .formula = "as DBSCAN, near: d_ij ≤ ε and |t_i − t_j| ≤ T",
                      .symbols = "ε = 100 m, T = 60 days, m = 5; a border belongs to the nearest core in space",
                      .literature = "Birant & Kut 2007, without their third distance",
                      .data = "the 65 reference points with their days",
                      .unit = "incidents",
                      .headers = {"analysis/st_dbscan.hpp"}};
  add(statistic, "all", sizes_of(*found), {{"31", "16", "11", "7"}, "R 4.2, by the definition"});
  return statistic;
}

core::Result<Statistic> hierarchical(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const auto places =
      analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always, progress);
  if (!places) return places.error();
  const analysis::NnhOptions options{analysis::NnhThreshold::fixed, core::Metres(60.0), 0.5, 5, {}};
  const auto found =
      analysis::nearest_neighbour_hierarchy({places->x, places->y, places->incidents}, options, progress);
  if (!found) return found.error();
  Sizes own(static_cast<std::size_t>(found->first.count) + 1, 0.0);
  for (std::size_t i = 0; i < places->size(); ++i) {
    const std::int32_t cluster = found->first.cluster[i];
    own[cluster < 0 ? 0 : static_cast<std::size_t>(cluster) + 1] += places->incidents[i];
  }
  std::sort(own.begin() + 1, own.end(), std::greater<>());
  Statistic statistic{
      .name = "Nearest-neighbour hierarchical clusters (NNH)",
      .formula = "seed: the place with most incidents within t;  t = ½ (A / n)^(1/2) − z 0.26136 / (n² / A)^(1/2)",
      .symbols =
          "t the threshold, fixed or as random neighbours would have it with z of the chance; A area, "
          "n incidents; a cluster is taken out and the others are counted again",
      .literature = "Levine, CrimeStat IV, chapter 7; Clark & Evans 1954",
      .data = "the 65 reference points; fixed: t = 60 m, at least 5 incidents",
      .unit = "incidents; m",
      .headers = {"analysis/nearest_neighbour_hierarchy.hpp", "stats/normal_quantile.hpp"}};
  add(statistic, "first order", own, {{"26", "13", "12", "8", "6"}, "R 4.2, by the definition"});
  const core::SquareKilometres land(0.8);
  constexpr const char* kFormulaWithQnorm = "R 4.2, the formula with qnorm";
  statistic.checks.push_back({"t at a chance of 0.5", "55.4700196225229",
                              analysis::random_threshold(65, land, 0.5).value(), kFormulaWithQnorm, 1e-11});
  statistic.checks.push_back({"t at a chance of 0.05", "49.5544303172596",
                              analysis::random_threshold(65, land, 0.05).value(), kFormulaWithQnorm, 1e-11});
  statistic.checks.push_back(
      {"normal quantile of 0.975", "1.95996398454005", stats::normal_quantile(0.975), "R 4.2, qnorm", 1e-13});
  return statistic;
}

}  // namespace

core::Result<Chapter> clusters_chapter(const jobs::Progress& progress) {
  auto first = reference(progress);
  if (!first) return first.error();
  auto second = border(progress);
  if (!second) return second.error();
  auto third = in_space_and_time(progress);
  if (!third) return third.error();
  auto fourth = hierarchical(progress);
  if (!fourth) return fourth.error();
  Chapter chapter;
  chapter.intro = "Groups of incidents that lie within reach of each other, without drawing a grid first.";
  chapter.statistics = {std::move(first).value(), std::move(second).value(), std::move(third).value(),
                        std::move(fourth).value()};
  return chapter;
}

}  // namespace wardscope::verification
