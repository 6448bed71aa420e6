// SPDX-License-Identifier: GPL-3.0-or-later
// Frame times at 1280 x 800 pixels, the map panned by a little each frame, everything drawn (glFinish) before the clock
// stops. On software OpenGL run it as it is; the label says what drew.
//
// Read ratios: aggregate/1000000 over naive/1000000 is what merging points in screen cells gains.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "core/random.hpp"
#include "gpu/context.hpp"
#include "gpu/draw_state.hpp"
#include "render/renderer.hpp"

namespace wardscope::render {
namespace {

using namespace cartography;

constexpr double kWest = 430'000.0;
constexpr double kSouth = 330'000.0;

gpu::GlContext& context() {
  static auto made = gpu::GlContext::headless();
  if (!made) std::abort();
  return *made;
}

/// Incidents in nine clouds over 30 x 20 km.
core::Snapshot<PointColumns> clouds(std::size_t begin, std::size_t end) {
  PointColumns points;
  for (std::size_t i = begin; i < end; ++i) {
    core::CounterRng rng(11, i);
    const auto cloud = static_cast<double>(rng.below(9));
    const double spread = 300.0 + 400.0 * cloud;
    points.x.push_back(kWest + 2'000.0 + 3'200.0 * cloud + spread * core::sample_normal(rng));
    points.y.push_back(kSouth + 3'000.0 + std::fmod(cloud * 5'300.0, 16'000.0) + spread * core::sample_normal(rng));
  }
  return core::make_snapshot(std::move(points));
}

Scene page() {
  Scene scene;
  scene.view = {kWest, kSouth, kWest + 32'000.0, kSouth + 20'000.0};
  scene.width = 1280.0F;
  scene.height = 800.0F;
  return scene;
}

SceneLayer points_layer(const core::Snapshot<PointColumns>& points, bool aggregate) {
  PointLayer layer;
  layer.points = points;
  layer.styles.push_back({Symbol::disc, rgb(0x0072B2, 0.8F), rgb(0xFFFFFF), 6.0F, 0.5F});
  layer.aggregate = aggregate;
  return {"incidents", 1.0F, std::move(layer)};
}

enum class Drawing { aggregate, thinned, naive };

Scene points_scene(std::size_t count, Drawing drawing) {
  Scene scene = page();
  if (drawing != Drawing::naive) {
    scene.layers.push_back(points_layer(clouds(0, count), drawing == Drawing::aggregate));
    return scene;
  }
  constexpr std::size_t kEach = 20'000;  // layers of this size are drawn point by point
  for (std::size_t begin = 0; begin < count; begin += kEach) {
    scene.layers.push_back(points_layer(clouds(begin, std::min(count, begin + kEach)), false));
  }
  return scene;
}

/// 33 areas of 1,900 vertices and 40,000 buildings, as a borough has.
Scene borough_scene() {
  Scene scene = page();
  scene.view = {kWest, kSouth, kWest + 12'000.0, kSouth + 7'500.0};
  PolygonLayer areas;
  std::vector<geo::MultiPolygon> shapes;
  constexpr int kCorners = 1'900;
  for (std::size_t k = 0; k < 33; ++k) {
    const geo::Point centre{kWest + 1'000.0 * static_cast<double>(k % 11) + 800.0,
                            kSouth + 2'400.0 * static_cast<double>(k / 11) + 1'200.0};
    geo::Ring ring;
    for (int i = 0; i < kCorners; ++i) {
      core::CounterRng rng(k, static_cast<std::uint64_t>(i));
      const double angle = 2.0 * std::numbers::pi * i / kCorners;
      const double r = 800.0 + 120.0 * std::sin(5.0 * angle) + rng.uniform(-1.0, 1.0);
      ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    shapes.push_back({{ring, {}}});
    areas.fill_of.push_back(static_cast<std::uint8_t>(k % 5));
  }
  areas.shapes = core::make_snapshot(std::move(shapes));
  for (const std::uint32_t colour : {0xFFFFB2U, 0xFED976U, 0xFEB24CU, 0xFD8D3CU, 0xE31A1CU})
    areas.fills.push_back(rgb(colour));
  areas.stroke = rgb(0x5A4632);
  areas.stroke_width = 1.0F;
  scene.layers.push_back({"wards", 1.0F, areas});

  PolygonLayer buildings;
  std::vector<geo::MultiPolygon> houses;
  for (std::uint64_t i = 0; i < 40'000; ++i) {
    core::CounterRng rng(77, i);
    const geo::Point p{kWest + rng.uniform(0.0, 12'000.0), kSouth + rng.uniform(0.0, 7'500.0)};
    houses.push_back({geo::to_polygon({p.x, p.y, p.x + rng.uniform(6.0, 25.0), p.y + rng.uniform(6.0, 25.0)})});
  }
  buildings.fill_of.assign(houses.size(), 0);
  buildings.shapes = core::make_snapshot(std::move(houses));
  buildings.fills = {rgb(0xC9C2B8)};
  buildings.stroke = rgb(0xA79F94);
  buildings.stroke_width = 0.5F;
  scene.layers.push_back({"buildings", 1.0F, buildings});
  return scene;
}

void pan(Scene& scene, double share) {
  const double step = share * scene.view.width();
  scene.view.min_x += step;
  scene.view.max_x += step;
}

void draw_frames(benchmark::State& state, Scene scene) {
  static_cast<void>(context());
  Renderer renderer;
  static_cast<void>(renderer.draw(scene, 1.0F));
  gpu::finish();
  double direction = 0.002;
  for (auto _ : state) {
    pan(scene, direction);
    direction = -direction;
    if (!renderer.draw(scene, 1.0F)) state.SkipWithError("not drawn");
    gpu::finish();
  }
  state.counters["drawn"] = static_cast<double>(renderer.statistics().points_drawn);
  state.counters["triangles"] = static_cast<double>(renderer.statistics().triangles);
  state.SetLabel(context().info().renderer);
}

void draw_first_frames(benchmark::State& state, const Scene& scene) {
  static_cast<void>(context());
  for (auto _ : state) {
    Renderer renderer;
    if (!renderer.draw(scene, 1.0F)) state.SkipWithError("not drawn");
    gpu::finish();
  }
}

void frame_of_points(benchmark::State& state, Drawing drawing) {
  draw_frames(state, points_scene(static_cast<std::size_t>(state.range(0)), drawing));
}
void first_frame_of_points(benchmark::State& state, Drawing drawing) {
  draw_first_frames(state, points_scene(static_cast<std::size_t>(state.range(0)), drawing));
}
void frame_of_borough(benchmark::State& state) { draw_frames(state, borough_scene()); }
void first_frame_of_borough(benchmark::State& state) { draw_first_frames(state, borough_scene()); }
void frame_of_street(benchmark::State& state) {
  Scene scene = borough_scene();
  scene.view = {kWest + 5'000.0, kSouth + 3'000.0, kWest + 5'640.0, kSouth + 3'400.0};
  draw_frames(state, scene);
}
void empty_frame(benchmark::State& state) { draw_frames(state, page()); }

constexpr auto kUnit = benchmark::kMillisecond;
BENCHMARK(empty_frame)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(frame_of_points, aggregate, Drawing::aggregate)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(kUnit)
    ->UseRealTime();
BENCHMARK_CAPTURE(frame_of_points, thinned, Drawing::thinned)->Arg(100'000)->Arg(1'000'000)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(frame_of_points, naive, Drawing::naive)->Arg(100'000)->Arg(1'000'000)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(first_frame_of_points, aggregate, Drawing::aggregate)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Unit(kUnit)
    ->UseRealTime();
BENCHMARK(frame_of_borough)->Unit(kUnit)->UseRealTime();
BENCHMARK(frame_of_street)->Unit(kUnit)->UseRealTime();
BENCHMARK(first_frame_of_borough)->Unit(kUnit)->UseRealTime();

}  // namespace
}  // namespace wardscope::render
