// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bandwidth rules on the distinct places of a million incidents (WARDSCOPE_BENCH_INPUTS), and Kulldorff's scan over
// space and time with more and more periods, 400 units of 1 km and 99 replications. Two threads.

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "analysis/bandwidth_choice.hpp"
#include "analysis/spatial_scan.hpp"
#include "bench/bench_inputs.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

void rule(benchmark::State& state, analysis::BandwidthRule rule, const std::string& file) {
  const bench::Columns points = bench::points_of(file);
  if (points.x.empty()) return state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  jobs::set_thread_count(2);
  const auto places =
      analysis::as_distinct(*analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always));
  const geo::MultiPolygon land{geo::to_polygon({430000.0, 330000.0, 460000.0, 350000.0})};
  for (auto _ : state) {
    const auto chosen = analysis::choose_bandwidth(rule, {places, &land}, jobs::Progress());
    if (!chosen) return state.SkipWithError(chosen.error().message.c_str());
    state.counters["sigma"] = chosen->sigma.value();
  }
  state.counters["places"] = static_cast<double>(places.size());
}

void scan(benchmark::State& state, analysis::ScanTime time) {
  constexpr std::size_t kSide = 20;
  const auto periods = static_cast<std::size_t>(state.range(0));
  std::vector<geo::Point> centres;
  std::vector<std::uint32_t> observed;
  for (std::size_t unit = 0; unit < kSide * kSide; ++unit) {
    centres.push_back({1000.0 * static_cast<double>(unit % kSide), 1000.0 * static_cast<double>(unit / kSide)});
    for (std::size_t period = 0; period < periods; ++period)
      observed.push_back(static_cast<std::uint32_t>(core::CounterRng(unit, period).below(4)));
  }
  const std::vector<double> expected(centres.size(), 1.0);
  const std::vector<double> lengths(periods, 1.0);
  analysis::ScanOptions options;
  options.time = time;
  options.replications = 99;
  jobs::set_thread_count(2);
  for (auto _ : state) {
    const auto found = analysis::spatial_scan({centres, observed, expected, lengths}, options, jobs::Progress());
    state.counters["ratio"] = found->most_likely.log_likelihood_ratio;
  }
}

constexpr const char* kPlaces = "pts_snap_1e6.f64";
constexpr const char* kUnstackedPlaces = "pts_free_1e6.f64";
using analysis::BandwidthRule;
BENCHMARK_CAPTURE(rule, scott_stacked, BandwidthRule::scott, kPlaces)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(rule, likelihood_stacked, BandwidthRule::likelihood, kPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, cvl_stacked, BandwidthRule::cvl, kPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, diggle_stacked, BandwidthRule::diggle, kPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, scott_unstacked, BandwidthRule::scott, kUnstackedPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, likelihood_unstacked, BandwidthRule::likelihood, kUnstackedPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, cvl_unstacked, BandwidthRule::cvl, kUnstackedPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(rule, diggle_unstacked, BandwidthRule::diggle, kUnstackedPlaces)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

BENCHMARK_CAPTURE(scan, any_time, analysis::ScanTime::any)
    ->Arg(1)
    ->Arg(12)
    ->Arg(36)
    ->Arg(120)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(scan, to_the_end, analysis::ScanTime::to_the_end)
    ->Arg(120)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
