// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/renderer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>

#include "core/embedded_file.hpp"
#include "gpu/shader_library.hpp"
#include "render/demo_scene.hpp"
#include "render/map_image.hpp"
#include "render/png.hpp"
#include "support/headless.hpp"
#include "support/image_compare.hpp"

namespace wardscope::embedded {
std::span<const core::EmbeddedFile> shader_files();
}

namespace wardscope::render {
namespace {

using namespace cartography;

TEST(Shaders, EveryOneCompiles) {
  WARDSCOPE_HEADLESS(context);
  gpu::ShaderLibrary library(embedded::shader_files());

  EXPECT_THAT(library.names(),
              testing::ElementsAre("box", "composite", "disc", "fill", "line", "point", "raster", "text"));
  for (const std::string& name : library.names()) {
    const auto program = library.program(name);
    EXPECT_TRUE(program) << name << ": " << (program ? "" : program.error().message);
  }
}

TEST(Renderer, DrawsADemoWithEveryKindOfLayer) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;

  const Image image = test::drawn(renderer, test::demo_scene(), 2.0F);

  EXPECT_EQ(image.width, 1600);
  EXPECT_EQ(image.height, 1200);
  EXPECT_GT(renderer.statistics().triangles, 1000U);
  EXPECT_EQ(renderer.statistics().points_shown, 24U);
  // To look at it: WARDSCOPE_KEEP_PICTURES=folder test_render
  if (const char* folder = std::getenv("WARDSCOPE_KEEP_PICTURES")) {
    EXPECT_TRUE(write_png(std::string(folder) + "/demo.png", image));
  }
}

TEST(Renderer, DrawsTheSamePictureAfterItsContextWasLost) {
  auto first = gpu::GlContext::headless();
  ASSERT_TRUE(first) << first.error().message;
  std::optional<gpu::GlContext> context(std::move(*first));
  Renderer renderer;
  const Scene scene = test::demo_scene();
  const Image before = test::drawn(renderer, scene);

  context.reset();
  auto second = gpu::GlContext::headless();
  ASSERT_TRUE(second);
  renderer.forget_context();
  const Image after = test::drawn(renderer, scene);

  EXPECT_EQ(before.rgba, after.rgba);
}

TEST(Renderer, TwoInOneContextDrawTheSame) {
  WARDSCOPE_HEADLESS(context);
  Renderer one;
  Renderer other;
  const Scene scene = test::demo_scene();

  const Image first = test::drawn(one, scene);
  const Image second = test::drawn(other, scene);
  const Image again = test::drawn(one, scene);

  EXPECT_EQ(first.rgba, second.rgba);
  EXPECT_EQ(first.rgba, again.rgba);
}

TEST(Renderer, UploadsASnapshotOnce) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::demo_scene();
  static_cast<void>(test::drawn(renderer, scene));
  const std::size_t first = renderer.statistics().bytes_uploaded;

  scene.view.min_x += 100.0;
  scene.view.max_x += 100.0;
  static_cast<void>(test::drawn(renderer, scene));

  EXPECT_GT(first, 10'000U);
  EXPECT_EQ(renderer.statistics().bytes_uploaded, 0U);
}

TEST(Renderer, PartsJoinToTheWholePicture) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  const Scene scene = test::demo_scene();
  const Image whole = test::drawn(renderer, scene);

  const auto part = renderer.draw_part(scene, 1.0F, {300, 200, {200, 150}});
  ASSERT_TRUE(part);
  const auto rgba = (*part)->read_rgba();

  std::vector<std::uint8_t> expected;
  for (int y = 200; y < 350; ++y) expected.insert(expected.end(), whole.at(300, y), whole.at(300, y) + 200 * 4);
  const auto difference = test::compare_images({200, 150, rgba, expected}, 3, 0);
  EXPECT_EQ(difference.bad_pixels, 0U) << "at " << difference.worst_x << ", " << difference.worst_y;
}

TEST(Renderer, PanningByWholePixelsShiftsThePictureExactlyAtNationalGridCoordinates) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  // A northing of 1.2 million metres: a float there has steps of an eighth of a metre.
  constexpr double kFarNorth = 1'200'000.0;
  constexpr double kMetresPerPixel = 0.02;
  Scene scene = test::plain_scene();
  LineLayer lines;
  lines.lines =
      core::make_snapshot(std::vector<geo::LineString>{{{450'000.0, kFarNorth}, {450'003.7, kFarNorth + 1.9}},
                                                       {{450'000.3, kFarNorth + 1.7}, {450'003.1, kFarNorth + 0.2}}});
  lines.colour = rgb(0x203040);
  lines.width = 3.0F;
  scene.layers.push_back(test::layer(lines));
  const auto view_at = [&](int pixels) {
    const double west = 450'000.0 + pixels * kMetresPerPixel;
    scene.view = {west, kFarNorth, west + 200 * kMetresPerPixel, kFarNorth + 100 * kMetresPerPixel};
  };
  view_at(0);
  const Image still = test::drawn(renderer, scene);

  int largest = 0;
  for (int shift = 1; shift < 20; ++shift) {
    view_at(shift);
    const Image moved = test::drawn(renderer, scene);
    for (int y = 0; y < 100; ++y) {
      for (int x = 0; x + shift < 200; ++x) {
        largest = std::max(largest, std::abs(moved.at(x, y)[0] - still.at(x + shift, y)[0]));
      }
    }
  }

  EXPECT_LE(largest, 6) << "of 255: a shift of a fortieth of a pixel on an edge";
}

TEST(Renderer, PagesOfNoSizeBecomeOnePixelAndAbsurdOnesAnError) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::demo_scene();
  scene.width = 0.0F;
  scene.height = 0.0F;
  const Image nothing = test::drawn(renderer, scene);
  scene.width = scene.height = 1e6F;
  const auto absurd = render_to_image(renderer, scene, 1.0F);
  const auto too_wide = renderer.draw(scene, 1.0F);
  const auto no_scale = render_to_image(renderer, test::demo_scene(), 0.0F);

  EXPECT_EQ(nothing.width, 1);
  ASSERT_FALSE(absurd);
  EXPECT_THAT(absurd.error().message, testing::HasSubstr("400 million pixels"));
  ASSERT_FALSE(too_wide);
  EXPECT_EQ(too_wide.error().code, core::ErrorCode::graphics);
  EXPECT_FALSE(no_scale);
  EXPECT_GT(test::painted_pixels(test::drawn(renderer, test::demo_scene())), 1000U) << "and it still draws";
}

TEST(Renderer, EmptyContentOfEveryKindDrawsNothing) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  for (const LayerContent& content :
       {LayerContent(PolygonLayer{}), LayerContent(LineLayer{}), LayerContent(PointLayer{}),
        LayerContent(RasterLayer{}), LayerContent(LabelLayer{})}) {
    scene.layers.push_back(test::layer(content));
    scene.layers.push_back(test::layer(content, 0.5F));
  }
  scene.furniture.emplace_back(PathItem{});
  scene.furniture.emplace_back(TextItem{});
  scene.view = {};

  EXPECT_EQ(test::painted_pixels(test::drawn(renderer, scene)), 0U);
}

}  // namespace
}  // namespace wardscope::render
