// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <utility>

#include "analysis/near_repeats.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

using analysis::NearRepeatOptions;
using analysis::NearRepeats;
using analysis::PairBands;

struct DatedPoints {
  ReferencePoints points = reference_points();
  std::vector<std::int32_t> days{points.day.begin(), points.day.end()};
  [[nodiscard]] analysis::TimedPoints view() const { return {points.x, points.y, days}; }
};

/// One window: within 150 m, the same place included, and within 14 days.
NearRepeatOptions one_window() {
  NearRepeatOptions options;
  options.distance_band = core::Metres(150.0);
  options.distance_bands = 1;
  options.time_band = 14;
  options.time_bands = 1;
  options.same_place = PairBands::SamePlace::joins_first;
  return options;
}

core::Result<double> pairs_with(const DatedPoints& dated, const NearRepeatOptions& options, std::size_t band,
                                const jobs::Progress& progress) {
  const auto found = analysis::near_repeats(dated.view(), options, progress);
  if (!found) return found.error();
  return static_cast<double>(found->bands[band].pairs);
}

Statistic knox(const NearRepeats& found, std::int64_t permutations) {
  constexpr const char* kKnox = "R surveillance 1.20.3, knox";
  constexpr double kExactP = 0.00197;  // of 99,999 permutations in R
  constexpr double kMeanInR = 47.2866528665287;
  const auto count = static_cast<double>(permutations);
  // Four and a half standard errors, of ours and of R's.
  Check p{"p by 9,999 permutations", "0.00197", found.bands[0].p, "R 4.2, 99,999 permutations"};
  p.tolerance = 4.5 * std::sqrt(kExactP * (1.0 / count + 1e-5)) + 1e-4;
  Check mean{"mean of the permutations", "47.29", found.bands[0].expected, "R 4.2, 99,999 permutations"};
  mean.tolerance = 4.5 * 6.5 * std::sqrt(1.0 / count + 1e-5) + std::fabs(kMeanInR - 47.29);
  return {.name = "Knox's test",
          .formula = "X = #{i < j: d_ij ≤ D, |t_i − t_j| ≤ T},  E = S T' / N",
          .symbols =
              "D = 150 m, T = 14 days; S pairs near in space, T' near in time, N all pairs; p from permutations of "
              "the days, with 1 + in front",
          .literature = "Knox 1964; Besag & Diggle 1977",
          .data = "the 65 reference points with their days",
          .unit = "pairs",
          .headers = {"analysis/near_repeats.hpp", "analysis/near_pairs.hpp"},
          .checks = {{"near in both, X", "69", static_cast<double>(found.bands[0].pairs), kKnox},
                     {"near in space, S", "518", static_cast<double>(found.counts.near_in_space[0]), kKnox},
                     {"near in time, T'", "190", static_cast<double>(found.counts.near_in_time[0]), kKnox},
                     {"all, N", "2080", static_cast<double>(found.counts.all), "by hand: 65 · 64 / 2"},
                     {"expected, E", "47.3173076923077", found.bands[0].poisson, kKnox, 1e-12},
                     mean,
                     p}};
}

core::Result<std::vector<Convention>> knox_conventions(const DatedPoints& dated, double ours,
                                                       const jobs::Progress& progress) {
  NearRepeatOptions below = one_window();
  below.limit = PairBands::Limit::excluded;
  NearRepeatOptions manhattan = one_window();
  manhattan.distance = analysis::PairDistance::manhattan;
  NearRepeatOptions apart = one_window();
  apart.same_place = PairBands::SamePlace::own;
  const auto strict = pairs_with(dated, below, 0, progress);
  const auto blocks = pairs_with(dated, manhattan, 0, progress);
  const auto elsewhere = pairs_with(dated, apart, 1, progress);
  for (const auto* found : {&strict, &blocks, &elsewhere}) {
    if (!*found) return found->error();
  }
  return std::vector<Convention>{
      {"≤ 150 m and ≤ 14 days, straight lines (surveillance)", ours, Whose::ours,
       "limits are included, so that \"within 150 m\" means it; the same place has a band of its own in reports"},
      {"< 150 m and < 14 days", *strict, Whose::others,
       "four pairs lie on a limit; bands may be asked for without their limits"},
      {"Manhattan distance (Near Repeat Calculator's default)", *blocks, Whose::others,
       "|dx| + |dy|: a circle becomes a diamond of two thirds of its area; may be asked for"},
      {"without pairs at one place", *elsewhere, Whose::others, "repeats of one address are not near repeats"}};
}

/// What makes an expectation: the same pairs, two ways of shuffling.
Statistic shuffled(const NearRepeats& found, std::int64_t permutations) {
  constexpr double kExactP = 0.00197;  // of 99,999 permutations in R
  Check p{"p, days shuffled", "0.00197", found.bands[0].p, "R 4.2, 99,999 permutations"};
  p.tolerance = 4.5 * std::sqrt(kExactP * (1.0 / static_cast<double>(permutations) + 1e-5)) + 1e-4;
  return {.name = "What is shuffled in Knox's test",
          .formula = "p = (1 + #{b: X_b ≥ X}) / (B + 1)",
          .symbols = "X_b the pairs near in both where the days of the incidents are dealt anew, B = 9,999",
          .literature = "Besag & Diggle 1977",
          .data = "the 65 reference points with their days; seed 1",
          .headers = {"analysis/near_repeats.hpp"},
          .checks = {p},
          .conventions = {{"days of incidents (Besag & Diggle; Near Repeat Calculator)", found.bands[0].p, Whose::ours,
                           "pairs that share an incident come and go together, as they do in truth"},
                          {"pairs (surveillance 1.20.3, knox)", 0.0001567457855, Whose::others,
                           "as if each pair came by itself: the hypergeometric p; too sure"}},
          .convention_question = "p of the 69 pairs"};
}

}  // namespace

core::Result<Chapter> near_repeats_chapter(const jobs::Progress& progress) {
  const DatedPoints dated;
  NearRepeatOptions options = one_window();
  options.permutations = 9999;
  const auto found = analysis::near_repeats(dated.view(), options, progress);
  if (!found) return found.error();
  Statistic statistic = knox(*found, options.permutations);
  auto conventions = knox_conventions(dated, statistic.checks.front().ours, progress);
  if (!conventions) return conventions.error();
  statistic.conventions = std::move(conventions).value();
  statistic.convention_question = "Pairs near in space and time";
  constexpr const char* kOwnCount = "R 4.2, counted by the definition";
  statistic.checks.push_back({"< 150 m and < 14 days", "65", statistic.conventions[1].value, kOwnCount});
  statistic.checks.push_back({"Manhattan", "48", statistic.conventions[2].value, kOwnCount});
  statistic.checks.push_back({"without the same place", "54", statistic.conventions[3].value, kOwnCount});
  Chapter chapter;
  chapter.intro =
      "Whether incidents near each other in space are near in time as well, more than their places and their dates "
      "alone "
      "would make them: near repeats.";
  chapter.statistics = {std::move(statistic), shuffled(*found, options.permutations)};
  return chapter;
}

}  // namespace wardscope::verification
