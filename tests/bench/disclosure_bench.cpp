// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hiding the small counts of areas by types, rows by columns. Types are as unequal as free text is (the n-th has 1 /
// n), areas are skewed, a tenth of the types is sensitive. Sparse: half an incident a cell, most cells empty. Rare: a
// twentieth. Full: three.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

#include "analysis/disclosure.hpp"
#include "core/random.hpp"

namespace {

using namespace wardscope;

analysis::CountTable free_text(std::size_t areas, std::size_t types, double per_cell) {
  analysis::CountTable table;
  table.rows = areas;
  table.columns = types;
  table.cells.assign(areas * types, 0);
  std::vector<double> up_to;
  double sum = 0.0;
  for (std::size_t type = 0; type < types; ++type) {
    up_to.push_back(sum += 1.0 / static_cast<double>(type + 1));
    table.column_sensitivity.push_back(type % 10 == 3 ? borough::Sensitivity::sensitive : borough::Sensitivity::open);
  }
  const auto incidents = static_cast<std::uint64_t>(per_cell * static_cast<double>(table.cells.size()));
  for (std::uint64_t i = 0; i < incidents; ++i) {
    core::CounterRng rng(1, i);
    const double skewed = rng.uniform() * rng.uniform();
    const auto area = static_cast<std::size_t>(skewed * static_cast<double>(areas));
    const auto type = std::lower_bound(up_to.begin(), up_to.end() - 1, rng.uniform() * sum) - up_to.begin();
    ++table.cells[area * types + static_cast<std::size_t>(type)];
  }
  return table;
}

void protect(benchmark::State& state, double per_cell) {
  const auto table =
      free_text(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)), per_cell);
  const analysis::DisclosureControl control;
  analysis::ProtectedTable shown;
  for (auto _ : state) benchmark::DoNotOptimize(shown = control.protect(table));
  state.counters["small"] = static_cast<double>(shown.primary);
  state.counters["partners"] = static_cast<double>(shown.secondary);
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(shown.primary), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void ProtectSparse(benchmark::State& state) { protect(state, 0.5); }
void ProtectRare(benchmark::State& state) { protect(state, 0.05); }
void ProtectFull(benchmark::State& state) { protect(state, 3.0); }

void sizes(benchmark::internal::Benchmark* one) {
  one->ArgsProduct({{33, 240}, {14, 600}})->ArgNames({"areas", "types"})->Unit(benchmark::kMillisecond);
}

BENCHMARK(ProtectSparse)->Apply(sizes);
BENCHMARK(ProtectRare)->Apply(sizes);
BENCHMARK(ProtectFull)->Apply(sizes);

}  // namespace
