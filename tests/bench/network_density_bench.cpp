// SPDX-License-Identifier: GPL-3.0-or-later
//
// Density along streets by the continuous and the discontinuous equal-split rule, bandwidth 250 m and wider, pieces of
// 50 m, on a town of 85 crooked streets each way, 100 m apart (1,400 km): incidents each at a place of its own, and
// stacked on 20,000 places; with moving them onto the streets and joining these. Beside it the plain way, each way
// along the streets from each incident followed until 1e-6 of the incident is left of it (spreading alone): where
// junctions are few within the bandwidth and so are the incidents it is quicker; it grows with both, the first
// exponentially. wide: a Gaussian of 2 km, where all streets are within reach of each other; its MiB without the input.
// Two threads, the plain way one. MiB: peak of memory, the input included. Arguments: incidents,
// bandwidth (m).

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "analysis/network_density.hpp"
#include "bench/bench_inputs.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

constexpr std::size_t kCorners = 85;
constexpr std::size_t kWideCorners = 150;
constexpr double kBlock = 100.0;  // m
constexpr std::uint64_t kPlacesOfStacks = 20000;

borough::StreetSet crooked_town(std::size_t across = kCorners) {
  std::vector<geo::Point> corners;
  for (std::size_t i = 0; i < across * across; ++i) {
    core::CounterRng rng(1, i);
    corners.push_back({kBlock * static_cast<double>(i % across) + rng.uniform(-30.0, 30.0),
                       kBlock * static_cast<double>(i / across) + rng.uniform(-30.0, 30.0)});
  }
  borough::StreetSet streets;
  for (std::size_t i = 0; i < across; ++i) {
    borough::Street east;
    borough::Street north;
    for (std::size_t j = 0; j < across; ++j) {
      east.line.push_back(corners[i * across + j]);
      north.line.push_back(corners[j * across + i]);
    }
    streets.push_back(std::move(east));
    streets.push_back(std::move(north));
  }
  return streets;
}

bench::Columns incidents(std::int64_t count, bool stacked) {
  bench::Columns columns;
  const double side = kBlock * static_cast<double>(kCorners - 1);
  for (std::int64_t i = 0; i < count; ++i) {
    core::CounterRng own(2, static_cast<std::uint64_t>(i));
    core::CounterRng rng(3, stacked ? own.below(kPlacesOfStacks) : static_cast<std::uint64_t>(i));
    columns.x.push_back(rng.uniform(0.0, side));
    columns.y.push_back(rng.uniform(0.0, side));
  }
  return columns;
}

void network(benchmark::State& state, bool stacked, analysis::SplitRule split) {
  const borough::StreetSet streets = crooked_town();
  const bench::Columns points = incidents(state.range(0), stacked);
  bench::reset_peak();
  jobs::set_thread_count(2);
  analysis::NetworkDensityOptions options;
  options.split = split;
  options.bandwidth = core::Metres(static_cast<double>(state.range(1)));
  double mass = 0.0;
  for (auto _ : state) {
    const auto graph = analysis::street_graph(streets, {}, {});
    const auto locations = analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always);
    const auto places = analysis::places_on_streets(*graph, *locations, core::Metres(100.0), {});
    mass = analysis::network_density(*graph, places->places, options, {})->mass;
  }
  state.counters["mass"] = mass;
  state.counters["MiB"] = bench::peak_mib();
}

/// A Gaussian of 2 km: all of 44,700 pieces (4,500 km) are within its reach of each other.
void wide(benchmark::State& state) {
  const auto graph = analysis::street_graph(crooked_town(kWideCorners), {}, {});
  const bench::Columns points = incidents(state.range(0), false);
  const auto locations = analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always);
  const auto places = analysis::places_on_streets(*graph, *locations, core::Metres(100.0), {});
  analysis::NetworkDensityOptions options;
  options.kernel = analysis::KernelShape::gaussian;
  options.bandwidth = core::Metres(2000.0);
  bench::reset_peak();
  const double before = bench::peak_mib();
  jobs::set_thread_count(2);
  double mass = 0.0;
  for (auto _ : state) mass = analysis::network_density(*graph, places->places, options, {})->mass;
  state.counters["mass"] = mass;
  state.counters["MiB"] = bench::peak_mib() - before;
}

