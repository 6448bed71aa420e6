// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/local_test.hpp"
#include "stats/moran_permutations.hpp"
#include "stats/multiple_testing.hpp"
#include "stats/permutation_test.hpp"
#include "stats/spatial_association.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

using stats::Correction;

constexpr const char* kAdjust = "R 4.2, p.adjust";
constexpr double kLevel = 0.05;
constexpr const char* kEighty = "the two-sided p-values of Gi* of the 80 cells of the chapter before";

std::vector<double> gi_star_p() {
  std::vector<double> p;
  for (const double z : stats::getis_ord_z(reference_counts(), reference_queens(), stats::Self::included)) {
    p.push_back(stats::two_sided_p(z));
  }
  return p;
}

double below_level(const std::vector<double>& p) {
  return static_cast<double>(std::count_if(p.begin(), p.end(), [](double value) { return value < kLevel; }));
}

Statistic normal_tail() {
  return {.name = "p-value of a z",
          .formula = "p = 2 P(Z ≥ |z|)",
          .symbols = "Z standard normal; both sides are counted, for a place may be high or low",
          .literature = "Abramowitz & Stegun 1964, 26.2",
          .data = "two values of z",
          .headers = {"stats/spatial_association.hpp"},
          .checks = {{"z = 1.96", "0.0499957902964409", stats::two_sided_p(1.96), "R 4.2, 2 pnorm(−z)"},
                     {"z = −3.5", "0.000465258158071050", stats::two_sided_p(-3.5), "R 4.2, 2 pnorm(−z)", 1e-17}}};
}

Statistic corrections(const std::vector<double>& p) {
  const auto hochberg = stats::adjusted_p_values(p, Correction::benjamini_hochberg);
  const auto yekutieli = stats::adjusted_p_values(p, Correction::benjamini_yekutieli);
  const auto bonferroni = stats::adjusted_p_values(p, Correction::bonferroni);
  constexpr double kRelative = 1e-12;
  const auto of = [&](const char* name, const char* expected, double ours) {
    Check check{name, expected, ours, kAdjust};
    check.tolerance = kRelative * expected_value(check);
    return check;
  };
  return {.name = "Correction for many tests",
          .formula = "BH: min_(j ≥ i) m p_(j) / j;  BY: the same times Σ_k 1 / k;  Bonferroni: m p_(i)",
          .symbols = "m tests, p_(1) ≤ … ≤ p_(m); 1 at most. Of 80 tests 4 are below 0.05 where nothing is going on",
          .literature = "Benjamini & Hochberg 1995; Benjamini & Yekutieli 2001",
          .data = kEighty,
          .headers = {"stats/multiple_testing.hpp"},
          .checks = {{"cells with p < 0.05, not corrected", "11", below_level(p), kAdjust},
                     {"cells, Benjamini-Hochberg", "4", below_level(hochberg), kAdjust},
                     {"cells, Benjamini-Yekutieli", "4", below_level(yekutieli), kAdjust},
                     {"cells, Bonferroni", "4", below_level(bonferroni), kAdjust},
                     of("cell 34, not corrected", "1.71692176643183e-05", p[33]),
                     of("cell 34, Benjamini-Hochberg", "0.000742396356462061", hochberg[33]),
                     of("cell 34, Benjamini-Yekutieli", "0.00368635372477701", yekutieli[33]),
                     of("cell 34, Bonferroni", "0.00137353741314546", bonferroni[33]),
                     of("cell 25, not corrected", "0.0418359460409968", p[24]),
                     of("cell 25, Benjamini-Hochberg", "0.304261425752704", hochberg[24])},
          .conventions = {{"not corrected (QGIS plug-ins, GeoDa's first map)", below_level(p), Whose::others,
                           "about four of them by chance alone"},
                          {"Benjamini-Hochberg (ArcGIS: FDR)", below_level(hochberg), Whose::ours,
                           "of the cells shown, 5 % at most are expected to be false"}},
          .convention_question = "How many of 80 cells stand out at 0.05?"};
}

constexpr const char* kEightUnits =
    "eight units in two rows of four that hold 0, 0, 1, 2 and 3, 5, 8, 21; neighbours share a side; seed 1";

