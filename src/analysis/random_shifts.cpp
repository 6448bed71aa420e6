// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/random_shifts.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kShiftsAtOnce = 4;
constexpr int kMostVectors = 40;       // vectors drawn for one shift
constexpr double kLeastOverlap = 0.5;  // of the cells
constexpr std::size_t kNoCell = std::numeric_limits<std::size_t>::max();

/// Factors by the cells that have them: most factors are in few.
struct SparseFactors {
  std::vector<std::size_t> which;               ///< indices into the factors
  std::vector<std::vector<std::size_t>> cells;  ///< ascending
};

SparseFactors usable_factors(const std::vector<RiskFactor>& factors) {
  SparseFactors sparse;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    if (!is_usable(factors[f])) continue;
    sparse.which.push_back(f);
    std::vector<std::size_t>& cells = sparse.cells.emplace_back();
    cells.reserve(factors[f].cells);
    for (std::size_t i = 0; i < factors[f].present.size(); ++i) {
      if (factors[f].present[i] > 0.0) cells.push_back(i);
    }
  }
  return sparse;
}

/// The cell whose incidents lie over each cell after the move; kNoCell where none.
struct Overlay {
  std::vector<std::size_t> from;
  std::size_t cells = 0;
};

Overlay moved(const RiskGround& ground, geo::Point by) {
  Overlay overlay{std::vector<std::size_t>(ground.centres.size(), kNoCell), 0};
  for (std::size_t i = 0; i < ground.centres.size(); ++i) {
    const auto cell = ground.cell_at(ground.centres[i] + by);
    if (!cell) continue;
    overlay.from[i] = *cell;
    ++overlay.cells;
  }
  return overlay;
}

/// z of each factor; 0 where the overlay holds no incident, or the factor in all of its cells or none.
std::vector<double> scores(const RiskGround& ground, const SparseFactors& factors, const Overlay& overlay) {
  std::vector<double> z(factors.cells.size(), 0.0);
  double incidents = 0.0;
  double land = 0.0;
  for (const std::size_t from : overlay.from) {
    if (from == kNoCell) continue;
    incidents += ground.counts[from];
    land += ground.km2[from];
  }
  if (!(incidents > 0.0) || overlay.cells < 2) return z;
  const double rate = incidents / land;
  std::vector<double> surplus(overlay.from.size(), 0.0);
  double pearson = 0.0;
  for (std::size_t i = 0; i < overlay.from.size(); ++i) {
    const std::size_t from = overlay.from[i];
    if (from == kNoCell) continue;
    const double expected = rate * ground.km2[from];
    surplus[i] = ground.counts[from] - expected;
    pearson += surplus[i] * surplus[i] / expected;
  }
  const double phi = std::max(1.0, pearson / static_cast<double>(overlay.cells - 1));
  for (std::size_t j = 0; j < z.size(); ++j) {
    double sum = 0.0;
    double with = 0.0;
    for (const std::size_t cell : factors.cells[j]) {
      if (overlay.from[cell] == kNoCell) continue;
      sum += surplus[cell];
      with += ground.km2[overlay.from[cell]];
    }
    const double variance = phi * rate * with * (1.0 - with / land);
    constexpr double kNothing = 1e-9;
    if (variance > kNothing) z[j] = sum / std::sqrt(variance);
  }
  return z;
}

/// Of some vectors within half of the town's width and height, the first that keeps enough cells, or the one that keeps
/// most.
Overlay random_overlay(const RiskGround& ground, const geo::Extent& town, std::uint64_t seed, std::size_t shift) {
  core::CounterRng rng(seed, shift);
  Overlay best;
  for (int attempt = 0; attempt < kMostVectors; ++attempt) {
    const double x = rng.uniform(-0.5, 0.5) * town.width();
    const double y = rng.uniform(-0.5, 0.5) * town.height();
    Overlay overlay = moved(ground, {x, y});
    const bool enough =
        static_cast<double>(overlay.cells) >= kLeastOverlap * static_cast<double>(ground.centres.size());
    if (attempt == 0 || overlay.cells > best.cells) best = std::move(overlay);
    if (enough) break;
  }
  return best;
}

}  // namespace

core::Status hold_against_shifts(const RiskGround& ground, const ShiftOptions& options, const jobs::Progress& progress,
                                 std::vector<RiskFactor>& factors) {
  assert(options.shifts >= 1);
  const SparseFactors sparse = usable_factors(factors);
  if (sparse.which.empty()) return {};
  geo::Extent town;
  for (const geo::Point& centre : ground.centres) town.add(centre);
  const std::vector<double> observed = scores(ground, sparse, moved(ground, {0.0, 0.0}));
  const auto shifts = static_cast<std::size_t>(options.shifts);
  std::vector<double> largest(shifts, 0.0);
  const auto done = jobs::parallel_for(shifts, kShiftsAtOnce, progress, [&](std::size_t begin, std::size_t end) {
    for (std::size_t shift = begin; shift < end; ++shift) {
      const Overlay overlay = random_overlay(ground, town, static_cast<std::uint64_t>(options.seed), shift);
      const std::vector<double> z = scores(ground, sparse, overlay);
      largest[shift] = *std::max_element(z.begin(), z.end());
    }
  });
  if (!done) return done.error();
  for (std::size_t j = 0; j < sparse.which.size(); ++j) {
    const auto as_strong = std::count_if(largest.begin(), largest.end(), [&](double z) { return z >= observed[j]; });
    factors[sparse.which[j]].score = observed[j];
    factors[sparse.which[j]].p = (1.0 + static_cast<double>(as_strong)) / (1.0 + static_cast<double>(shifts));
  }
  return {};
}

}  // namespace wardscope::analysis
