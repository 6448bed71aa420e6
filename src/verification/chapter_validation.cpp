// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>
#include <vector>

#include "analysis/hotspot_history.hpp"
#include "analysis/hotspot_validation.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kValidation = "analysis/hotspot_validation.hpp";
constexpr double kTenth = 0.1;

/// The reference cells as they were, and a row further north: what is foretold and what came.
struct TwoMaps {
  std::vector<double> earlier = reference_counts();
  std::vector<double> later = moved(earlier);
  std::vector<double> km2 = std::vector<double>(earlier.size(), 0.01);

 private:
  static std::vector<double> moved(std::vector<double> counts) {
    std::rotate(counts.begin(), counts.begin() + kCellColumns, counts.end());
    return counts;
  }
};

Statistic accuracy(const TwoMaps& maps) {
  const analysis::JudgedCells then{maps.km2, maps.earlier};
  const analysis::JudgedCells after{maps.km2, maps.later};
  const double best_four = analysis::hits_at(analysis::hit_curve(maps.earlier, then), 0.05);
  const double hits = analysis::hits_at(analysis::hit_curve(maps.earlier, after), kTenth);
  const double before = analysis::hits_at(analysis::hit_curve(maps.earlier, then), kTenth);
  const double best = analysis::hits_at(analysis::best_curve(after), kTenth);
  constexpr const char* kSource = "R 4.2, the formula; ties at their mean";
  constexpr double kDigits = 1e-13;
  return {
      .name = "Hit rate, PAI, PEI, RRI",
      .formula = "PAI = (n / N) / (a / A);  PEI = PAI / PAI_best;  RRI = (n / N) / (n_0 / N_0)",
      .symbols =
          "n of N later incidents on the marked cells, a of A their ground; PAI_best of the cells that turned out "
          "fullest; n_0 of N_0 the incidents that the cells were marked by",
      .literature = "Chainey, Tompson & Uhlig 2008; Hunt 2016; Levine 2008",
      .data = "the 80 cells; marked: the fullest, later: the same map, one row of cells further north",
      .headers = {kValidation},
      .checks = {{"PAI of the fullest 4 of 80, same incidents", "10.4615384615385",
                  analysis::predictive_accuracy(best_four, 0.05), "R 4.2, the formula"},
                 {"8 cells later: hit rate", "0.258461538461538", hits, kSource, kDigits},
                 {"8 cells later: PAI", "2.58461538461538", analysis::predictive_accuracy(hits, kTenth), kSource,
                  kDigits},
                 {"8 cells later: PEI", "0.365217391304348", analysis::predictive_efficiency(hits, best), kSource,
                  kDigits},
                 {"8 cells later: RRI", "0.365217391304348", analysis::recapture_rate(hits, before), kSource, kDigits}},
      .conventions =
          {{"PAI on the incidents that marked the cells", analysis::predictive_accuracy(before, kTenth), Whose::others,
            "foretells what is known already; in some published tables"},
           {"PAI on later incidents", analysis::predictive_accuracy(hits, kTenth), Whose::ours,
            "the only one that tests; beside chance and last year's counts, for fixed shares of the ground"}},
      .convention_question = "PAI of the fullest tenth of the ground"};
}

