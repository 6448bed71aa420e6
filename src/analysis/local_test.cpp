// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/local_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/judged_counts.hpp"
#include "core/text.hpp"
#include "stats/permutation_test.hpp"

namespace wardscope::analysis {
namespace {

constexpr core::NumberRange kPermutations{99.0, 999999.0};
constexpr core::NumberRange kLevels{0.0001, 0.5};
constexpr core::NumberRange kSeeds{0.0, 9e15};
constexpr std::size_t kLeastUnits = 8;

constexpr std::array<core::Choice, 3> kStatistics{{{"gi-star", "Gi*: the unit with what lies around it"},
                                                   {"gi", "Gi: what lies around the unit"},
                                                   {"local-moran", "Local Moran: alike or unlike its neighbours"}}};
constexpr std::array<core::Choice, 2> kMethods{{{"analytic", "Normal distribution"}, {"permutation", "Permutations"}}};
constexpr std::array<core::Choice, 4> kTestCorrections{
    {{"none", "None"},
     {"benjamini-hochberg", "Benjamini-Hochberg (false discovery rate)"},
     {"benjamini-yekutieli", "Benjamini-Yekutieli (any dependence)"},
     {"bonferroni", "Bonferroni (a single false one)"}}};

/// Moran's I is of the units that have neighbours: they must be enough, and differ.
core::Status check_neighbours(const TestedValues& tested) {
  const auto& [values, neighbours, incidents, sensitivity] = tested;
  constexpr std::size_t kLeastWithNeighbours = 4;
  std::vector<double> together;
  together.reserve(values.size());
  for (std::size_t unit = 0; unit < values.size(); ++unit) {
    if (!neighbours.of(unit).empty()) together.push_back(values[unit]);
  }
  if (together.size() < kLeastWithNeighbours) {
    return core::invalid_argument(
        together.empty()
            ? std::string("no cell or area has a neighbour: choose a greater distance or another rule")
            : fmt::format("only {} of {} cells or areas have a neighbour: choose a greater distance or another rule",
                          together.size(), core::with_thousands(static_cast<std::int64_t>(values.size()))));
  }
  if (std::all_of(together.begin(), together.end(), [&](double value) { return value == together.front(); })) {
    return core::invalid_argument(
        "all cells or areas with neighbours hold the same: there is nothing to test; widen the filter, choose other "
        "cells or another rule for neighbours");
  }
  bool can_be_tested = false;
  for (std::size_t unit = 0; unit < values.size() && !can_be_tested; ++unit) {
    can_be_tested = !neighbours.of(unit).empty() && neighbours.of(unit).size() + 1 < values.size();
  }
  if (!can_be_tested) {
    return core::invalid_argument(
        "every cell or area has every other as a neighbour, so that none lies in a part of its own: choose a shorter "
        "distance or fewer nearest");
  }
  return {};
}

core::Status check(const TestedValues& tested, const LocalTestOptions& options) {
  const std::span<const double> values = tested.values;
  if (!(options.level >= kLevels.least && options.level <= kLevels.most)) {
    return core::invalid_argument(fmt::format("a significance level of {:g}: it must be {:g} to {:g}", options.level,
                                              kLevels.least, kLevels.most));
  }
  const bool permutes = options.method == TestMethod::permutation;
  if (permutes && (options.permutations < static_cast<std::int64_t>(kPermutations.least) ||
                   options.permutations > static_cast<std::int64_t>(kPermutations.most))) {
    return core::invalid_argument(fmt::format("{} permutations: the number must be {:g} to {:.0f}",
                                              options.permutations, kPermutations.least, kPermutations.most));
  }
  if (values.size() < kLeastUnits) {
    return core::invalid_argument(
        fmt::format("{} cells or areas are too few to tell which of them stand out (at least {}): choose smaller ones",
                    values.size(), kLeastUnits));
  }
  if (std::all_of(values.begin(), values.end(), [&](double value) { return value == values.front(); })) {
    return core::invalid_argument(
        "all cells or areas hold the same: there is nothing to test; widen the filter or choose other cells");
  }
  return check_neighbours(tested);
}

/// A least p-value of 2 / (B + 1) must be able to pass: under Benjamini-Hochberg when all that stand out tie at it,
/// under Bonferroni alone.
core::Status check_resolution(std::size_t tested, const LocalTestOptions& options) {
  if (options.method != TestMethod::permutation || options.correction != stats::Correction::bonferroni) return {};
  const double least = 2.0 / (static_cast<double>(options.permutations) + 1.0);
  if (least * static_cast<double>(tested) <= options.level) return {};
  const double enough = std::ceil(2.0 * static_cast<double>(tested) / options.level);
  return core::invalid_argument(
      fmt::format("{} permutations of {} units cannot pass Bonferroni's correction at {:g}: {}",
                  core::with_thousands(options.permutations), core::with_thousands(static_cast<std::int64_t>(tested)),
                  options.level,
                  enough <= kPermutations.most
                      ? fmt::format("ask for {} or more, or Benjamini-Hochberg",
                                    core::with_thousands(static_cast<std::int64_t>(enough)))
                      : std::string("choose larger cells, the normal distribution, or Benjamini-Hochberg")));
}

LocalClass class_of(LocalStatistic statistic, double z, bool is_above_mean) {
  if (statistic == LocalStatistic::gi_star) return z > 0.0 ? LocalClass::high : LocalClass::low;
  if (statistic == LocalStatistic::gi) return z > 0.0 ? LocalClass::high_around : LocalClass::low_around;
  // Above its expected value: like its neighbours.
  if (z > 0.0) return is_above_mean ? LocalClass::high_high : LocalClass::low_low;
  return is_above_mean ? LocalClass::high_low : LocalClass::low_high;
}

std::vector<double> z_scores(const TestedValues& tested, LocalStatistic statistic) {
  const auto& [values, neighbours, incidents, sensitivity] = tested;
  if (statistic == LocalStatistic::gi_star) return stats::getis_ord_z(values, neighbours, stats::Self::included);
  if (statistic == LocalStatistic::gi) return stats::getis_ord_z(values, neighbours, stats::Self::excluded);
  std::vector<double> z;
  z.reserve(values.size());
  for (const stats::Association& local : stats::local_moran(values, neighbours, {})) z.push_back(local.z);
  return z;
}

core::Result<std::vector<double>> p_values(const TestedValues& tested, const std::vector<double>& z,
                                           const LocalTestOptions& options, const jobs::Progress& progress) {
  std::vector<double> p;
  p.reserve(z.size());
  if (options.method == TestMethod::analytic) {
    for (const double own : z) p.push_back(stats::two_sided_p(own));
    return p;
  }
  using stats::NeighbourhoodNull;
  const bool with_itself = options.statistic == LocalStatistic::gi_star;
  const auto permuted = stats::neighbourhood_permutation_p(
      {tested.values, tested.neighbours, with_itself ? NeighbourhoodNull::total : NeighbourhoodNull::conditional},
      {static_cast<std::size_t>(options.permutations), static_cast<std::uint64_t>(options.seed)},
      [&](double done) { return progress.tick(done); });
  if (!permuted) return permuted.error();
  for (const stats::PermutationP& own : *permuted) p.push_back(own.two_sided);
  return p;
}

void describe_by(std::span<const core::Choice> statistics, LocalTestOptions& options, core::ParameterVisitor& visitor) {
  visitor.enumeration({"statistic", "Statistic", "What each cell or area is tested by"}, statistics, options.statistic);
  visitor.enumeration({"test", "p-values from", "Where p-values come from"}, kMethods, options.method);
  visitor.integer({"permutations", "Permutations", "How many random orders a value is held against"}, kPermutations,
                  options.permutations);
  visitor.integer({"seed", "Seed", "Of the random orders: the same seed gives the same result"}, kSeeds, options.seed);
  visitor.enumeration({"correction", "Correction", "What is done about many tests at once"}, kTestCorrections,
                      options.correction);
  visitor.number({"level", "Significance level", "Of the corrected two-sided p-value"}, kLevels, options.level);
}

}  // namespace

void describe(LocalTestOptions& options, core::ParameterVisitor& visitor) {
  describe_by(kStatistics, options, visitor);
}

void describe_by_gi(LocalTestOptions& options, core::ParameterVisitor& visitor) {
  describe_by(std::span(kStatistics).first<2>(), options, visitor);
}

std::string describe_in_words(const LocalTestOptions& options) {
  static constexpr std::array<std::string_view, 3> kNames{"Gi*", "Gi", "local Moran"};
  static constexpr std::array<std::string_view, 4> kCorrected{"no correction", "Benjamini-Hochberg",
                                                              "Benjamini-Yekutieli", "Bonferroni"};
  const std::string method =
      options.method == TestMethod::analytic
          ? std::string("normal distribution")
          : fmt::format("{} permutations of {} (seed {})", core::with_thousands(options.permutations),
                        options.statistic == LocalStatistic::gi_star ? "all values" : "the others' values",
                        options.seed);
  return fmt::format("{}, {}, two-sided, {} at {:g}", kNames[static_cast<std::size_t>(options.statistic)], method,
                     kCorrected[static_cast<std::size_t>(options.correction)], options.level);
}

std::string_view words_of(LocalClass local_class) {
  switch (local_class) {
    case LocalClass::not_tested:
      return "not tested: nothing lies around it";
    case LocalClass::all_around:
      return "not tested: all others lie around it";
    case LocalClass::ordinary:
      return "within what chance may do";
    case LocalClass::high:
      return "more in and around it than expected";
    case LocalClass::low:
      return "fewer in and around it than expected";
    case LocalClass::high_around:
      return "more around it than expected";
    case LocalClass::low_around:
      return "fewer around it than expected";
    case LocalClass::high_high:
      return "high among high";
    case LocalClass::low_low:
      return "low among low";
    case LocalClass::high_low:
      return "high among low";
    case LocalClass::low_high:
      return "low among high";
  }
  return {};
}

bool stands_out(LocalClass local_class) {
  return local_class != LocalClass::not_tested && local_class != LocalClass::all_around &&
         local_class != LocalClass::ordinary;
}

bool is_high(LocalClass local_class) {
  return local_class == LocalClass::high || local_class == LocalClass::high_around ||
         local_class == LocalClass::high_high;
}

core::Result<LocalTest> test_locally(const TestedValues& tested, const LocalTestOptions& options,
                                     const jobs::Progress& progress) {
  const auto& [values, neighbours, incidents, sensitivity] = tested;
  assert(values.size() == neighbours.size() && (incidents.empty() || incidents.size() == values.size()));
  if (auto status = check(tested, options); !status) return status.error();
  std::vector<double> z = z_scores(tested, options.statistic);
  auto p_of_all = p_values(tested, z, options, progress);
  if (!p_of_all) return p_of_all.error();
  std::vector<double> p = std::move(p_of_all).value();
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  LocalTest test;
  for (std::size_t i = 0; i < z.size(); ++i) {
    // Gi* has a score of an island too: that of its own value.
    if (std::isnan(z[i]) || std::isnan(p[i]) || neighbours.of(i).empty()) z[i] = p[i] = kNone;
    if (std::isnan(p[i])) {
      ++(neighbours.of(i).empty() ? test.islands : test.all_around);
      continue;
    }
    ++test.tested;
    if (judged_by_too_few(tested, i, class_of(options.statistic, z[i], values[i] > mean))) p[i] = 1.0;
    if (p[i] < options.level) ++test.uncorrected;
  }
  if (auto status = check_resolution(test.tested, options); !status) return status.error();
  const std::vector<double> corrected = stats::adjusted_p_values(p, options.correction);
  test.units.reserve(values.size());
  for (std::size_t i = 0; i < z.size(); ++i) {
    LocalResult unit{z[i], p[i], corrected[i], LocalClass::ordinary};
    if (std::isnan(p[i])) unit.local_class = neighbours.of(i).empty() ? LocalClass::not_tested : LocalClass::all_around;
    if (corrected[i] < options.level) {
      unit.local_class = class_of(options.statistic, z[i], values[i] > mean);
      ++test.standing_out;
    }
    test.units.push_back(unit);
  }
  test.global = stats::moran_i(values, neighbours, stats::WeightStyle::row_standardised);
  return test;
}

}  // namespace wardscope::analysis
