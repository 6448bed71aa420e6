// SPDX-License-Identifier: GPL-3.0-or-later
//
// Knox's test beside the plain loops: incidents spread over 25 km by 18 km as in the inputs of the performance goals,
// or snapped to 20,000 places; dates of a year; within 200 m and 14 days. "plain" holds every pair against both limits
// in each permutation, as R's surveillance::knox does. Two threads.

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>
#include <vector>

#include "analysis/near_pair_permutations.hpp"
#include "analysis/near_repeats.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

struct Incidents {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> day;
  [[nodiscard]] analysis::TimedPoints points() const { return {x, y, day}; }
};

enum Where { spread, snapped };

Incidents incidents_of(std::int64_t count, Where where) {
  Incidents incidents;
  constexpr std::uint64_t kPlaces = 20000;
  for (std::int64_t i = 0; i < count; ++i) {
    core::CounterRng own(3, static_cast<std::uint64_t>(i));
    core::CounterRng place(4, where == snapped ? own.below(kPlaces) : static_cast<std::uint64_t>(i));
    incidents.x.push_back(place.uniform(0.0, 25000.0));
    incidents.y.push_back(place.uniform(0.0, 18000.0));
    incidents.day.push_back(static_cast<std::int32_t>(own.below(365)));
  }
  return incidents;
}

analysis::NearRepeatOptions window(std::int64_t permutations) {
  analysis::NearRepeatOptions options;
  options.distance_band = core::Metres(200.0);
  options.distance_bands = 1;
  options.time_band = 14;
  options.time_bands = 1;
  options.same_place = analysis::PairBands::SamePlace::joins_first;
  options.permutations = permutations;
  return options;
}

void report(benchmark::State& state, std::int64_t pairs) {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["near_pairs"] = static_cast<double>(pairs);
  state.counters["peak_MB"] = static_cast<double>(usage.ru_maxrss) / 1024.0;
}

void knox(benchmark::State& state, Where where) {
  jobs::set_thread_count(2);
  const Incidents incidents = incidents_of(state.range(0), where);
  std::int64_t pairs = 0;
  for (auto _ : state) {
    const auto found = analysis::near_repeats(incidents.points(), window(state.range(1)), jobs::Progress());
    if (!found) {
      state.SkipWithError(found.error().message.c_str());
      return;
    }
    pairs = found->bands[0].pairs;
  }
  report(state, pairs);
}

/// As users ask for them: five bands of distance by four of time.
void bands(benchmark::State& state, Where where) {
  jobs::set_thread_count(2);
  const Incidents incidents = incidents_of(state.range(0), where);
  analysis::NearRepeatOptions options;
  options.permutations = state.range(1);
  std::int64_t pairs = 0;
  for (auto _ : state) {
    const auto found = analysis::near_repeats(incidents.points(), options, jobs::Progress());
    if (!found) {
      state.SkipWithError(found.error().message.c_str());
      return;
    }
    pairs = found->whole.pairs;
  }
  report(state, pairs);
}

void count_alone(benchmark::State& state, Where where) {
  jobs::set_thread_count(2);
  const Incidents incidents = incidents_of(state.range(0), where);
  const analysis::PairBands one = analysis::bands_of(window(99));
  std::int64_t pairs = 0;
  for (auto _ : state) {
    const analysis::PlacedTimes places(incidents.points(), one);
    const auto counts = analysis::count_pairs(places, jobs::Progress());
    pairs = counts ? counts->pairs[0] : 0;
  }
  report(state, pairs);
}

void plain(benchmark::State& state) {
  const Incidents incidents = incidents_of(state.range(0), spread);
  std::int64_t pairs = 0;
  for (auto _ : state) {
    std::vector<std::int32_t> day = incidents.day;
    for (std::int64_t b = 0; b <= state.range(1); ++b) {
      std::int64_t near = 0;
      for (std::size_t i = 0; i < day.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          const double apart = std::hypot(incidents.x[i] - incidents.x[j], incidents.y[i] - incidents.y[j]);
          near += apart <= 200.0 && std::abs(day[i] - day[j]) <= 14 ? 1 : 0;
        }
      }
      if (b == 0) pairs = near;
      benchmark::DoNotOptimize(near);
      core::CounterRng rng(1, static_cast<std::uint64_t>(b));
      for (std::size_t left = day.size(); left > 1; --left) std::swap(day[left - 1], day[rng.below(left)]);
    }
  }
  report(state, pairs);
}

BENCHMARK_CAPTURE(knox, spread, spread)
    ->ArgsProduct({{4000, 10000, 100000}, {99, 999}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(knox, snapped, snapped)
    ->ArgsProduct({{4000, 100000}, {99, 999}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(bands, spread, spread)
    ->ArgsProduct({{4000, 10000}, {999}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(count_alone, spread, spread)
    ->Arg(10000)
    ->Arg(100000)
    ->Arg(1000000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(count_alone, snapped, snapped)
    ->Arg(10000)
    ->Arg(100000)
    ->Arg(1000000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(plain)->Args({4000, 99})->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
