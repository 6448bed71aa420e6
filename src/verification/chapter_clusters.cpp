// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <functional>

#include "analysis/dbscan.hpp"
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

void add(Statistic& statistic, const std::string& of, const Sizes& ours, const std::vector<const char*>& expected) {
  constexpr const char* kSource = "R dbscan 1.1-11";
  statistic.checks.push_back(
      {of + ": clusters", std::to_string(expected.size() - 1), static_cast<double>(ours.size()) - 1.0, kSource});
  for (std::size_t i = 0; i < expected.size(); ++i) {
    Check check{of + (i == 0 ? ": in none" : ": cluster " + std::to_string(i)), expected[i]};
    if (i < ours.size()) check.ours = ours[i];
    check.source = kSource;
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
  add(statistic, "ε = 60 m, m = 5, all", *five, {"18", "30", "17"});
  add(statistic, "ε = 60 m, m = 5, distinct places", *five_distinct, {"18", "25", "17"});
  add(statistic, "ε = 100 m, m = 12, all", *twelve, {"17", "31", "17"});
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

}  // namespace

core::Result<Chapter> clusters_chapter(const jobs::Progress& progress) {
  auto first = reference(progress);
  if (!first) return first.error();
  auto second = border(progress);
  if (!second) return second.error();
  Chapter chapter;
  chapter.intro = "Groups of incidents that lie within reach of each other, without drawing a grid first.";
  chapter.statistics = {std::move(first).value(), std::move(second).value()};
  return chapter;
}

}  // namespace wardscope::verification
