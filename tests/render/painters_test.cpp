// SPDX-License-Identifier: GPL-3.0-or-later
// One Scene, two painters: what OpenGL draws on the screen is what Cairo puts on paper.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "render/demo_scene.hpp"
#include "render/png.hpp"
#include "render/renderer.hpp"
#include "report/cairo_painter.hpp"
#include "support/headless.hpp"
#include "support/image_compare.hpp"

namespace wardscope::render {
namespace {

constexpr int kTolerance = 48;  // of 255, for smooth edges that the painters compute differently
constexpr float kPixelsPerPoint = 2.0F;

test::ImageDifference difference_to_paper(Renderer& renderer, const cartography::Scene& screen,
                                          const cartography::Scene& page) {
  const Image drawn = test::drawn(renderer, screen, kPixelsPerPoint);
  const auto paper = report::paint_pixels(page, static_cast<double>(kPixelsPerPoint));
  if (!paper || paper->width != drawn.width || paper->height != drawn.height) {
    ADD_FAILURE() << "the painters disagree on the size of the picture";
    return {};
  }
  if (const char* folder = std::getenv("WARDSCOPE_KEEP_PICTURES")) {
    EXPECT_TRUE(write_png(std::string(folder) + "/paper.png", {paper->width, paper->height, paper->rgba}));
    EXPECT_TRUE(write_png(std::string(folder) + "/screen.png", drawn));
  }
  return test::compare_images({drawn.width, drawn.height, drawn.rgba, paper->rgba}, kTolerance);
}

TEST(Painters, DrawTheSamePicture) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  const auto scene = test::demo_scene();

  const auto difference = difference_to_paper(renderer, scene, scene);

  EXPECT_LT(difference.bad_pixels, 150U) << "one of them at " << difference.worst_x << ", " << difference.worst_y;
  EXPECT_LT(difference.mean, 1.5);
}

TEST(Painters, AMissingMarkerWouldBeNoticed) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  const auto scene = test::demo_scene();
  auto without = scene;
  for (auto& layer : without.layers) {
    auto* points = std::get_if<cartography::PointLayer>(&layer.content);
    if (points == nullptr) continue;
    cartography::PointColumns fewer = *points->points;
    fewer.x.pop_back();
    fewer.y.pop_back();
    fewer.style_of.pop_back();
    fewer.rotation.pop_back();
    points->points = core::make_snapshot(std::move(fewer));
  }

  const auto difference = difference_to_paper(renderer, without, scene);

  EXPECT_GT(difference.bad_pixels, 200U);
}

}  // namespace
}  // namespace wardscope::render
