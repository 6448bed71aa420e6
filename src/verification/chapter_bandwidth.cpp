// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <utility>

#include "analysis/bandwidth.hpp"
#include "analysis/bandwidth_choice.hpp"
#include "analysis/bandwidth_rules.hpp"
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

core::Result<Statistic> rules(const analysis::DistinctLocations& stacked, const jobs::Progress& progress) {
  const geo::MultiPolygon window = reference_window();
  const analysis::DistinctLocations distinct = analysis::as_distinct(stacked);
  const auto likelihood = analysis::likelihood_bandwidth({stacked, &window}, progress);
  const auto cronie = analysis::cronie_van_lieshout_bandwidth({stacked, &window}, progress);
  const auto diggle = analysis::berman_diggle_bandwidth({stacked, &window}, progress);
  const auto diggle_distinct = analysis::berman_diggle_bandwidth({distinct, &window}, progress);
  for (const auto* found : {&likelihood, &cronie, &diggle, &diggle_distinct}) {
    if (!*found) return found->error();
  }
  const auto nrd = analysis::normal_reference_bandwidth(stacked);
  if (!nrd) return core::internal_error("the reference points have no normal reference");
  constexpr double kSearched = 1e-9;  // m
  return Statistic{
      .name = "Rules that look at the pattern",
      .formula =
          "likelihood: max_σ Σ_i ln λ_(−i)(x_i) − ∫λ;  Cronie-van Lieshout: Σ_i 1 / λ(x_i) = |W|;  "
          "Berman-Diggle: min_r M(r), σ = r / 2",
      .symbols =
          "λ_(−i) the Gaussian density without incident i, |W| area of the window, M the mean square error of the "
          "count in a disc of radius r; nrd: h = 4.24 min(s, IQR / 1.34) n^(−1/5)",
      .literature = "Loader 1999; Cronie & van Lieshout 2018; Berman & Diggle 1989; Venables & Ripley 2002",
      .data = kPointsInWords,
      .unit = "m",
      .headers = {"analysis/bandwidth_rules.hpp", "analysis/bandwidth_choice.hpp"},
      .checks = {{"likelihood, on spatstat's grid", "84.0735050274381", likelihood->on_grid.value(),
                  "R spatstat.explore 3.0-6, bw.ppl", kSearched},
                 {"Cronie-van Lieshout, on its grid", "165.413167669437", cronie->on_grid.value(),
                  "R spatstat.explore 3.0-6, bw.CvL", kSearched},
                 {"Berman-Diggle", "14.6771037181996", diggle->sigma.value(), "R spatstat.explore 3.0-6, bw.diggle",
                  kSearched},
                 {"Berman-Diggle, 60 distinct places", "22.8962818003914", diggle_distinct->sigma.value(),
                  "R spatstat.explore 3.0-6, bw.diggle", kSearched},
                 {"nrd, easting (h of kde2d)", "453.919905161920", nrd->easting.value(), "R MASS, bandwidth.nrd",
                  kSearched},
                 {"nrd, northing", "311.172400405085", nrd->northing.value(), "R MASS, bandwidth.nrd", kSearched}},
      .conventions = {{"Berman-Diggle, stacks as they are (spatstat)", diggle->sigma.value(), Whose::others,
                       "six points on one spot make the rule believe in a finer pattern than there is"},
                      {"Berman-Diggle, distinct places", diggle_distinct->sigma.value(), Whose::ours,
                       "each place once: all rules are asked so, for published points are stacked by anonymising"}},
      .convention_question = "Bandwidth, in m, with and without stacks"};
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
  auto searched = rules(*places, progress);
  if (!searched) return searched.error();
  chapter.statistics = {scott(*ours), std::move(searched).value(), narrowest(*median)};
  return chapter;
}

}  // namespace wardscope::verification