/// The definition, way by way.
class PlainWays {
 public:
  PlainWays(const analysis::StreetGraph& graph, analysis::SplitRule split, double bandwidth)
      : graph_(graph),
        split_(split),
        kernel_{analysis::KernelShape::quartic, bandwidth},
        lixels_(analysis::lixels_of(graph, core::Metres(50.0))),
        first_(graph.pieces.size() + 1, 0),
        mass_(lixels_.size(), 0.0) {
    for (const analysis::Lixel& lixel : lixels_) ++first_[lixel.piece + 1];
    for (std::size_t p = 0; p < graph.pieces.size(); ++p) first_[p + 1] += first_[p];
  }

  void spread(const analysis::StreetPlace& place) {
    const double length = graph_.pieces[place.piece].length;
    run(2 * place.piece, 0.0, place.weight, place.along, length);
    run(2 * place.piece + 1, 0.0, place.weight, length - place.along, length);
  }
  [[nodiscard]] double mass() const {
    double sum = 0.0;
    for (const double one : mass_) sum += one;
    return sum;
  }

 private:
  /// Runs along a piece from `begin` metres after the end by which it was entered, or would have been.
  void run(analysis::PieceEnd entered, double passed, double share, double begin, double length) {
    const std::uint32_t piece = entered / 2;
    for (std::size_t l = first_[piece]; l < first_[piece + 1]; ++l) {
      const bool forth = entered % 2 == 0;
      const double low = std::max(begin, forth ? lixels_[l].from : length - lixels_[l].to);
      const double high = forth ? lixels_[l].to : length - lixels_[l].from;
      if (high > low)
        mass_[l] += share * (kernel_.beyond(passed + low - begin) - kernel_.beyond(passed + high - begin));
    }
    arrive(entered ^ 1U, passed + length - begin, share);
  }

  void arrive(analysis::PieceEnd end, double passed, double share) {
    constexpr double kLost = 1e-6;
    if (std::abs(share) * kernel_.beyond(passed) < kLost) return;
    const std::uint32_t node = graph_.node_of(end);
    const auto n = static_cast<double>(graph_.degree(node));
    for (const analysis::PieceEnd out : graph_.ends_of(node)) {
      const bool back = out == end;
      const double part = n == 1.0                                    ? 1.0
                          : split_ == analysis::SplitRule::continuous ? 2.0 / n - (back ? 1.0 : 0.0)
                          : back                                      ? 0.0
                                                                      : 1.0 / (n - 1.0);
      if (part != 0.0) run(out, passed, share * part, 0.0, graph_.pieces[out / 2].length);
    }
  }

  const analysis::StreetGraph& graph_;
  analysis::SplitRule split_;
  analysis::LineKernel kernel_;
  std::vector<analysis::Lixel> lixels_;
  std::vector<std::size_t> first_;
  std::vector<double> mass_;
};

void plain(benchmark::State& state, analysis::SplitRule split) {
  const auto graph = analysis::street_graph(crooked_town(), {}, {});
  const bench::Columns points = incidents(state.range(0), false);
  const auto locations = analysis::distinct_locations({points.x, points.y, {}, {}}, analysis::Aggregation::always);
  const auto places = analysis::places_on_streets(*graph, *locations, core::Metres(100.0), {});
  double mass = 0.0;
  for (auto _ : state) {
    PlainWays ways(*graph, split, static_cast<double>(state.range(1)));
    for (const analysis::StreetPlace& place : places->places) ways.spread(place);
    mass = ways.mass();
  }
  state.counters["mass"] = mass;
}

constexpr auto kContinuous = analysis::SplitRule::continuous;
constexpr auto kDiscontinuous = analysis::SplitRule::discontinuous;
BENCHMARK_CAPTURE(network, continuous_free, false, kContinuous)
    ->ArgsProduct({{10000, 100000, 1000000}, {250}})
    ->ArgsProduct({{10000}, {500, 1000}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(network, continuous_stacked, true, kContinuous)
    ->ArgsProduct({{10000, 100000, 1000000}, {250}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(network, discontinuous_free, false, kDiscontinuous)
    ->Args({1000000, 250})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();
BENCHMARK(wide)->Arg(10000)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();
BENCHMARK_CAPTURE(plain, continuous, kContinuous)
    ->Args({1000, 250})
    ->Args({100, 500})
    ->Args({1, 1000})
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plain, discontinuous, kDiscontinuous)
    ->Args({1000, 250})
    ->Args({100, 500})
    ->Args({1, 1000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
