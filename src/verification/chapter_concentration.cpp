// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <vector>

#include "stats/concentration.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

constexpr const char* kConcentrationHeader = "stats/concentration.hpp";
const std::vector<double> kTenUnits{40, 30, 10, 10, 10, 0, 0, 0, 0, 0};
constexpr const char* kTenUnitsInWords = "ten units that hold 40, 30, 10, 10, 10, 0, 0, 0, 0 and 0";

Statistic plain_gini(const std::vector<double>& counts) {
  return {.name = "Gini coefficient",
          .formula = "G = Σ_i (2 i − N − 1) x_(i) / (N Σ_i x_(i))",
          .symbols = "x_(1) ≤ … ≤ x_(N) the counts in ascending order, N units, those that hold none among them",
          .literature = "Bernasco & Steenbeek 2017, eq. 1",
          .data = kCellsInWords,
          .headers = {kConcentrationHeader},
          .checks = {{"80 cells", "0.825192307692308", stats::gini(counts), "R 4.2, the formula over sort(counts)"}}};
}

Statistic adjusted_gini(const std::vector<double>& counts) {
  const double naive = stats::gini(counts);
  const double adjusted = stats::adjusted_gini(counts);
  return {.name = "Gini coefficient for sparse data, G'",
          .formula = "G' = max(N / Σ_i x_i, 1) (G − 1) + 1",
          .symbols = "as above; where there are fewer incidents than units, even the evenest spread leaves units empty",
          .literature = "Bernasco & Steenbeek 2017, eq. 5",
          .data = kCellsInWords,
          .headers = {kConcentrationHeader},
          .checks = {{"80 cells", "0.784852071005917", adjusted, "R 4.2, the formula"},
                     {"8 units, two hold 1: each for itself", "0.0",
                      stats::adjusted_gini(std::vector<double>{1, 0, 0, 0, 1, 0, 0, 0}), "by hand", 1e-15}},
          .conventions = {{"Gini as most tools compute it", naive, Whose::others,
                           "high by chance alone where 65 incidents are put in 80 cells; shown beside ours"},
                          {"G' of Bernasco & Steenbeek", adjusted, Whose::ours,
                           "0 where nothing is concentrated, however few the incidents"}},
          .convention_question = "How concentrated are 65 incidents in 80 cells?"};
}

Statistic ranked_share() {
  const auto ranked = stats::ranked_units(kTenUnits);
  return {.name = "80-20: the fewest places that hold so much",
          .formula = "smallest k / N with Σ_(r ≤ k) x_r ≥ s Σ_i x_i",
          .symbols = "x_r the count of the unit of rank r, the fullest first; s the share asked for",
          .literature = "Weisburd 2015; Lorenz 1905",
          .data = kTenUnitsInWords,
          .headers = {kConcentrationHeader},
          .checks = {{"share of units that hold 70 %", "0.2", stats::share_of_units_holding(kTenUnits, 0.7), "by hand",
                      1e-15},
                     {"share of units that hold 80 %", "0.3", stats::share_of_units_holding(kTenUnits, 0.8), "by hand",
                      1e-15},
                     {"share held by the first three", "0.8", ranked[2].counts_share, "by hand", 1e-15}},
          .conventions = {{"units without incidents left out", 3.0 / 5.0, Whose::others,
                           "three of the five that hold any: it looks less concentrated than it is"},
                          {"all units", stats::share_of_units_holding(kTenUnits, 0.8), Whose::ours,
                           "empty places are places; leaving them out makes the answer depend on the data"}},
          .convention_question = "Which share of units holds 80 %?"};
}

Statistic by_chance(const std::vector<double>& counts) {
  constexpr double kMean = 65.0 / 80.0;
  constexpr double kFifth = 0.2;
  constexpr double kBessel = 1e-13;
  const auto ranked = stats::ranked_units(counts);
  const double held = stats::share_held(ranked, kFifth);
  const double chance = stats::share_held_by_chance(kMean, kFifth);
  std::vector<double> occupied;
  std::copy_if(counts.begin(), counts.end(), std::back_inserter(occupied), [](double count) { return count > 0.0; });
  const double of_occupied = stats::share_held(stats::ranked_units(occupied), kFifth);
  return {
      .name = "Concentration that chance alone makes",
      .formula = "G_0 = exp(−2 m) (I_0(2 m) + I_1(2 m))",
      .symbols =
          "m incidents a unit, each falling on any unit with the same chance; I_0, I_1 modified Bessel functions",
      .literature = "Ramasubban 1958",
      .data = kCellsInWords,
      .headers = {kConcentrationHeader},
      .checks = {{"Gini by chance, m = 65/80", "0.568939340276522", stats::gini_by_chance(kMean), "R 4.2, besselI",
                  kBessel},
                 {"Gini by chance, m = 5", "0.249096018547884", stats::gini_by_chance(5.0), "R 4.2, besselI", kBessel},
                 {"share on the fullest fifth by chance", "0.561535150869022", chance, "R 4.2, ppois", kBessel},
                 {"share on the fullest fifth", "0.830769230769231", held, "R 4.2, cumsum of the sorted counts",
                  1e-14}},
      .conventions = {{"of the cells that hold any incident", of_occupied, Whose::others,
                       "a cell that holds none is left out of the places, though it is one"},
                      {"of all 80 cells, the empty ones too", held, Whose::ours,
                       "chance alone would put 56 % there, which is printed beside it"}},
      .convention_question = "Share of 65 incidents on the fullest 20 % of 80 cells"};
}

Statistic quotient() {
  return {.name = "Location quotient",
          .formula = "LQ = (n_ka / n_a) / (N_k / N)",
          .symbols = "n_ka incidents of kind k in area a, n_a all in the area, N_k of the kind everywhere, N all",
          .literature = "Brantingham & Brantingham 1998",
          .data = "20 of the 100 incidents of an area are of a kind; 100 of 1,000 everywhere",
          .headers = {kConcentrationHeader},
          .checks = {{"the area", "2.0", stats::location_quotient({20, 100, 100, 1000}), "by hand", 1e-15}}};
}

}  // namespace

core::Result<Chapter> concentration_chapter(const jobs::Progress& /*progress*/) {
  const std::vector<double> counts = reference_counts();
  Chapter chapter;
  chapter.intro =
      "How unevenly incidents are spread over places: 0 where each place holds as many, near 1 where one holds all.";
  chapter.statistics = {plain_gini(counts), adjusted_gini(counts), ranked_share(), by_chance(counts), quotient()};
  return chapter;
}

}  // namespace wardscope::verification
