// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "stats/areal_composition.hpp"
#include "stats/mean_index.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

Statistic residents_of_a_place() {
  const std::vector<stats::UnitPart> units{{1000.0, 300.0, 1.0}, {2000.0, 200.0, 0.25}};
  const stats::GroupShare found = stats::group_share(units);
  return {.name = "Who lives in a place",
          .formula = "share = Σ_s a_s g_s / Σ_s a_s n_s",
          .symbols =
              "a_s share of the land of small area s inside, n_s its residents, g_s those in the group; the ranges "
              "let a_s of an area on the border be from a_s / 2 to 2 a_s, or from 0 to 1",
          .literature = "Goodchild & Lam 1980; bounds after Duncan & Davis 1953",
          .data =
              "a place that holds one small area (300 of 1,000 residents in the group) and a quarter of another (200 "
              "of 2,000)",
          .headers = {"stats/areal_composition.hpp"},
          .checks = {{"residents inside", "1500", found.residents, "by hand"},
                     {"share", "0.233333333333333", found.share.value_or(0.0), "by hand, 350 / 1500", 1e-14},
                     {"from, twice as many of the other inside", "0.2", found.likely.low, "by hand, 400 / 2000", 1e-14},
                     {"to, half as many", "0.26", found.likely.high, "by hand, 325 / 1250", 1e-14},
                     {"at least, all of the other inside", "0.166666666666667", found.bounds.low, "by hand, 500 / 3000",
                      1e-14},
                     {"at most, none", "0.3", found.bounds.high, "by hand, 300 / 1000", 1e-14}}};
}

Statistic vulnerable_localities() {
  using Rates = std::vector<std::optional<double>>;
  const std::vector<Rates> variables{{5.0, 10.0, 15.0}, {10.0, 10.0, 40.0},    {0.05, 0.1, 0.15},
                                     {0.1, 0.2, 0.3},   {100.0, 150.0, 200.0}, {20.0, std::nullopt, 40.0}};
  std::vector<stats::MeanIndex> indices;
  indices.reserve(variables.size());
  for (const Rates& rates : variables) indices.push_back(stats::mean_index(rates).value_or(stats::MeanIndex{}));
  const auto vli = stats::mean_of_indices(indices);
  return {.name = "Vulnerable Localities Index",
          .formula = "VLI = Σ_v I_v / 6, I_v = 100 r_v / m_v",
          .symbols = "r_v rate of variable v in the area, m_v the mean of the areas' rates, each counting once",
          .literature = "Chainey 2004; JDi Brief",
          .data =
              "three areas, six variables: 5, 10, 15; 10, 10, 40; 0.05, 0.1, 0.15; 0.1, 0.2, 0.3; 100, 150, 200; 20, "
              "not known, 40",
          .headers = {"stats/mean_index.hpp"},
          .checks = {{"first area", "55.5555555555556", vli[0].value_or(0.0), "by hand", 1e-12},
                     {"third area", "152.777777777778", vli[2].value_or(0.0), "by hand", 1e-12}}};
}

}  // namespace

core::Result<Chapter> residents_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro =
      "Who lives in a place beside the whole, where only small areas are known; and which areas are high in six "
      "variables "
      "together.";
  chapter.statistics = {residents_of_a_place(), vulnerable_localities()};
  return chapter;
}

}  // namespace wardscope::verification
