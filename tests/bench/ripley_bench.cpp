// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pairs by distance to 1 km in 128 steps on 30 x 20 km, beside the plain loop over near cells; K with its edge
// corrections; a year's stacked incidents. Half of the points lie in forty towns, half anywhere.
//   WARDSCOPE_POINTS=pts_free_1e5.f64 takes the points of a file (x and y by turns, doubles) in place of 100,000 made
//   here, as bench/make_inputs.py writes them.

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "analysis/ripley.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

const geo::Extent kGround{430000.0, 330000.0, 460000.0, 350000.0};
const analysis::DistanceSteps kSteps{1000.0, 128};

struct Points {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> incidents;
  [[nodiscard]] analysis::PlacedCounts counts() const { return {x, y, incidents}; }
};

geo::Point made_point(std::uint64_t i) {
  core::CounterRng rng(1, i);
  if (i % 2 == 0) return {rng.uniform(kGround.min_x, kGround.max_x), rng.uniform(kGround.min_y, kGround.max_y)};
  core::CounterRng town(2, i % 80);
  const geo::Point centre{town.uniform(kGround.min_x, kGround.max_x), town.uniform(kGround.min_y, kGround.max_y)};
  const double spread = town.uniform(200.0, 1200.0);
  return {std::min(kGround.max_x, std::max(kGround.min_x, centre.x + spread * core::sample_normal(rng))),
          std::min(kGround.max_y, std::max(kGround.min_y, centre.y + spread * core::sample_normal(rng)))};
}

Points made_points(std::size_t count) {
  Points points;
  for (std::uint64_t i = 0; i < count; ++i) {
    const geo::Point p = made_point(i);
    points.x.push_back(p.x);
    points.y.push_back(p.y);
  }
  return points;
}

Points points_of(std::size_t count) {
  const char* const file = std::getenv("WARDSCOPE_POINTS");  // NOLINT(concurrency-mt-unsafe): before any thread
  if (file == nullptr) return made_points(count);
  std::ifstream stream(file, std::ios::binary);
  Points points;
  double pair[2];
  while (stream.read(reinterpret_cast<char*>(pair), sizeof pair)) {  // NOLINT: bytes of a file
    points.x.push_back(pair[0]);
    points.y.push_back(pair[1]);
  }
  return points;
}

/// `count` incidents on 20,000 places.
Points stacked_points(std::size_t count) {
  constexpr std::size_t kPlaces = 20000;
  Points points = made_points(kPlaces);
  points.incidents.assign(kPlaces, 1);
  for (std::uint64_t i = kPlaces; i < count; ++i) {
    const double u = core::CounterRng(3, i).uniform();
    ++points.incidents[static_cast<std::size_t>(u * u * kPlaces)];
  }
  return points;
}

void pairs(benchmark::State& state) {
  jobs::set_thread_count(static_cast<unsigned>(state.range(1)));
  const Points points = points_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const analysis::PairGrid grid(points.counts(), kSteps.most);
    benchmark::DoNotOptimize(analysis::pair_counts(grid, kSteps, jobs::Progress()));
  }
}

void pairs_of_stacks(benchmark::State& state) {
  jobs::set_thread_count(static_cast<unsigned>(state.range(1)));
  const Points points = stacked_points(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const analysis::PairGrid grid(points.counts(), kSteps.most);
    benchmark::DoNotOptimize(analysis::pair_counts(grid, kSteps, jobs::Progress()));
  }
}

/// Each pair of near cells in double precision, one histogram, one thread.
void pairs_plain(benchmark::State& state) {
  const Points points = points_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const analysis::PairGrid grid(points.counts(), kSteps.most);
    std::vector<std::uint64_t> counts(kSteps.count + 2, 0);
    for (const analysis::PairGrid::Piece& piece : grid.pieces(1)) {
      const auto meet = [&](analysis::PairGrid::Run run) {
        for (std::size_t j = run.begin; j < run.end; ++j) {
          const double d = std::hypot(grid.x()[j] - grid.x()[piece.run.begin], grid.y()[j] - grid.y()[piece.run.begin]);
          const double step = std::ceil(d / kSteps.most * static_cast<double>(kSteps.count));
          ++counts[std::min(kSteps.count + 1, static_cast<std::size_t>(step))];
        }
      };
      meet(piece.rest_of_cell);
      grid.for_runs_after(piece.cell, meet);
    }
    benchmark::DoNotOptimize(counts);
  }
}

void k_of(benchmark::State& state, analysis::RipleyCorrection correction) {
  jobs::set_thread_count(static_cast<unsigned>(state.range(1)));
  const Points points = points_of(static_cast<std::size_t>(state.range(0)));
  const analysis::PatternWindow window({geo::to_polygon(kGround)});
  const analysis::PlacedCounts counts = points.counts();
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::ripley_k({counts, window, kSteps, correction}, jobs::Progress()));
  }
}
void k_none(benchmark::State& state) { k_of(state, analysis::RipleyCorrection::none); }
void k_border(benchmark::State& state) { k_of(state, analysis::RipleyCorrection::border); }
void k_isotropic(benchmark::State& state) { k_of(state, analysis::RipleyCorrection::isotropic); }
void k_translation(benchmark::State& state) { k_of(state, analysis::RipleyCorrection::translation); }

BENCHMARK(pairs)->ArgsProduct({{10000, 100000}, {1, 2}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pairs)->Args({1000000, 2})->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK(pairs_plain)->Args({10000, 1})->Args({100000, 1})->Unit(benchmark::kMillisecond);
BENCHMARK(pairs_of_stacks)
    ->ArgsProduct({{100000, 1000000, 10000000}, {2}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(k_none)->Args({100000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(k_border)->Args({100000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(k_isotropic)->Args({100000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(k_translation)->Args({100000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
