// SPDX-License-Identifier: GPL-3.0-or-later
//
// DBSCAN, ST-DBSCAN and NNH with aggregation of stacks, reach 50 m and least 10, on the inputs of the performance goals
// (WARDSCOPE_BENCH_INPUTS): "snap" stacks on 20,000 places, "free" with hardly any two at one place. Beside them the
// textbook's loop on few points; peers/dbscan.R times R's package on the same files. Two threads. MiB: peak of memory,
// the input included.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/distinct_locations.hpp"
#include "analysis/incident_clusters.hpp"
#include "analysis/st_dbscan.hpp"
#include "bench/bench_inputs.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

constexpr core::Metres kReach{50.0};
constexpr std::int64_t kLeast = 10;

/// "pts_snap_1e6.f64".
std::string name_of(const std::string& kind, std::int64_t count) {
  return "pts_" + kind + "_1e" + std::to_string(std::lround(std::log10(static_cast<double>(count)))) + ".f64";
}

/// Read once; those of one size at a time.
const bench::Columns& input(benchmark::State& state, const std::string& kind) {
  static std::string held;
  static bench::Columns columns;
  const std::string name = name_of(kind, state.range(0));
  if (held != name) {
    columns = bench::points_of(name);
    held = name;
  }
  if (columns.x.empty()) state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  return columns;
}

void count_found(benchmark::State& state, const analysis::Clusters& found, const analysis::DistinctLocations& places) {
  std::int64_t noise = 0;
  for (std::size_t i = 0; i < places.size(); ++i) noise += found.cluster[i] < 0 ? places.incidents[i] : 0;
  state.counters["clusters"] = found.count;
  state.counters["noise"] = static_cast<double>(noise);
  state.counters["MiB"] = bench::peak_mib();
}

void dbscan(benchmark::State& state, const std::string& kind) {
  const bench::Columns& points = input(state, kind);
  bench::reset_peak();
  jobs::set_thread_count(2);
  for (auto _ : state) {
    const auto places = analysis::distinct_locations({points.x, points.y, {}, {}});
    const auto found = analysis::dbscan({places->x, places->y, places->incidents}, {kReach, kLeast}, jobs::Progress());
    state.PauseTiming();
    count_found(state, *found, *places);
    state.ResumeTiming();
  }
}

/// From every unvisited core along all that its cores reach, each neighbourhood by a look at every point.
void dbscan_plain(benchmark::State& state, const std::string& kind) {
  const bench::Columns& points = input(state, kind);
  const std::size_t n = points.x.size();
  const auto around = [&](std::size_t i) {
    std::vector<std::size_t> near;
    for (std::size_t j = 0; j < n; ++j) {
      const double dx = points.x[i] - points.x[j];
      const double dy = points.y[i] - points.y[j];
      if (dx * dx + dy * dy <= kReach.value() * kReach.value()) near.push_back(j);
    }
    return near;
  };
  for (auto _ : state) {
    std::vector<std::int32_t> cluster(n, -2);
    std::int32_t count = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (cluster[i] != -2) continue;
      std::vector<std::size_t> waiting = around(i);
      if (waiting.size() < static_cast<std::size_t>(kLeast)) {
        cluster[i] = -1;
        continue;
      }
      cluster[i] = count;
      for (std::size_t k = 0; k < waiting.size(); ++k) {
        const std::size_t j = waiting[k];
        if (cluster[j] == -1) cluster[j] = count;
        if (cluster[j] != -2) continue;
        cluster[j] = count;
        const auto near = around(j);
        if (near.size() >= static_cast<std::size_t>(kLeast)) waiting.insert(waiting.end(), near.begin(), near.end());
      }
      ++count;
    }
    state.counters["clusters"] = count;
    state.counters["noise"] = static_cast<double>(std::count(cluster.begin(), cluster.end(), -1));
  }
}

/// Days at random over a year; 50 m and 14 days.
void st_dbscan(benchmark::State& state, const std::string& kind) {
  const bench::Columns& points = input(state, kind);
  std::vector<std::int32_t> days;
  days.reserve(points.x.size());
  for (std::size_t i = 0; i < points.x.size(); ++i) {
    days.push_back(static_cast<std::int32_t>(core::CounterRng(7, i).below(365)));
  }
  bench::reset_peak();
  jobs::set_thread_count(2);
  for (auto _ : state) {
    const auto found = analysis::st_dbscan({points.x, points.y, days, {}}, {kReach, 14, kLeast}, jobs::Progress());
    state.counters["clusters"] = found->count;
  }
  state.counters["MiB"] = bench::peak_mib();
}

void nnh(benchmark::State& state, const std::string& kind) {
  const bench::Columns& points = input(state, kind);
  bench::reset_peak();
  jobs::set_thread_count(2);
  for (auto _ : state) {
    const auto places = analysis::distinct_locations({points.x, points.y, {}, {}});
    analysis::NnhOptions options;
    options.threshold = analysis::NnhThreshold::fixed;
    options.distance = kReach;
    const auto found =
        analysis::nearest_neighbour_hierarchy({places->x, places->y, places->incidents}, options, jobs::Progress());
    state.counters["clusters"] = found->first.count;
  }
  state.counters["MiB"] = bench::peak_mib();
}

BENCHMARK_CAPTURE(dbscan, snap, "snap")->RangeMultiplier(10)->Range(10000, 10000000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(dbscan, free, "free")->RangeMultiplier(10)->Range(10000, 10000000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(dbscan_plain, free, "free")->Arg(10000)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK_CAPTURE(st_dbscan, snap, "snap")->RangeMultiplier(10)->Range(10000, 1000000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(st_dbscan, free, "free")->RangeMultiplier(10)->Range(10000, 1000000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(nnh, snap, "snap")->RangeMultiplier(10)->Range(10000, 1000000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(nnh, free, "free")->RangeMultiplier(10)->Range(10000, 1000000)->Unit(benchmark::kMillisecond);

}  // namespace