Statistic exact_permutations() {
  const std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  constexpr std::size_t kPermutations = 99'999;
  const stats::Neighbours rooks = stats::lattice_neighbours({4, 2}, stats::Contiguity::rook);
  const auto p = stats::neighbourhood_permutation_p(values, rooks, {kPermutations, 1});
  const double seventh_z = stats::getis_ord_z(values, rooks, stats::Self::excluded)[6];
  Statistic statistic{
      .name = "Permutation test of Gi and of local Moran",
      .formula = "p = (1 + #{b: S_b ≥ S}) / (B + 1)",
      .symbols = "S the sum of a unit's neighbours, S_b the same with values drawn from all other units, B = 99,999",
      .literature = "Anselin 1995, section 4; Davison & Hinkley 1997, eq. 4.11",
      .data = kEightUnits,
      .headers = {"stats/permutation_test.hpp"}};
  const char* expected[]{"0.90476", "0.91429", "0.71429", "0.19048", "0.71429", "0.57143", "0.08571", "0.14286"};
  constexpr double kStandardErrors = 4.5;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Check check{"unit " + std::to_string(i + 1), expected[i], p[i].high, "R 4.2, combn: all choices"};
    const double exact = expected_value(check);
    check.tolerance = kStandardErrors * std::sqrt(exact * (1.0 - exact) / static_cast<double>(kPermutations)) + 2e-5;
    statistic.checks.push_back(check);
  }
  constexpr std::size_t kSeventh = 6;
  statistic.convention_question = "p of unit 7, by how its neighbours' values are drawn";
  statistic.conventions = {{"each value once (Anselin 1995; GeoDa, esda)", p[kSeventh].high, Whose::ours,
                            "what chance can do with these values"},
                           {"with replacement (localmoran perm of spdep 1.2-7)", 0.1253644315, Whose::others,
                            "the same high value may be drawn twice: a larger p; all choices counted in R"},
                           {"as if normal (analytic)", stats::two_sided_p(seventh_z) / 2.0, Whose::others,
                            "too sure where most units hold little and one much"}};
  return statistic;
}

/// Gi* with its own value among those drawn.
Statistic exact_total_permutations() {
  const std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  constexpr std::size_t kPermutations = 99'999;
  const stats::Neighbours rooks = stats::lattice_neighbours({4, 2}, stats::Contiguity::rook);
  const stats::PermutationPlan plan{kPermutations, 1};
  const auto p = stats::neighbourhood_permutation_p({values, rooks, stats::NeighbourhoodNull::total}, plan, {}).value();
  Statistic statistic{
      .name = "Permutation test of Gi*",
      .formula = "p = (1 + #{b: S_b ≥ S}) / (B + 1)",
      .symbols =
          "S the sum of a unit and its neighbours, k of them in all, S_b that of k values drawn from all units, each "
          "once, B = 99,999: the random orders of which Ord & Getis give the mean and the variance",
      .literature = "Ord & Getis 1995, eq. 15; Davison & Hinkley 1997, eq. 4.11",
      .data = kEightUnits,
      .headers = {"stats/permutation_test.hpp"}};
  const char* expected[]{"0.96429", "0.95714", "0.77143", "0.28571", "0.73214", "0.57143", "0.04286", "0.05357"};
  constexpr double kStandardErrors = 4.5;
  for (std::size_t i = 0; i < values.size(); ++i) {
    Check check{"unit " + std::to_string(i + 1), expected[i], p[i].high, "R 4.2, combn: all choices"};
    const double exact = expected_value(check);
    check.tolerance = kStandardErrors * std::sqrt(exact * (1.0 - exact) / static_cast<double>(kPermutations)) + 2e-5;
    statistic.checks.push_back(check);
  }
  return statistic;
}

/// One map by the four tests that "Getis-Ord" may mean: the cells that stand out.
core::Result<Statistic> four_tests() {
  const std::vector<double> counts = reference_counts();
  const stats::Neighbours queens = reference_queens();
  const auto marked = [&](analysis::LocalStatistic statistic, analysis::TestMethod method) {
    analysis::LocalTestOptions options;
    options.statistic = statistic;
    options.method = method;
    return analysis::test_locally({counts, queens, {}}, options, {});
  };
  using analysis::LocalStatistic;
  using analysis::TestMethod;
  const auto star_normal = marked(LocalStatistic::gi_star, TestMethod::analytic);
  const auto star_permuted = marked(LocalStatistic::gi_star, TestMethod::permutation);
  const auto normal = marked(LocalStatistic::gi, TestMethod::analytic);
  const auto permuted = marked(LocalStatistic::gi, TestMethod::permutation);
  for (const auto* one : {&star_normal, &star_permuted, &normal, &permuted}) {
    if (!*one) return one->error();
  }
  const auto fullest = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  const auto before = [](const core::Result<analysis::LocalTest>& test) {
    return static_cast<double>(test->uncorrected);
  };
  Statistic statistic{
      .name = "Gi and Gi*, normal and by permutation",
      .formula = "Gi*: all values in random order;  Gi: those of the other cells",
      .symbols = "99,999 permutations, seed 1; two-sided",
      .literature = "Ord & Getis 1995; Anselin 1995, section 4",
      .data = "the 80 cells of the chapter before, neighbours share a side or a corner; cell 34 is the fullest",
      .headers = {"analysis/local_test.hpp", "stats/permutation_test.hpp"},
      .checks = {{"Gi*, normal: cells with p < 0.05, not corrected", "11", before(star_normal), kAdjust},
                 {"the same, Benjamini-Hochberg", "4", static_cast<double>(star_normal->standing_out), kAdjust}},
      .conventions = {{"Gi*, all values permuted", star_permuted->units[fullest].p, Whose::ours,
                       "the cell's own count is part of what chance deals out"},
                      {"Gi*, normal (ArcGIS)", star_normal->units[fullest].p, Whose::others,
                       "offered; too sure where most cells hold little and few hold much"},
                      {"Gi*, its own value held fixed (spdep and esda by permutation)", permuted->units[fullest].p,
                       Whose::others, "the test of Gi by another name: what is held fixed cannot surprise"},
                      {"Gi, normal", normal->units[fullest].p, Whose::others,
                       "offered; asks about what lies around the cell alone"}},
      .convention_question = "p of the fullest of 80 cells, by the test that \"Getis-Ord\" stands for"};
  return statistic;
}

