// SPDX-License-Identifier: GPL-3.0-or-later
//
// Points in 33 wards: geo::PolygonCoverage beside GEOS (prepared polygons in an STRtree, contains), on the inputs of
// the performance goals (WARDSCOPE_BENCH_INPUTS). Building is part of the time of both. Ours on two threads and on one;
// GEOS on one, as its users have it.
//
// "same" compares point by point. Strictly inside a ward both must agree: "differ" is 0. On a border GEOS's contains
// finds nothing; ours gives the point to one of the wards that touch it, or, on an outer east or north side, to none
// (decision 0005): "border" counts them, and "wrong" those given to a ward that does not touch them.

#include <benchmark/benchmark.h>

#include <algorithm>

#include <string>
#include <utility>
#include <vector>

#include "bench/bench_inputs.hpp"
#include "bench/geos_wards.hpp"
#include "geo/polygon_coverage.hpp"
#include "jobs/parallel.hpp"
#include "jobs/progress.hpp"

namespace {

using namespace wardscope;

constexpr const char* kWards = "wards.bin";

struct Input {
  std::vector<geo::MultiPolygon> wards;
  bench::Columns points;
};

const Input& input(benchmark::State& state, const std::string& points) {
  static std::string held;
  static Input input;
  if (held != points) {
    input = {bench::wards_of(kWards), bench::points_of(points)};
    held = points;
  }
  if (input.wards.empty() || input.points.x.empty()) {
    state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  }
  return input;
}

std::vector<std::int32_t> by_coverage(const Input& in) {
  const geo::PolygonCoverage coverage(in.wards);
  return *coverage.locate_all(in.points.x, in.points.y, jobs::Progress());
}

void coverage(benchmark::State& state, const std::string& points) {
  const Input& in = input(state, points);
  jobs::set_thread_count(static_cast<unsigned>(state.range(0)));
  bench::reset_peak();
  for (auto _ : state) benchmark::DoNotOptimize(by_coverage(in));
  state.counters["MiB"] = bench::peak_mib();
}

std::vector<std::int32_t> by_geos(const Input& in) {
  const bench::GeosWards wards(in.wards);
  std::vector<std::int32_t> found(in.points.x.size(), geo::PolygonCoverage::kNowhere);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto in_ward = wards.where({in.points.x[i], in.points.y[i]}, GEOSPreparedContains_r);
    if (!in_ward.empty()) found[i] = static_cast<std::int32_t>(in_ward.front());
  }
  return found;
}

void geos(benchmark::State& state, const std::string& points) {
  const Input& in = input(state, points);
  bench::reset_peak();
  for (auto _ : state) benchmark::DoNotOptimize(by_geos(in));
  state.counters["MiB"] = bench::peak_mib();
}

void same(benchmark::State& state, const std::string& points) {
  const Input& in = input(state, points);
  std::int64_t differ = 0;
  std::int64_t border = 0;
  std::int64_t wrong = 0;
  for (auto _ : state) {
    const auto ours = by_coverage(in);
    const auto theirs = by_geos(in);
    const bench::GeosWards wards(in.wards);
    for (std::size_t i = 0; i < ours.size(); ++i) {
      if (ours[i] == theirs[i]) continue;
      if (theirs[i] != geo::PolygonCoverage::kNowhere) {
        ++differ;
        continue;
      }
      ++border;
      const auto touched = wards.where({in.points.x[i], in.points.y[i]}, GEOSPreparedIntersects_r);
      wrong += std::find(touched.begin(), touched.end(), static_cast<std::size_t>(ours[i])) == touched.end() ? 1 : 0;
    }
  }
  state.counters["differ"] = static_cast<double>(differ);
  state.counters["border"] = static_cast<double>(border);
  state.counters["wrong"] = static_cast<double>(wrong);
}

BENCHMARK_CAPTURE(coverage, free_1e6, "pts_free_1e6.f64")->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(geos, free_1e6, "pts_free_1e6.f64")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(coverage, snap_1e7, "pts_snap_1e7.f64")->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(coverage, free_1e7, "pts_free_1e7.f64")->Arg(2)->Arg(1)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(geos, free_1e7, "pts_free_1e7.f64")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(same, free_1e7, "pts_free_1e7.f64")->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
