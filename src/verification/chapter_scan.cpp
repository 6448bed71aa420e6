// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <utility>

#include "analysis/spatial_scan.hpp"
#include "stats/null_counts.hpp"
#include "verification/chapters.hpp"
#include "verification/reference_data.hpp"

namespace wardscope::verification {
namespace {

core::Result<Statistic> scan_cells(const jobs::Progress& progress) {
  std::vector<geo::Point> centres;
  for (std::size_t cell = 0; cell < kCellColumns * kCellRows; ++cell) {
    const std::size_t row = cell / kCellColumns;
    centres.push_back(
        {407050.0 + 100.0 * static_cast<double>(cell % kCellColumns), 91050.0 + 100.0 * static_cast<double>(row)});
  }
  std::vector<std::uint32_t> observed;
  for (const double count : reference_counts()) observed.push_back(static_cast<std::uint32_t>(count));
  const std::vector<double> expected(observed.size(), 1.0);
  const std::vector<double> periods{1.0};
  const auto scan = analysis::spatial_scan({centres, observed, expected, periods}, {}, progress);
  if (!scan) return scan.error();
  const analysis::ScanCluster& best = scan->most_likely;
  constexpr const char* kPlain = "R 4.2, every circle";
  return Statistic{
      .name = "Kulldorff's circular scan",
      .formula = "LLR = c ln(c / E) + (C − c) ln((C − c) / (C − E))  for c > E",
      .symbols =
          "c observed and E expected in a circle about a cell, C all; circles up to half of what is expected; p the "
          "rank of the highest LLR among those of 999 random maps, with 1 + in front",
      .literature = "Kulldorff 1997",
      .data = "the 65 reference points counted in the 80 cells, the same expected in each",
      .headers = {"analysis/spatial_scan.hpp", "stats/null_counts.hpp"},
      .checks = {{"10 where 5 of 100 are expected, LLR", "2.06542189127463", analysis::scan_ratio(10.0, 5.0, 100.0),
                  "R 4.2, the formula", 1e-13},
                 {"most likely circle, LLR", "30.8585507469979", best.log_likelihood_ratio, kPlain, 1e-12},
                 {"its centre is cell", "34", static_cast<double>(best.units.front() + 1), kPlain},
                 {"its cells", "5", static_cast<double>(best.units.size()), kPlain},
                 {"its incidents", "26", best.observed, kPlain},
                 {"its p", "0.001", best.p, "the least that 999 maps can give", 1e-15}}};
}

/// Mean and variance of the counts that the null hypothesis draws.
Statistic null_draws() {
  const std::vector<double> weights{1.0, 5.0, 4.0};
  constexpr std::uint32_t kCases = 200;
  constexpr std::uint64_t kDraws = 20'000;
  double sum = 0.0;
  double squares = 0.0;
  std::vector<std::uint32_t> counts(weights.size());
  for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
    stats::draw_multinomial(kCases, weights, {1, draw}, counts);
    sum += counts[1];
    squares += static_cast<double>(counts[1]) * counts[1];
  }
  const double mean = sum / static_cast<double>(kDraws);
  const double variance = squares / static_cast<double>(kDraws) - mean * mean;
  const std::vector<std::uint32_t> table{3, 0, 5, 1, 1, 1, 0, 9, 2};
  std::vector<std::uint32_t> drawn(table.size());
  stats::draw_with_same_margins(table, 3, {1, 0}, drawn);
  constexpr double kErrors = 4.5;
  return {
      .name = "Random maps of the scan",
      .formula = "mean = C w_k,  variance = C w_k (1 − w_k)",
      .symbols = "C = 200 incidents thrown into classes with chances w_k; of class 2 w_k is 1/2",
      .literature = "Davis 1993",
      .data =
          "20,000 draws into classes of chances 0.1, 0.5 and 0.4, seed 1; a table of three units and three "
          "periods, 3 0 5, 1 1 1, 0 9 2, drawn anew with the same sums",
      .headers = {"stats/null_counts.hpp"},
      .checks = {{"mean of class 2", "100", mean, "by hand", kErrors * std::sqrt(50.0 / static_cast<double>(kDraws))},
                 {"variance of class 2", "50", variance, "by hand",
                  kErrors * 50.0 * std::sqrt(2.0 / static_cast<double>(kDraws))},
                 {"same sums: unit 1", "8", static_cast<double>(drawn[0] + drawn[1] + drawn[2]), "by hand"},
                 {"same sums: period 2", "10", static_cast<double>(drawn[1] + drawn[4] + drawn[7]), "by hand"}}};
}

}  // namespace

core::Result<Chapter> scan_chapter(const jobs::Progress& progress) {
  auto cells = scan_cells(progress);
  if (!cells) return cells.error();
  Chapter chapter;
  chapter.intro =
      "Which circle on the map holds more than expected, and how surprising the most surprising of all circles is: one "
      "test, however many circles are looked at.";
  chapter.statistics = {std::move(cells).value(), null_draws()};
  return chapter;
}

}  // namespace wardscope::verification
