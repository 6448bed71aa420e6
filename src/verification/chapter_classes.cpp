// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "stats/class_breaks.hpp"
#include "verification/chapters.hpp"

namespace wardscope::verification {
namespace {

using stats::ClassMethod;

constexpr const char* kClassesHeader = "stats/class_breaks.hpp";
const std::vector<double> kValues{2, 3, 3, 5, 7, 8, 12, 13, 14, 20, 31, 33, 47, 60, 61};
constexpr const char* kValuesInWords = "2, 3, 3, 5, 7, 8, 12, 13, 14, 20, 31, 33, 47, 60, 61";

std::vector<Check> edges(const std::vector<double>& ours, const std::vector<const char*>& expected,
                         const char* source) {
  std::vector<Check> checks;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    Check check{i == 0                     ? "lowest edge"
                : i + 1 == expected.size() ? "highest edge"
                                           : "edge " + std::to_string(i),
                expected[i]};
    if (i < ours.size()) check.ours = ours[i];
    check.source = source;
    checks.push_back(check);
  }
  checks.push_back({"number of edges", std::to_string(expected.size()), static_cast<double>(ours.size()), source});
  return checks;
}

Statistic natural_breaks() {
  const auto ours = stats::class_breaks(kValues, ClassMethod::natural_breaks, 4);
  return {
      .name = "Natural breaks (Jenks), four classes",
      .formula = "min Σ_k Σ_(x in k) (x − m_k)²",
      .symbols = "k the classes, m_k the mean of each; the least over all ways to cut the sorted values",
      .literature = "Fisher 1958; Jenks 1977",
      .data = kValuesInWords,
      .headers = {kClassesHeader},
      .checks = edges(ours, {"2", "12", "31", "47", "61"}, "R classInt 0.4-9, fisher: cuts 8 | 12, 20 | 31, 33 | 47"),
      .conventions = {{"lowest value of the upper class", ours.size() > 1 ? ours[1] : 0.0, Whose::ours,
                       "a number of the data; \"12 to below 31\" holds what it says"},
                      {"halfway (classInt, style = \"fisher\")", 10.0, Whose::others, "the same classes"},
                      {"highest value of the lower class (classInt, style = \"jenks\")", 8.0, Whose::others,
                       "the same classes, if the upper edge belongs to a class and not the lower one"}},
      .convention_question = "Where the first break is written"};
}

Statistic quantiles() {
  const auto ours = stats::class_breaks(kValues, ClassMethod::quantile, 5);
  return {.name = "Quantiles, five classes",
          .formula = "Q(p) = x_(⌊h⌋) + (h − ⌊h⌋) (x_(⌊h⌋+1) − x_(⌊h⌋)),  h = (n − 1) p + 1",
          .symbols = "x_(i) the i-th of the n values in ascending order, p the share below",
          .literature = "Hyndman & Fan 1996, type 7",
          .data = kValuesInWords,
          .headers = {kClassesHeader},
          .checks = edges(ours, {"2.0", "4.6", "10.4", "16.4", "35.8", "61.0"}, "R 4.2, quantile(type = 7)"),
          .conventions = {{"type 7 (R, numpy, Excel PERCENTILE.INC)", stats::quantile(kValues, 0.8), Whose::ours,
                           "what most readers can recompute"},
                          {"type 6 (SPSS, Minitab, Excel PERCENTILE.EXC)", 44.2, Whose::others,
                           "another rule for where between two values a quantile lies"}},
          .convention_question = "The 80 % quantile"};
}

Statistic equal_and_pretty() {
  Statistic statistic{.name = "Equal intervals, four classes; round edges",
                      .formula = "e_k = min + k (max − min) / 4;  round: multiples of 1, 2 or 5 times a power of ten",
                      .symbols = "e_k the edges",
                      .literature = "Slocum et al. 2009, chapter 4",
                      .data = kValuesInWords,
                      .headers = {kClassesHeader},
                      .checks = edges(stats::class_breaks(kValues, ClassMethod::equal_interval, 4),
                                      {"2.00", "16.75", "31.50", "46.25", "61.00"}, "R classInt 0.4-9, equal")};
  const std::vector<double> rates{3, 47, 187};
  const auto round = stats::class_breaks(rates, ClassMethod::pretty, 5);
  for (const Check& check : edges(round, {"0", "50", "100", "150", "200"}, "R 4.2, pretty(c(3, 47, 187), 5)")) {
    statistic.checks.push_back(check);
    statistic.checks.back().of = "3, 47, 187, round: " + check.of;
  }
  return statistic;
}

}  // namespace

core::Result<Chapter> classes_chapter(const jobs::Progress& /*progress*/) {
  Chapter chapter;
  chapter.intro = "How the numbers of a map are put into classes of one colour each.";
  chapter.statistics = {natural_breaks(), quantiles(), equal_and_pretty()};
  return chapter;
}

}  // namespace wardscope::verification