core::Result<Statistic> surveillance_plot(const TwoMaps& maps, const jobs::Progress& progress) {
  const analysis::JudgedCells after{maps.km2, maps.later};
  const analysis::HitCurve curve = analysis::hit_curve(maps.earlier, after);
  const analysis::HitCurve best = analysis::best_curve(after);
  const std::vector<double> tenth{kTenth};
  const std::vector<double> observed{analysis::hits_at(curve, kTenth)};
  const auto chance = analysis::hits_by_chance({after, tenth, observed, {99999, 1}}, progress);
  if (!chance) return chance.error();
  constexpr const char* kCurve = "R 4.2, cumsum; ties at their mean";
  constexpr const char* kDraws = "R 4.2, 200,000 draws of 8 of 80 cells";
  constexpr double kDigits = 1e-13;
  return Statistic{
      .name = "Surveillance plot, and cells by chance",
      .formula = "H(a) = Σ_(i in first a) n_i / N;  p = (1 + #{b: H_b(a) ≥ H(a)}) / (B + 1)",
      .symbols =
          "a the share of the ground, cells in the order of their scores, n_i later incidents of N; straight over "
          "cells of equal score; H_b of cells in random order, B = 99,999",
      .literature = "Gorr & Lee 2015; Chainey, Tompson & Uhlig 2008",
      .data = "the two maps above; seed 1",
      .headers = {kValidation},
      .checks = {{"on 5 % of the ground", "0.207692307692308", analysis::hits_at(curve, 0.05), kCurve, kDigits},
                 {"on 20 %", "0.356923076923077", analysis::hits_at(curve, 0.2), kCurve, kDigits},
                 {"on 50 %", "0.616835994194485", analysis::hits_at(curve, 0.5), kCurve, kDigits},
                 {"best order, on 5 %", "0.523076923076923", analysis::hits_at(best, 0.05), kCurve, kDigits},
                 {"best order, on 20 %", "0.830769230769231", analysis::hits_at(best, 0.2), kCurve, kDigits},
                 {"by chance on 10 %, mean", "0.1000", chance->front().mean, "by hand: the share itself", 0.001},
                 {"by chance, 95 % are at or below", "0.307692307692308", chance->front().interval.high, kDraws,
                  kDigits},
                 {"p of the curve on 10 %", "0.0558", chance->front().p, kDraws, 0.003}},
      .conventions = {{"binomial, each incident for itself", 0.000166968, Whose::others,
                       "takes 65 incidents for 65 places; those on one cell come and go together"},
                      {"cells drawn at random", chance->front().p, Whose::ours,
                       "keeps incidents of a cell together; beside it the earlier counts are the other baseline"}},
      .convention_question = "How surprising is it that a tenth of the ground holds 26 % of the later incidents?"};
}

Statistic histories() {
  const auto is = [](const char* periods, analysis::HotspotHistory wanted) {
    std::vector<bool> hot;
    for (const char* period = periods; *period != '\0'; ++period) hot.push_back(*period == 'H');
    return analysis::history_of(hot) == wanted ? 1.0 : 0.0;
  };
  using enum analysis::HotspotHistory;
  constexpr const char* kRule = "by hand, from the rule";
  return {.name = "Persistent, emerging, former, intermittent",
          .formula =
              "persistent: hot in ¾ of T and lately;  emerging: ½ of the last ¼, ¼ before at most;  former: twice "
              "before, not lately;  intermittent: twice",
          .symbols =
              "T periods; by the first that holds; hot: stands out as high after correction. 1 where the rule gives "
              "that word",
          .literature = "words of Chainey 2021, chapter 8; the rule is ours",
          .data = "twelve months, H hot",
          .headers = {"analysis/hotspot_history.hpp"},
          .checks = {{"HHHHHHHH...H is persistent", "1", is("HHHHHHHH...H", persistent), kRule},
                     {"HHHHHHHHH... is former", "1", is("HHHHHHHHH...", former), kRule},
                     {"H.......HHH. is emerging", "1", is("H.......HHH.", emerging), kRule},
                     {"HHH.......HH is intermittent", "1", is("HHH.......HH", intermittent), kRule},
                     {"..H......... was hot once", "1", is("..H.........", once), kRule}}};
}

}  // namespace

core::Result<Chapter> validation_chapter(const jobs::Progress& progress) {
  const TwoMaps maps;
  auto plot = surveillance_plot(maps, progress);
  if (!plot) return plot.error();
  Chapter chapter;
  chapter.intro =
      "Whether hotspots of one period hold the incidents of a later one, and which places stay hot, come up, or are "
      "gone.";
  chapter.statistics = {accuracy(maps), std::move(plot).value(), histories()};
  return chapter;
}

}  // namespace wardscope::verification
