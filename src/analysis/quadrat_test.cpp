// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/quadrat_test.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numeric>

#include "analysis/land_cells.hpp"
#include "core/text.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr double kLeastSide = 10.0;
constexpr double kMostSide = 10000.0;
constexpr double kFewestQuadrats = 6.0;
constexpr double kMostQuadrats = 400.0;
constexpr double kExpectedInOne = 10.0;
constexpr double kFewestIncidents = 5.0;
/// Below it the chi-squared distribution is not to be trusted (Cochran 1954).
constexpr double kEnoughExpected = 5.0;
constexpr std::size_t kRandomTables = 999;

struct QuadratCounts {
  std::vector<double> counts;
  std::vector<double> expected;
};

core::Result<double> replicated_p(const QuadratCounts& quadrats, std::uint64_t seed, const jobs::Progress& progress) {
  constexpr std::size_t kTablesARange = 9;
  std::vector<stats::ReplicatedTails> tails((kRandomTables + kTablesARange - 1) / kTablesARange);
  auto status = jobs::parallel_for(kRandomTables, kTablesARange, progress, [&](std::size_t begin, std::size_t end) {
    tails[begin / kTablesARange] =
        stats::replicated_tails(quadrats.counts, quadrats.expected, {begin, end - begin, seed});
  });
  if (!status) return status.error();
  stats::ReplicatedTails all;
  for (const stats::ReplicatedTails& own : tails) {
    all.as_high += own.as_high;
    all.as_low += own.as_low;
    all.tables += own.tables;
  }
  return all.p();
}

}  // namespace

core::Metres automatic_quadrat_side(double incidents, double window_m2) {
  constexpr std::array kSides{50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0, 2500.0, 5000.0, 10000.0};
  const double wanted = std::sqrt(window_m2 * std::max(kExpectedInOne / incidents, 1.0 / kMostQuadrats));
  for (const double side : kSides) {
    if (side < wanted) continue;
    if (window_m2 / (side * side) >= kFewestQuadrats) return core::Metres(side);
    break;
  }
  return core::Metres(0.0);
}

core::Result<QuadratTest> quadrat_test(const QuadratQuestion& question, const jobs::Progress& progress) {
  const auto& [places, window, options] = question;
  std::vector<std::uint32_t> each(places.incidents.begin(), places.incidents.end());
  if (each.empty()) each.assign(places.size(), 1);
  const double incidents = std::accumulate(each.begin(), each.end(), 0.0);
  const double side =
      options.side.value() == 0.0 ? automatic_quadrat_side(incidents, window.area()).value() : options.side.value();
  if (options.side.value() == 0.0 && side == 0.0) {
    return core::invalid_argument(
        fmt::format("{} incidents are too few, or the ground too small, for a quadrat test: no squares hold enough of "
                    "them; widen the filter or the ground",
                    core::with_thousands(std::llround(incidents))));
  }
  if (!(side >= kLeastSide && side <= kMostSide)) {
    return core::invalid_argument(
        fmt::format("quadrats of {:g} m: they must be {:g} m to {:g} m wide", side, kLeastSide, kMostSide));
  }
  const auto cells = land_cells(window.land(), {CellShape::square, core::Metres(side)}, progress.part(0.0, 0.3));
  if (!cells) return cells.error();
  std::vector<double> counts(cells->cells.size(), 0.0);
  std::vector<std::size_t> unit(cells->grid.size(), counts.size());
  for (std::size_t i = 0; i < cells->cells.size(); ++i) unit[cells->cells[i]] = i;
  QuadratTest test;
  test.side = core::Metres(side);
  test.quadrats = counts.size();
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto cell = cells->grid.cell_at({places.x[i], places.y[i]});
    const std::size_t own = cell ? unit[*cell] : counts.size();
    if (own == counts.size()) {
      test.elsewhere += each[i];
      continue;
    }
    counts[own] += each[i];
    test.incidents += each[i];
  }
  if (static_cast<double>(test.quadrats) < kFewestQuadrats || static_cast<double>(test.incidents) < kFewestIncidents) {
    return core::invalid_argument(fmt::format(
        "{} quadrats of {:g} m with incidents to count in them are too few (at least {:g} quadrats and {:g} "
        "incidents): choose narrower quadrats or a wider filter",
        test.quadrats, side, kFewestQuadrats, kFewestIncidents));
  }
  const double land = std::accumulate(cells->land_km2.begin(), cells->land_km2.end(), 0.0);
  std::vector<double> expected;
  expected.reserve(counts.size());
  for (const double km2 : cells->land_km2) expected.push_back(static_cast<double>(test.incidents) * km2 / land);
  test.dispersion = stats::dispersion_test(counts, expected);
  test.replicated = test.dispersion.least_expected < kEnoughExpected;
  if (test.replicated) {
    const auto p = replicated_p({counts, expected}, static_cast<std::uint64_t>(options.seed), progress.part(0.3, 1.0));
    if (!p) return p.error();
    test.dispersion.p = *p;
  }
  return test;
}

}  // namespace wardscope::analysis
