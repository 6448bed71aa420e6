// SPDX-License-Identifier: GPL-3.0-or-later
//
// A hand drags the bandwidth of a density over a million incidents (WARDSCOPE_BENCH_INPUTS), 1280 x 800 pixels. Timed
// is the way from its movement to the picture: the surface on its worker, the scene, the map drawn to its last pixel.
// Of the same way "longest_frame" is what the window itself was held up at most, in milliseconds: the surface's worker
// does not hold it up. On software OpenGL run it as it is.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <utility>

#include "app/live_preview.hpp"
#include "app/map_canvas.hpp"
#include "bench/bench_inputs.hpp"
#include "gpu/context.hpp"
#include "project/default_project.hpp"

namespace {

using namespace wardscope;

constexpr std::chrono::milliseconds kPatience{1000};
constexpr app::MapCanvas::Page kPage{1280, 800, 1.0F};

borough::Dataset town(const std::string& file) {
  borough::Dataset dataset;
  bench::Columns points = bench::points_of(file);
  if (points.x.empty()) return dataset;
  borough::AreaSet wards{"Wards", borough::AreaKind::ward, "", true, {}};
  for (geo::MultiPolygon& shape : bench::wards_of("wards.bin")) {
    const std::string code = "W" + std::to_string(wards.areas.size() + 1);
    wards.areas.push_back({code, code, std::move(shape), 5000.0, {}, ""});
  }
  dataset.area_sets.push_back(core::make_snapshot(std::move(wards)));
  borough::IncidentTable table;
  table.categories.push_back({"Burglary", borough::Sensitivity::open});
  table.category.assign(points.x.size(), 0);
  table.time.assign(points.x.size(), core::local_minute({2025, 3, 1}));
  table.precision.assign(points.x.size(), core::TimePrecision::month);
  table.x = std::move(points.x);
  table.y = std::move(points.y);
  dataset.incidents = core::make_snapshot(std::move(table));
  return dataset;
}

class Hand {
 public:
  explicit Hand(const borough::Dataset& dataset) : canvas_({}), project_(project::make_default_project(dataset, {})) {
    data_.dataset = dataset;
  }
  /// @returns false where nothing came of it
  bool move_to(double bandwidth) {
    catalog::DensityQuestion question;
    question.density.bandwidth = core::Metres(bandwidth);
    const cartography::MapResult* const before = preview_.surface();
    const std::string shown_before = before == nullptr ? std::string() : before->title;
    preview_.show(question, data_.dataset);
    while (!preview_.idle() && preview_.words() == shown_before) {
      preview_.jobs().wait_finished(kPatience);
      preview_.drain();
    }
    return preview_.words() != shown_before && draw(app::MapCanvas::Motion::moving);
  }
  /// Until the fine surface is there.
  bool rest() {
    while (!preview_.idle()) {
      preview_.jobs().wait_finished(kPatience);
      preview_.drain();
    }
    return draw(app::MapCanvas::Motion::rest);
  }
  [[nodiscard]] double longest_frame() const { return longest_frame_; }
  void forget_longest() { longest_frame_ = 0.0; }

 private:
  bool draw(app::MapCanvas::Motion motion) {
    cartography::MapData drawn = data_;
    drawn.results.push_back(*preview_.surface());
    const auto status = canvas_.draw(preview_.drawn(project_), drawn, {kPage, motion, true});
    longest_frame_ = std::max(longest_frame_, canvas_.info().milliseconds);
    return status.has_value();
  }

  app::MapCanvas canvas_;
  project::Project project_;
  cartography::MapData data_;
  app::LivePreview preview_;
  double longest_frame_ = 0.0;
};

void drag(benchmark::State& state, const std::string& file, bool rests) {
  static auto context = gpu::GlContext::headless();
  if (!context) std::abort();
  const borough::Dataset dataset = town(file);
  if (!dataset.incidents) return state.SkipWithError("set WARDSCOPE_BENCH_INPUTS to the folder of make_inputs.py");
  Hand hand(dataset);
  auto bandwidth = static_cast<double>(state.range(0));
  if (!hand.move_to(bandwidth) || !hand.rest()) return state.SkipWithError("no preview");
  hand.forget_longest();
  for (auto _ : state) {
    bandwidth += 1.0;
    if (!hand.move_to(bandwidth) || (rests && !hand.rest())) state.SkipWithError("no preview");
  }
  state.counters["longest_frame"] = hand.longest_frame();
  state.SetLabel(context->info().renderer);
}

constexpr const char* kStacked = "pts_snap_1e6.f64";
constexpr const char* kUnstacked = "pts_free_1e6.f64";
constexpr auto kUnit = benchmark::kMillisecond;
BENCHMARK_CAPTURE(drag, first_picture_stacked, kStacked, false)->Arg(100)->Arg(300)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(drag, first_picture_unstacked, kUnstacked, false)->Arg(100)->Arg(300)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(drag, fine_picture_stacked, kStacked, true)->Arg(100)->Arg(300)->Unit(kUnit)->UseRealTime();
BENCHMARK_CAPTURE(drag, fine_picture_unstacked, kUnstacked, true)->Arg(100)->Arg(300)->Unit(kUnit)->UseRealTime();

}  // namespace
