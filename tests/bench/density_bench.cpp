// SPDX-License-Identifier: GPL-3.0-or-later
//
// Kernel density beside the naive loop, 1280 x 960 cells over 30 km x 22.5 km, quartic, h = 300 m.
// Stacked: every incident on one of 20,000 places, as data.police.uk publishes them. Unstacked: the same places with
// 25 m of jitter, rounded to 0.1 m, as a force's own records have them.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <numbers>
#include <string>
#include <utility>

#include "analysis/kernel_density.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "jobs/progress.hpp"

namespace {

using namespace wardscope;
using analysis::KernelShape;

constexpr raster::GridSpec kGrid{430000.0, 330000.0, 23.4375, 1280, 960};
constexpr double kBandwidth = 300.0;

enum class Stacking { stacked, unstacked };

struct Incidents {
  std::vector<double> x;
  std::vector<double> y;
};

double tenth(double metres) { return std::round(metres * 10.0) / 10.0; }

Incidents make_incidents(std::uint64_t count, Stacking stacking) {
  constexpr std::uint64_t kPlaces = 20000;
  constexpr std::uint64_t kCentres = 14;
  Incidents incidents;
  for (std::uint64_t i = 0; i < count; ++i) {
    core::CounterRng pick(1, i);
    const double u = pick.uniform();
    core::CounterRng place(2, static_cast<std::uint64_t>(u * u * kPlaces));  // some places have very many
    double x = place.uniform(430000.0, 460000.0);
    double y = place.uniform(330000.0, 352500.0);
    if (!place.chance(0.25)) {
      core::CounterRng centre(3, place.below(kCentres));
      const double spread = centre.uniform(300.0, 1800.0);
      x = centre.uniform(432000.0, 458000.0) + spread * core::sample_normal(place);
      y = centre.uniform(332000.0, 350000.0) + spread * core::sample_normal(place);
    }
    x = std::round(x);
    y = std::round(y);
    if (stacking == Stacking::unstacked) {
      x = tenth(x + 25.0 * core::sample_normal(pick));
      y = tenth(y + 25.0 * core::sample_normal(pick));
    }
    incidents.x.push_back(x);
    incidents.y.push_back(y);
  }
  return incidents;
}

/// Made once for each size, outside the timing.
const Incidents& incidents_of(const benchmark::State& state, Stacking stacking) {
  static std::map<std::pair<std::int64_t, Stacking>, std::unique_ptr<Incidents>> made;
  auto& entry = made[{state.range(0), stacking}];
  if (!entry) entry = std::make_unique<Incidents>(make_incidents(static_cast<std::uint64_t>(state.range(0)), stacking));
  return *entry;
}

/// From columns to the finished surface per km2, aggregation included.
void density(benchmark::State& state, Stacking stacking, analysis::KernelDensityOptions options) {
  const Incidents& incidents = incidents_of(state, stacking);
  std::size_t locations = 0;
  for (auto _ : state) {
    const auto surface = analysis::kernel_density({{incidents.x, incidents.y, {}, {}}, nullptr, kGrid}, options, {});
    locations = surface->locations;
    benchmark::DoNotOptimize(surface->greatest_per_km2);
  }
  state.counters["locations"] = static_cast<double>(locations);
}

/// The loop that everybody writes first: each incident adds its kernel to the cells in reach.
void naive(benchmark::State& state, Stacking stacking, KernelShape shape, double bandwidth) {
  const Incidents& incidents = incidents_of(state, stacking);
  const analysis::DensityKernel kernel{shape, bandwidth};
  const double reach = kernel.reach() / kGrid.cell;
  for (auto _ : state) {
    raster::Raster<double> sums(kGrid);
    for (std::size_t i = 0; i < incidents.x.size(); ++i) {
      const double column = (incidents.x[i] - kGrid.x0) / kGrid.cell - 0.5;
      const double row = (incidents.y[i] - kGrid.y0) / kGrid.cell - 0.5;
      const auto first = [&](double at) { return static_cast<std::size_t>(std::max(0.0, std::ceil(at - reach))); };
      const auto end = [&](double at, std::size_t count) {
        return static_cast<std::size_t>(std::clamp(std::floor(at + reach) + 1.0, 0.0, static_cast<double>(count)));
      };
      for (std::size_t r = first(row); r < end(row, kGrid.rows); ++r) {
        for (std::size_t c = first(column); c < end(column, kGrid.columns); ++c) {
          const geo::Point apart = kGrid.centre(c, r) - geo::Point{incidents.x[i], incidents.y[i]};
          sums.at(c, r) += kernel.at_squared(geo::dot(apart, apart));
        }
      }
    }
    benchmark::DoNotOptimize(sums.values().data());
  }
}

analysis::KernelDensityOptions options_of(KernelShape shape, double bandwidth) {
  analysis::KernelDensityOptions options;
  options.kernel = shape;
  options.bandwidth = core::Metres(bandwidth);
  options.cell = core::Metres(kGrid.cell);
  options.edge_correction = analysis::EdgeCorrection::none;
  return options;
}

void QuarticStacked(benchmark::State& state) {
  density(state, Stacking::stacked, options_of(KernelShape::quartic, kBandwidth));
}
void QuarticUnstacked(benchmark::State& state) {
  density(state, Stacking::unstacked, options_of(KernelShape::quartic, kBandwidth));
}
void NaiveStacked(benchmark::State& state) { naive(state, Stacking::stacked, KernelShape::quartic, kBandwidth); }
void NaiveUnstacked(benchmark::State& state) { naive(state, Stacking::unstacked, KernelShape::quartic, kBandwidth); }
// The Gaussian of the same spread, h / sqrt(8).
void GaussianStacked(benchmark::State& state) {
  density(state, Stacking::stacked, options_of(KernelShape::gaussian, kBandwidth / std::sqrt(8.0)));
}
void NaiveGaussianStacked(benchmark::State& state) {
  naive(state, Stacking::stacked, KernelShape::gaussian, kBandwidth / std::sqrt(8.0));
}

/// A ragged coast of 20,000 vertices, some 12 m apart, that holds most of the grid.
const geo::MultiPolygon& coast() {
  static const geo::MultiPolygon land = [] {
    constexpr int kVertices = 20000;
    const geo::Point centre = kGrid.extent().centre();
    geo::Ring ring;
    double bays = 0.0;
    for (int i = 0; i < kVertices; ++i) {
      core::CounterRng rng(4, static_cast<std::uint64_t>(i));
      const double angle = 2.0 * std::numbers::pi * i / kVertices;
      bays = 0.98 * bays + 0.002 * core::sample_normal(rng);
      const double radius = 0.9 + bays + 0.03 * std::sin(17.0 * angle);
      ring.push_back({centre.x + 15000.0 * radius * std::cos(angle), centre.y + 11250.0 * radius * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return geo::tidied({{ring, {}}});
  }();
  return land;
}

/// With the land, its mask and the edge correction.
void on_land(benchmark::State& state, KernelShape shape, analysis::EdgeCorrection correction) {
  const Incidents& incidents = incidents_of(state, Stacking::stacked);
  const double bandwidth = shape == KernelShape::gaussian ? kBandwidth / std::sqrt(8.0) : kBandwidth;
  analysis::KernelDensityOptions options = options_of(shape, bandwidth);
  options.edge_correction = correction;
  for (auto _ : state) {
    const auto surface = analysis::kernel_density({{incidents.x, incidents.y, {}, {}}, &coast(), kGrid}, options, {});
    state.counters["mass_of_weight"] = surface->mass / surface->weight;
  }
}

void QuarticJonesDiggle(benchmark::State& state) {
  on_land(state, KernelShape::quartic, analysis::EdgeCorrection::jones_diggle);
}
void QuarticUniform(benchmark::State& state) {
  on_land(state, KernelShape::quartic, analysis::EdgeCorrection::uniform);
}
void GaussianJonesDiggle(benchmark::State& state) {
  on_land(state, KernelShape::gaussian, analysis::EdgeCorrection::jones_diggle);
}
void GaussianUniform(benchmark::State& state) {
  on_land(state, KernelShape::gaussian, analysis::EdgeCorrection::uniform);
}

/// Points of make_inputs.py: pairs of doubles.
Incidents incidents_of_file(const std::string& path) {
  Incidents incidents;
  std::ifstream file(path, std::ios::binary);
  std::array<double, 2> pair{};
  while (file.read(reinterpret_cast<char*>(pair.data()), sizeof(pair))) {
    incidents.x.push_back(pair[0]);
    incidents.y.push_back(pair[1]);
  }
  return incidents;
}

struct FileCase {
  const char* name;
  const char* file;
  raster::GridSpec grid;
  KernelShape shape = KernelShape::quartic;
  bool adaptive = false;
};

/// As peers/fftw_density is timed: from the points in memory to the raster per km2, on two threads.
void of_file(benchmark::State& state, const FileCase& one, const std::string& folder) {
  const Incidents incidents = incidents_of_file(folder + "/" + one.file);
  if (incidents.x.empty()) {
    state.SkipWithError("no such file in WARDSCOPE_BENCH_INPUTS");
    return;
  }
  jobs::set_thread_count(2);
  analysis::KernelDensityOptions options = options_of(one.shape, kBandwidth);
  options.cell = core::Metres(one.grid.cell);
  options.adaptive = one.adaptive;
  for (auto _ : state) {
    const auto surface = analysis::kernel_density({{incidents.x, incidents.y, {}, {}}, nullptr, one.grid}, options, {});
    state.counters["greatest"] = surface->greatest_per_km2;
  }
}

/// With WARDSCOPE_BENCH_INPUTS=FOLDER, the cases that the FFTW peer measures (peers/README.md).
const bool files_registered = [] {
  const char* const folder = std::getenv("WARDSCOPE_BENCH_INPUTS");
  if (folder == nullptr) return false;
  constexpr raster::GridSpec kFine{430000.0, 330000.0, 30000.0 / 4096.0, 4096, 4096};
  static constexpr std::array kCases{
      FileCase{"FileStacked1280x960", "pts_snap_1e6.f64", kGrid},
      FileCase{"FileUnstacked1280x960", "pts_free_1e6.f64", kGrid},
      FileCase{"FileStacked4096x4096", "pts_snap_1e6.f64", kFine},
      FileCase{"FileUnstacked4096x4096", "pts_free_1e6.f64", kFine},
      FileCase{"FileAdaptiveStacked1280x960", "pts_snap_1e6.f64", kGrid, KernelShape::quartic, true},
      FileCase{"FileAdaptiveUnstacked1280x960", "pts_free_1e6.f64", kGrid, KernelShape::quartic, true}};
  for (const FileCase& one : kCases) {
    benchmark::RegisterBenchmark(one.name, [&one, folder](benchmark::State& state) { of_file(state, one, folder); })
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
  return true;
}();

constexpr std::int64_t kTenThousand = 10000;
constexpr std::int64_t kMillion = 1000000;
BENCHMARK(QuarticStacked)
    ->RangeMultiplier(10)
    ->Range(kTenThousand, kMillion)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(NaiveStacked)
    ->RangeMultiplier(10)
    ->Range(kTenThousand, kMillion)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(QuarticUnstacked)
    ->RangeMultiplier(10)
    ->Range(kTenThousand, kMillion)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(NaiveUnstacked)
    ->RangeMultiplier(10)
    ->Range(kTenThousand, kMillion)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(GaussianStacked)
    ->RangeMultiplier(10)
    ->Range(kTenThousand, kMillion)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
// A million naive Gaussians take minutes; the loop is linear in the incidents.
BENCHMARK(NaiveGaussianStacked)
    ->Arg(kTenThousand)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

BENCHMARK(QuarticJonesDiggle)->Arg(kMillion)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(QuarticUniform)->Arg(kMillion)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(GaussianJonesDiggle)->Arg(kMillion)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(GaussianUniform)->Arg(kMillion)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
