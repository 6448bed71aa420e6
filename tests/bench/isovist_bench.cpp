// SPDX-License-Identifier: GPL-3.0-or-later
//
// 500 cameras among 40,000 buildings: the visibility polygon beside brute-force rays at 0.01 degrees, camera views with
// buildings of finite height, and what follows from them. Each program run prints cameras per second; compare ratios of
// one run. Buildings are turned boxes on a jittered lattice, 1,000 a km2, as in a terraced town.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <vector>

#include "analysis/camera_view.hpp"
#include "analysis/coverage.hpp"
#include "core/random.hpp"
#include "geo/isovist.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace {

using namespace wardscope;

constexpr int kColumns = 200;
constexpr int kRows = 200;
constexpr double kColumnWidth = 25.0;  // m
constexpr double kRowHeight = 40.0;    // m
constexpr std::size_t kCameras = 500;

borough::BuildingSet make_buildings() {
  borough::BuildingSet set;
  for (int i = 0; i < kColumns; ++i) {
    for (int j = 0; j < kRows; ++j) {
      core::CounterRng rng(1, static_cast<std::uint64_t>(i) * kRows + static_cast<std::uint64_t>(j));
      const geo::Point c{430'000 + (i + 0.5) * kColumnWidth + rng.uniform(-2, 2),
                         330'000 + (j + 0.5) * kRowHeight + rng.uniform(-6, 6)};
      const double angle = rng.uniform(-0.2, 0.2);
      const geo::Point u = geo::Point{std::cos(angle), std::sin(angle)} * rng.uniform(4, 9);
      const geo::Point v = geo::Point{-std::sin(angle), std::cos(angle)} * rng.uniform(4, 7);
      set.push_back({{{c - u - v, c + u - v, c + u + v, c - u + v, c - u - v}, {}}, core::Metres(rng.uniform(3, 14))});
    }
  }
  return set;
}

borough::CameraRegister make_cameras(double shortest, double longest) {
  borough::CameraRegister cameras;
  for (std::size_t i = 0; i < kCameras; ++i) {
    core::CounterRng rng(2, i);
    borough::Camera camera;
    camera.status = borough::CameraStatus::in_service;
    camera.position = {430'000 + rng.uniform(0, kColumns * kColumnWidth), 330'000 + rng.uniform(0, kRows * kRowHeight)};
    camera.views = {{core::Degrees(rng.uniform(0, 360)), core::Degrees(360)}};
    camera.range = core::Metres(rng.uniform(shortest, longest));
    camera.mounting_height = core::Metres(rng.uniform(5, 10));
    cameras.push_back(camera);
  }
  return cameras;
}

struct Town {
  borough::BuildingSet buildings = make_buildings();
  analysis::BuildingIndex index{buildings};
  borough::CameraRegister near = make_cameras(80, 200);
  borough::CameraRegister far = make_cameras(500, 500);
};

const Town& town() {
  static const Town kTown;
  return kTown;
}

const borough::CameraRegister& cameras_of(const benchmark::State& state) {
  return state.range(0) == 0 ? town().near : town().far;
}

std::vector<geo::Segment> walls_near(const borough::Camera& camera) {
  std::vector<geo::Segment> walls;
  for (const auto id : town().index.near(camera.position, *camera.range)) {
    analysis::for_each_wall(town().index.footprint(id), [&](geo::Point a, geo::Point b) { walls.push_back({a, b}); });
  }
  return walls;
}

void report(benchmark::State& state, std::int64_t cameras, std::int64_t walls) {
  state.SetItemsProcessed(cameras);
  state.counters["walls_per_camera"] = static_cast<double>(walls) / static_cast<double>(cameras);
}

void bm_building_index(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(analysis::BuildingIndex(town().buildings));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(town().buildings.size()));
}

/// All walls of every building in reach, queries included, one thread.
void bm_isovist(benchmark::State& state) {
  std::int64_t walls_seen = 0;
  for (auto _ : state) {
    for (const borough::Camera& camera : cameras_of(state)) {
      const auto walls = walls_near(camera);
      walls_seen += static_cast<std::int64_t>(walls.size());
      benchmark::DoNotOptimize(geo::isovist(camera.position, walls, {.range = *camera.range}));
    }
  }
  report(state, state.iterations() * static_cast<std::int64_t>(kCameras), walls_seen);
}

/// The same question to the same walls by 36,000 rays a camera, for the first 10 cameras.
void bm_rays(benchmark::State& state) {
  constexpr std::size_t kFew = 10;
  constexpr int kRays = 36'000;
  std::int64_t walls_seen = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < kFew; ++i) {
      const borough::Camera& camera = cameras_of(state)[i];
      const auto walls = walls_near(camera);
      walls_seen += static_cast<std::int64_t>(walls.size());
      geo::Ring ring;
      for (int ray = 0; ray < kRays; ++ray) {
        const double angle = 2.0 * std::numbers::pi * ray / kRays;
        const geo::Point u{std::cos(angle), std::sin(angle)};
        double nearest = camera.range->value();
        for (const geo::Segment& wall : walls) {
          const geo::Point along = wall.b - wall.a;
          const geo::Point to = wall.a - camera.position;
          const double across = geo::cross(u, along);
          const double t = geo::cross(to, along) / across;
          const double s = geo::cross(to, u) / across;
          if (t > 0.0 && t < nearest && s >= 0.0 && s <= 1.0) nearest = t;
        }
        ring.push_back(camera.position + u * nearest);
      }
      benchmark::DoNotOptimize(ring);
    }
  }
  report(state, state.iterations() * static_cast<std::int64_t>(kFew), walls_seen);
}

/// Camera views as the program makes them: low buildings throw shadows of finite length. Argument 1: threads.
void bm_camera_views(benchmark::State& state) {
  jobs::set_thread_count(static_cast<unsigned>(state.range(1)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::camera_views({cameras_of(state), town().index}, {}, jobs::Progress()));
  }
  jobs::set_thread_count(0);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCameras));
}

/// Union, leave-one-out ground and 100,000 incidents in view.
void bm_coverage(benchmark::State& state) {
  const auto views = analysis::camera_views({cameras_of(state), town().index}, {}, jobs::Progress());
  borough::IncidentTable incidents;
  const auto type = borough::category_index(incidents, "Robbery", borough::Sensitivity::open);
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    core::CounterRng rng(3, i);
    incidents.add({430'000 + rng.uniform(0, 5'000), 330'000 + rng.uniform(0, 8'000)}, type, 0,
                  core::TimePrecision::month);
  }
  std::vector<std::uint32_t> rows(incidents.size());
  std::iota(rows.begin(), rows.end(), 0U);
  double in_view_km2 = 0.0;
  for (auto _ : state) {
    const auto result = analysis::coverage({*views, incidents, rows}, {}, jobs::Progress());
    in_view_km2 = result->in_view_km2;
  }
  state.counters["in_view_km2"] = in_view_km2;
}

BENCHMARK(bm_building_index)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_isovist)->ArgName("far")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_rays)->ArgName("far")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(bm_camera_views)
    ->ArgNames({"far", "threads"})
    ->Args({0, 1})
    ->Args({0, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(bm_coverage)->ArgName("far")->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
