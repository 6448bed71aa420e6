// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "render/demo_scene.hpp"
#include "render/renderer.hpp"
#include "support/headless.hpp"

namespace wardscope::render {
namespace {

geo::LineString rough_line(std::size_t vertices) {
  geo::LineString line;
  for (std::size_t i = 0; i < vertices; ++i) {
    core::CounterRng rng(2, i);
    line.push_back({430'000.0 + 3.0 * static_cast<double>(i),
                    390'000.0 + 40.0 * std::sin(static_cast<double>(i) / 30.0) + rng.uniform(-2.0, 2.0)});
  }
  return line;
}

cartography::Scene line_scene(std::vector<geo::LineString> lines, double metres) {
  cartography::Scene scene = test::plain_scene();
  scene.view = {430'000.0, 390'000.0 - metres / 4, 430'000.0 + metres, 390'000.0 + metres / 4};
  cartography::LineLayer layer;
  layer.lines = core::make_snapshot(std::move(lines));
  layer.width = 1.5F;
  scene.layers.push_back(test::layer(layer));
  return scene;
}

/// How many pixels of ink the picture holds.
double ink(const Image& image) {
  double sum = 0.0;
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) sum += 1.0 - image.rgba[i] / 255.0;
  return sum;
}

TEST(DetailedLines, FarAwayFewerSegmentsAreDrawnAndTheLineKeepsItsWidth) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;

  const Image image = test::drawn(renderer, line_scene({rough_line(5001)}, 15'000.0));

  EXPECT_LT(renderer.statistics().line_segments, 1000U);
  EXPECT_GT(renderer.statistics().line_segments, 40U);
  // 200 pixels along and 1.5 across; its waves of half a pixel make it somewhat longer and wider.
  EXPECT_NEAR(ink(image), 200.0 * 1.5, 45.0);
}

TEST(DetailedLines, NearByOnlyWhatIsInViewIsDrawn) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  static_cast<void>(test::drawn(renderer, line_scene({rough_line(20'000)}, 200.0)));

  EXPECT_GT(test::painted_pixels(test::drawn(renderer, line_scene({rough_line(20'000)}, 200.0))), 100U);
  EXPECT_LT(renderer.statistics().line_segments, 1100U);  // two runs of 512 at most
}

}  // namespace
}  // namespace wardscope::render
