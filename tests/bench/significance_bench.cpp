// SPDX-License-Identifier: GPL-3.0-or-later
//
// The permutation tests of local statistics, conditional and total, beside the plain loop, queen contiguity on a
// lattice of 300 columns, counts as incidents have them: most cells hold none, a few very many. One thread.

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "core/random.hpp"
#include "stats/permutation_test.hpp"

namespace {

using namespace wardscope;

constexpr std::size_t kColumns = 300;

/// About two thirds are 0; the greatest of 60,000 is some thousand.
std::vector<double> skewed_counts(std::size_t cells) {
  std::vector<double> counts;
  counts.reserve(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    core::CounterRng rng(17, cell);
    const double u = rng.uniform();
    counts.push_back(std::floor(0.35 / (u + 1e-4)));
  }
  return counts;
}

/// Rates: hardly two of them are equal.
std::vector<double> rates(std::size_t cells) {
  std::vector<double> values = skewed_counts(cells);
  for (std::size_t cell = 0; cell < cells; ++cell) values[cell] /= core::CounterRng(18, cell).uniform(50.0, 900.0);
  return values;
}

struct Town {
  std::vector<double> values;
  stats::Neighbours neighbours;
};

Town town(std::size_t cells, bool as_rates) {
  return {as_rates ? rates(cells) : skewed_counts(cells),
          stats::lattice_neighbours({kColumns, cells / kColumns}, stats::Contiguity::queen)};
}

/// Each unit draws for itself, as textbooks have it.
std::vector<double> plain_p(const Town& town, const stats::PermutationPlan& plan) {
  const std::size_t n = town.values.size();
  std::vector<double> p(n);
  std::vector<std::size_t> drawn;
  for (std::size_t unit = 0; unit < n; ++unit) {
    const auto own = town.neighbours.of(unit);
    double observed = 0.0;
    for (const auto other : own) observed += town.values[other];
    core::CounterRng rng(plan.seed, unit);
    double high = 1.0;
    for (std::size_t b = 0; b < plan.permutations; ++b) {
      drawn.clear();
      double sum = 0.0;
      while (drawn.size() < own.size()) {
        const std::size_t pick = rng.below(n);
        bool seen = pick == unit;
        for (const std::size_t before : drawn) seen = seen || before == pick;
        if (seen) continue;
        drawn.push_back(pick);
        sum += town.values[pick];
      }
      if (sum >= observed) ++high;
    }
    p[unit] = high / (static_cast<double>(plan.permutations) + 1.0);
  }
  return p;
}

void counts_shared(benchmark::State& state) {
  const Town place = town(static_cast<std::size_t>(state.range(0)), false);
  const stats::PermutationPlan plan{static_cast<std::size_t>(state.range(1)), 1};
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::neighbourhood_permutation_p(place.values, place.neighbours, plan));
  }
}

/// As Gi* has it, the default: all values permuted.
void counts_total(benchmark::State& state) {
  const Town place = town(static_cast<std::size_t>(state.range(0)), false);
  const stats::PermutationPlan plan{static_cast<std::size_t>(state.range(1)), 1};
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::neighbourhood_permutation_p(
        {place.values, place.neighbours, stats::NeighbourhoodNull::total}, plan, {}));
  }
}

void rates_shared(benchmark::State& state) {
  const Town place = town(static_cast<std::size_t>(state.range(0)), true);
  const stats::PermutationPlan plan{static_cast<std::size_t>(state.range(1)), 1};
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::neighbourhood_permutation_p(place.values, place.neighbours, plan));
  }
}

void counts_plain(benchmark::State& state) {
  const Town place = town(static_cast<std::size_t>(state.range(0)), false);
  const stats::PermutationPlan plan{static_cast<std::size_t>(state.range(1)), 1};
  for (auto _ : state) benchmark::DoNotOptimize(plain_p(place, plan));
}

BENCHMARK(counts_shared)->ArgsProduct({{6000, 60000, 600000}, {999, 9999, 99999}})->Unit(benchmark::kMillisecond);
BENCHMARK(counts_total)->ArgsProduct({{6000, 60000, 600000}, {999, 9999, 99999}})->Unit(benchmark::kMillisecond);
BENCHMARK(rates_shared)->ArgsProduct({{60000}, {999, 9999, 99999}})->Unit(benchmark::kMillisecond);
BENCHMARK(counts_plain)->ArgsProduct({{60000}, {999}})->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
