// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a hand waits for that drags the bandwidth of a density at a million incidents (WARDSCOPE_BENCH_INPUTS): the
// places made ready once, then a coarse surface and a fine one for 1280 x 960 pixels of the whole borough, on a coast
// of 20,000 vertices with Jones-Diggle correction. Two threads.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "analysis/kernel_density.hpp"
#include "analysis/preview_places.hpp"
#include "bench/bench_inputs.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

constexpr geo::Extent kView{430000.0, 330000.0, 460000.0, 352500.0};
constexpr double kPixel = 30000.0 / 1280.0;

const geo::MultiPolygon& coast() {
  static const geo::MultiPolygon land = [] {
    constexpr int kVertices = 20000;
    geo::Ring ring;
    double bays = 0.0;
    for (int i = 0; i < kVertices; ++i) {
      core::CounterRng rng(4, static_cast<std::uint64_t>(i));
      const double angle = 2.0 * std::numbers::pi * i / kVertices;
      bays = 0.98 * bays + 0.002 * core::sample_normal(rng);
      const double radius = 0.97 + bays + 0.02 * std::sin(17.0 * angle);
      ring.push_back({kView.centre().x + 15000.0 * radius * std::cos(angle),
                      kView.centre().y + 11250.0 * radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return geo::tidied({{ring, {}}});
  }();
  return land;
}

void prepare(benchmark::State& state, const std::string& file) {
  const bench::Columns points = bench::points_of(file);
  if (points.x.empty()) state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  jobs::set_thread_count(2);
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::PreviewPlaces::of({points.x, points.y, {}, {}}, jobs::Progress()));
  }
}

struct Detail {
  double pixels;   ///< a cell at least
  double cell;     ///< in bandwidths, at least
  double merging;  ///< squares of places, in bandwidths
};
constexpr Detail kCoarse{4.0, 0.2, 0.25};
constexpr Detail kFine{1.0, 0.1, 0.125};

void surface(benchmark::State& state, const std::string& file, Detail detail) {
  const bench::Columns points = bench::points_of(file);
  if (points.x.empty()) return state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  jobs::set_thread_count(2);
  const auto places = analysis::PreviewPlaces::of({points.x, points.y, {}, {}}, jobs::Progress());
  analysis::KernelDensityOptions options;
  const auto bandwidth = static_cast<double>(state.range(0));
  options.bandwidth = core::Metres(bandwidth);
  const auto& merged = places->merged_within(core::Metres(detail.merging * bandwidth));
  const raster::GridSpec grid = raster::grid_covering(kView, std::max(detail.pixels * kPixel, detail.cell * bandwidth));
  for (auto _ : state) {
    const auto made = analysis::kernel_density({merged.columns(), &coast(), grid}, options, jobs::Progress());
    state.counters["greatest"] = made->greatest_per_km2;
  }
  state.counters["places"] = static_cast<double>(merged.size());
  state.counters["cells"] = static_cast<double>(grid.size());
}

constexpr const char* kStacked = "pts_snap_1e6.f64";
constexpr const char* kUnstacked = "pts_free_1e6.f64";
BENCHMARK_CAPTURE(prepare, stacked, kStacked)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(prepare, unstacked, kUnstacked)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(surface, coarse_stacked, kStacked, kCoarse)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(surface, fine_stacked, kStacked, kFine)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(surface, coarse_unstacked, kUnstacked, kCoarse)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(surface, fine_unstacked, kUnstacked, kFine)
    ->Arg(100)
    ->Arg(300)
    ->Arg(1000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MeasureProcessCPUTime();

}  // namespace
