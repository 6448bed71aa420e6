// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/text_painter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "render/demo_scene.hpp"
#include "render/renderer.hpp"
#include "support/headless.hpp"

namespace wardscope::render {
namespace {

using namespace cartography;

/// Extent of the pixels that are not white.
struct Painted {
  int left = 1'000'000;
  int right = -1;
  int top = 1'000'000;
  int bottom = -1;
};
Painted painted(const Image& image) {
  Painted box;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (test::pixel(image, x, y) == 0xFFFFFF) continue;
      box = {std::min(box.left, x), std::max(box.right, x), std::min(box.top, y), std::max(box.bottom, y)};
    }
  }
  return box;
}

Scene with_text(Align align) {
  Scene scene = test::plain_scene();
  scene.furniture.emplace_back(TextItem{100, 60, "HENFIELD", 20.0F, true, align, rgb(0x000000)});
  return scene;
}

TEST(TextItem, StandsOnItsBaselineAndIsAligned) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;

  const Painted left = painted(test::drawn(renderer, with_text(Align::left)));
  const Painted centre = painted(test::drawn(renderer, with_text(Align::centre)));
  const Painted right = painted(test::drawn(renderer, with_text(Align::right)));

  EXPECT_NEAR(left.bottom, 60, 1);                    // capitals end at the baseline
  EXPECT_NEAR(left.bottom - left.top, 0.73 * 20, 2);  // and are about 0.73 em high
  EXPECT_NEAR(left.left, 100, 3);
  EXPECT_NEAR((centre.left + centre.right) / 2, 100, 3);
  EXPECT_NEAR(right.right, 100, 3);
}

TEST(Label, IsCentredOnItsPlaceAndItsHaloClearsTheGround) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  scene.background = rgb(0x0000FF);
  LabelLayer labels;
  labels.labels.push_back(
      {{test::kWest + 100, test::kSouth + 50}, "H", 30.0F, true, rgb(0x000000), rgb(0xFFFFFF, 1.0F)});
  scene.layers.push_back(test::layer(labels));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(test::pixel(image, 100, 50), 0x000000U) << "the bar of the H";
  EXPECT_EQ(test::pixel(image, 10, 10), 0x0000FFU);
  std::size_t white = 0;
  for (int x = 0; x < 200; ++x) white += image.at(x, 45)[0] > 180 ? 1 : 0;  // red: neither letter nor ground has any
  EXPECT_GE(white, 4U) << "on both sides of both stems";
}

TEST(Label, StandsTurnedAboutItsMiddle) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  const auto with_angle = [&](float angle) {
    Scene scene = test::plain_scene();
    LabelLayer labels;
    Label label{{test::kWest + 100, test::kSouth + 50}, "HHHHH", 20.0F, true, rgb(0x000000), {1, 1, 1, 0}};
    label.angle = angle;
    labels.labels.push_back(label);
    scene.layers.push_back(test::layer(labels));
    return painted(test::drawn(renderer, scene));
  };

  const Painted level = with_angle(0.0F);
  const Painted upright = with_angle(90.0F);
  const Painted slanted = with_angle(45.0F);

  const int long_side = level.right - level.left;
  const int short_side = level.bottom - level.top;
  EXPECT_NEAR(upright.bottom - upright.top, long_side, 2);
  EXPECT_NEAR(upright.right - upright.left, short_side, 2);
  EXPECT_NEAR((upright.left + upright.right) / 2, 100, 2);
  EXPECT_NEAR((upright.top + upright.bottom) / 2, 50, 2);
  EXPECT_NEAR(slanted.right - slanted.left, (long_side + short_side) * 0.707, 3);
  EXPECT_NEAR(slanted.bottom - slanted.top, (long_side + short_side) * 0.707, 3);
}

TEST(Text, ManyLinesThatDoNotFitTheAtlasAreAllDrawn) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  scene.width = scene.height = 1000.0F;
  // Each line is about 600 px wide: several times the first atlas.
  for (int i = 0; i < 120; ++i) {
    scene.furniture.emplace_back(
        TextItem{10, 20.0F + 8.0F * static_cast<float>(i),
                 "Line " + std::to_string(i) + " with a name that goes on and on and on and on and on and on", 15.0F,
                 false, Align::left, rgb(0x000000)});
  }

  const Image image = test::drawn(renderer, scene);

  for (int i = 0; i < 120; ++i) {
    std::size_t dark = 0;
    for (int x = 10; x < 500; ++x) dark += image.at(x, 16 + 8 * i)[0] < 128 ? 1 : 0;
    EXPECT_GT(dark, 10U) << "line " << i;
  }
}

TEST(WithHalo, GrowsEveryLetterByTheRadius) {
  const std::vector<std::uint8_t> dot{255};

  const auto texels = with_halo(dot, 1, 1.0F);

  ASSERT_EQ(texels.size(), 3U * 3U * 2U);
  EXPECT_EQ(texels[2 * 4], 255);      // the letter itself
  EXPECT_EQ(texels[2 * 4 + 1], 255);  // its halo
  EXPECT_EQ(texels[2 * 3 + 1], 127);  // one pixel away: half of the edge
  EXPECT_EQ(texels[2 * 3], 0);
  EXPECT_LT(texels[1], 64);  // the corner is 1.4 pixels away
}

}  // namespace
}  // namespace wardscope::render