Statistic global_orders() {
  const std::vector<double> values{0, 0, 1, 2, 3, 5, 8, 21};
  const stats::Neighbours rooks = stats::lattice_neighbours({4, 2}, stats::Contiguity::rook);
  const stats::MoranPermutations moran(values, rooks, 1);
  constexpr std::size_t kOrders = 40'000;
  std::vector<double> drawn;
  drawn.reserve(kOrders);
  for (std::size_t b = 0; b < kOrders; ++b) drawn.push_back(moran.permuted(b));
  const double mean = std::accumulate(drawn.begin(), drawn.end(), 0.0) / static_cast<double>(kOrders);
  const stats::PermutationP p = stats::p_among(moran.observed(), drawn);
  constexpr const char* kAllOrders = "R 4.2, all 40,320 orders";
  constexpr double kVariance = 0.0285830868312712;
  constexpr double kP = 0.0740079365079365;
  const auto errors = [](double variance) { return 4.5 * std::sqrt(variance / static_cast<double>(kOrders)); };
  return {.name = "Global Moran's I among random orders",
          .formula = "p = (1 + #{b: I_b ≥ I}) / (B + 1)",
          .symbols = "I_b of the same values in a random order, B = 40,000",
          .literature = "Cliff & Ord 1981, section 2.4",
          .data = "the eight units of the test before, row-standardised weights; seed 1",
          .headers = {"stats/moran_permutations.hpp"},
          .checks = {{"I", "0.110949612403101", moran.observed(), "R 4.2, the formula", 1e-14},
                     {"mean of the orders, −1/7", "-0.1429", mean, kAllOrders, errors(kVariance)},
                     {"p, upper tail", "0.0740", p.high, kAllOrders, errors(kP * (1.0 - kP)) + 5e-5}}};
}

/// Conventions of pseudo p-values, on a cell that is neither clear nor hopeless.
core::Result<Statistic> sides() {
  constexpr double kPermutations = 999.0;
  constexpr std::size_t kCell = 25 - 1;
  const auto p = stats::neighbourhood_permutation_p(reference_counts(), reference_queens(), {999, 1})[kCell];
  const double folded = std::min(p.high, p.low);
  const auto test = analysis::test_locally(
      {reference_counts(), reference_queens(), {}},
      {.statistic = analysis::LocalStatistic::gi_star, .method = analysis::TestMethod::analytic}, {});
  if (!test) return test.error();
  return Statistic{
      .name = "Sides of a permutation test",
      .formula = "p = min(1, 2 min(p_high, p_low))",
      .symbols = "p_high, p_low the p-values of the upper and the lower tail, each with its 1 + in front",
      .literature = "Davison & Hinkley 1997, section 4.2",
      .data = "Gi of cell 25 of the chapter before, 999 permutations, seed 1",
      .headers = {"stats/permutation_test.hpp", "analysis/local_test.hpp"},
      .checks = {{"two-sided less twice the smaller tail", "0", p.two_sided - 2.0 * folded, "the definition"},
                 {"both tails together, in permutations that equal the observed", "1",
                  std::min(1.0, (p.high + p.low) * (kPermutations + 1.0) - kPermutations - 1.0),
                  "at least the order as observed counts in both", 1e-9},
                 {"cells that the operation \"significance\" marks, normal distribution, BH", "4",
                  static_cast<double>(test->standing_out), kAdjust}},
      .conventions = {{"two-sided, doubled", p.two_sided, Whose::ours,
                       "may be held against 0.05 as it stands, whichever side was looked for"},
                      {"folded (GeoDa, esda)", folded, Whose::others,
                       "the smaller of the two tails: against 0.05 it is a test at 0.10"},
                      {"without the 1 +", (p.high * (kPermutations + 1.0) - 1.0) / kPermutations, Whose::others,
                       "can come out as 0, which no number of permutations can show"}},
      .convention_question = "p of Gi of cell 25 by 999 permutations"};
}

}  // namespace

core::Result<Chapter> testing_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro =
      "How surprising a cell would be if chance alone were at work, and what is done about asking that of many cells "
      "at once.";
  auto of_sides = sides();
  if (!of_sides) return of_sides.error();
  auto of_four = four_tests();
  if (!of_four) return of_four.error();
  chapter.statistics = {normal_tail(),
                        corrections(gi_star_p()),
                        exact_total_permutations(),
                        exact_permutations(),
                        std::move(of_four).value(),
                        global_orders(),
                        std::move(of_sides).value()};
  return chapter;
}

}  // namespace wardscope::verification
