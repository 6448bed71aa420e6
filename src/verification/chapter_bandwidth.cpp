// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "analysis/bandwidth.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

Statistic scott(const analysis::ScottBandwidth& ours) {
  constexpr const char* kSpatstat = "R spatstat.explore 3.0-6, bw.scott";
  return {.name = "Scott's rule",
          .formula = "σ_axis = n^(−1/6) s_axis,  σ = (σ_x σ_y)^(1/2)",
          .symbols = "n incidents (stacks count), s_axis the standard deviation of their eastings or northings, n − 1",
          .literature = "Scott 1992, eq. 6.42",
          .data = kPointsInWords,
          .unit = "m",
          .headers = {"analysis/bandwidth.hpp", "analysis/distinct_locations.hpp"},
          .checks = {{"easting", "123.039289994549", ours.easting.value(), kSpatstat},
                     {"northing", "84.3462266720470", ours.northing.value(), kSpatstat},
                     {"both, geometric mean", "101.871977714423", ours.isotropic.value(),
                      "R spatstat.explore 3.0-6, bw.scott.iso"}},
          .conventions = {{"Scott, as a Gaussian's σ", ours.isotropic.value(), Whose::ours,
                           "a suggestion beside which the analyst's own stands; one round hill is what it is made for"},
                          {"the same as a quartic kernel's radius, √8 σ", ours.isotropic.value() * std::sqrt(8.0),
                           Whose::others,
                           "as wide; programs that take the one for the other smooth 2.8 times too "
                           "much or too little"},
                          {"MASS bandwidth.nrd, easting (h of kde2d)", 453.919905161920, Whose::others,
                           "h stands for 4 σ: σ would be 113.5 m"},
                          {"QGIS heatmap, unless set", 10.0, Whose::others, "ten map units, whatever the data"}},
          .convention_question = "Which bandwidth, in m, does a rule or a program suggest?"};
}

Statistic narrowest(core::Metres median) {
  return {
      .name = "Half the median distance to the nearest place",
      .formula = "b = median_i(min_(j ≠ i) |x_i − x_j|) / 2",
      .symbols = "x_i the distinct places; below b a surface shows single addresses, and Wardscope says so",
      .literature = "a rule of practice",
      .data = "the 60 distinct places of the reference points",
      .unit = "m",
      .headers = {"analysis/bandwidth.hpp"},
      .checks = {{"60 places", "13.4990821739370", median.value() / 2.0, "R spatstat.geom, median of nndist, halved"}}};
}

}  // namespace

core::Result<Chapter> bandwidth_chapter(const jobs::Progress& progress) {
  const ReferencePoints points = reference_points();
  const auto places =
      analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always, progress);
  if (!places) return places.error();
  const auto ours = analysis::scott_bandwidth(*places);
  const auto median = analysis::median_nearest_distance(*places);
  if (!ours || !median) return core::internal_error("the reference points have no bandwidth");
  Chapter chapter;
  chapter.intro =
      "How wide each incident is spread. The bandwidth decides what a density map shows more than anything else: a "
      "narrow one shows addresses, a wide one quarters of the town.";
  chapter.statistics = {scott(*ours), narrowest(*median)};
  return chapter;
}

}  // namespace wardscope::verification
