// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "render/demo_scene.hpp"
#include "render/renderer.hpp"
#include "support/headless.hpp"

namespace wardscope::render {
namespace {

using namespace cartography;
using test::kSouth;
using test::kWest;
using test::pixel;

constexpr std::uint32_t kWhite = 0xFFFFFF;

/// Page pixel (x, y) of plain_scene(), y down, as ground.
geo::Point ground(double x, double y) { return {kWest + x, kSouth + 100.0 - y}; }

TEST(PolygonLayer, FillsItsInsideAndLeavesHolesOpen) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  geo::MultiPolygon frame = test::rectangle(kWest + 20, kSouth + 20, kWest + 80, kSouth + 80);
  frame[0].holes.push_back(test::rectangle(kWest + 40, kSouth + 40, kWest + 60, kSouth + 60)[0].exterior);
  scene.layers.push_back(test::layer(test::filled({frame}, rgb(0xCC0000))));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 30, 50), 0xCC0000U);
  EXPECT_EQ(pixel(image, 50, 50), kWhite);
  EXPECT_EQ(pixel(image, 19, 50), kWhite);
  EXPECT_EQ(pixel(image, 20, 20), 0xCC0000U);
  EXPECT_EQ(test::painted_pixels(image), 60U * 60U - 20U * 20U);
}

TEST(PolygonLayer, EachPolygonHasTheFillThatItsIndexNames) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PolygonLayer layer = test::filled({test::rectangle(kWest, kSouth, kWest + 50, kSouth + 100),
                                     test::rectangle(kWest + 50, kSouth, kWest + 100, kSouth + 100),
                                     test::rectangle(kWest + 100, kSouth, kWest + 150, kSouth + 100)},
                                    rgb(0x111111));
  layer.fills = {rgb(0xFF0000), rgb(0x0000FF)};
  layer.fill_of = {1, 0xFF, 0};
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 25, 50), 0x0000FFU);
  EXPECT_EQ(pixel(image, 75, 50), kWhite);
  EXPECT_EQ(pixel(image, 125, 50), 0xFF0000U);
}

TEST(PolygonLayer, ANewColouringNeedsNoNewGeometry) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PolygonLayer layer = test::filled({test::rectangle(kWest, kSouth, kWest + 200, kSouth + 100)}, rgb(0xFF0000));
  scene.layers.push_back(test::layer(layer));
  static_cast<void>(test::drawn(renderer, scene));
  const std::size_t first_upload = renderer.statistics().bytes_uploaded;

  layer.fills = {rgb(0x00FF00)};
  scene.layers[0].content = layer;
  const Image image = test::drawn(renderer, scene);

  EXPECT_GT(first_upload, 0U);
  EXPECT_EQ(renderer.statistics().bytes_uploaded, 0U);
  EXPECT_EQ(pixel(image, 100, 50), 0x00FF00U);
}

TEST(PolygonLayer, AHatchPaintsItsShareOfTheGround) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PolygonLayer layer = test::filled({test::rectangle(kWest, kSouth, kWest + 200, kSouth + 100)}, rgb(0x000000));
  layer.hatches = {Hatch::diagonal};
  scene.layers.push_back(test::layer(layer));

  const auto darkness = [&] {
    const Image image = test::drawn(renderer, scene);
    double sum = 0.0;
    for (int y = 0; y < image.height; ++y) {
      for (int x = 0; x < image.width; ++x) sum += 1.0 - image.at(x, y)[0] / 255.0;
    }
    return sum / (200.0 * 100.0);
  };
  const double diagonal = darkness();
  layer.hatches = {Hatch::cross};
  scene.layers[0].content = layer;
  const double cross = darkness();

  constexpr double kWash = 0.18;  // between the lines
  const double line = static_cast<double>(kHatchWidth / kHatchSpacing) * std::sqrt(2.0);
  const double lines = 2.0 * line - line * line;             // where lines meet they count once
  EXPECT_NEAR(diagonal, line + kWash * (1.0 - line), 0.03);  // 5 px hold no whole number of diagonals
  EXPECT_NEAR(cross, lines + kWash * (1.0 - lines), 0.03);
}

TEST(PolygonLayer, EdgesAreSmooth) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  scene.layers.push_back(
      test::layer(test::filled({test::rectangle(kWest + 20.5, kSouth + 20, kWest + 80, kSouth + 80)}, rgb(0x000000))));

  const Image image = test::drawn(renderer, scene);

  EXPECT_NEAR(image.at(20, 50)[0], 128, 2);  // half covered: two of four samples
}

TEST(SceneLayer, OpacityDoesNotDarkenWhereShapesOverlap) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  const auto layer = test::filled({test::rectangle(kWest + 10, kSouth, kWest + 110, kSouth + 100),
                                   test::rectangle(kWest + 60, kSouth, kWest + 160, kSouth + 100)},
                                  rgb(0x000000));
  scene.layers.push_back(test::layer(layer, 0.5F));

  const Image image = test::drawn(renderer, scene);

  EXPECT_NEAR(image.at(30, 50)[0], 128, 1);
  EXPECT_EQ(pixel(image, 80, 50), pixel(image, 30, 50));
}

TEST(SceneLayer, ATranslucentOutlineIsEvenAtItsCorners) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PolygonLayer layer = test::filled({test::rectangle(kWest + 50, kSouth + 20, kWest + 150, kSouth + 80)}, rgb(0));
  layer.fill_of = {0xFF};
  layer.stroke = rgb(0x000000, 0.5F);
  layer.stroke_width = 8.0F;
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_NEAR(image.at(50, 50)[0], 128, 1);
  EXPECT_EQ(pixel(image, 50, 20), pixel(image, 50, 50));  // two segments meet here
  EXPECT_EQ(pixel(image, 100, 50), kWhite);
}

TEST(LineLayer, HasItsWidthAndItsCasing) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  LineLayer layer;
  layer.lines = core::make_snapshot(std::vector<geo::LineString>{{ground(10, 50), ground(190, 50)}});
  layer.casing = rgb(0x000000);
  layer.casing_width = 10.0F;
  layer.colour = rgb(0xFF0000);
  layer.width = 4.0F;
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 100, 49), 0xFF0000U);
  EXPECT_EQ(pixel(image, 100, 51), 0xFF0000U);
  EXPECT_EQ(pixel(image, 100, 46), 0x000000U);
  EXPECT_EQ(pixel(image, 100, 53), 0x000000U);
  EXPECT_EQ(pixel(image, 100, 44), kWhite);
  EXPECT_EQ(pixel(image, 100, 56), kWhite);
}

TEST(PointLayer, EverySymbolHasTheAreaOfItsShape) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  constexpr double kSize = 60.0;
  // Areas for a diameter of 1, from the corners in cartography/symbol_shape.cpp.
  const double drop =
      0.34 * 0.34 * (std::numbers::pi - std::acos(0.34 / 0.72)) + 0.34 * std::sqrt(0.72 * 0.72 - 0.34 * 0.34);
  const std::vector<std::pair<Symbol, double>> areas{
      {Symbol::disc, std::numbers::pi / 4},    {Symbol::square, 0.88 * 0.88},
      {Symbol::diamond, 2 * 0.56 * 0.56},      {Symbol::triangle, 0.52 * 0.92},
      {Symbol::cross, 2 * 0.32 - 0.32 * 0.32}, {Symbol::camera, drop},
      {Symbol::hub, 0.76 * 0.5 + 0.54 * 0.48}};
  for (const auto& [symbol, area] : areas) {
    Scene scene = test::plain_scene();
    PointLayer layer;
    layer.points = core::make_snapshot(PointColumns{{kWest + 100}, {kSouth + 50}, {}, {}});
    layer.styles.push_back({symbol, rgb(0x000000), rgb(0xFFFFFF), static_cast<float>(kSize), 0.0F});
    scene.layers.push_back(test::layer(layer));

    const Image image = test::drawn(renderer, scene);

    double painted = 0.0;
    for (std::size_t i = 0; i < image.rgba.size(); i += 4) painted += 1.0 - image.rgba[i] / 255.0;
    EXPECT_NEAR(painted / (kSize * kSize), area, 0.012) << "symbol " << static_cast<int>(symbol);
  }
}

TEST(PointLayer, ARotatedCameraPointsClockwiseFromNorth) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PointLayer layer;
  layer.points =
      core::make_snapshot(PointColumns{{kWest + 50, kWest + 150}, {kSouth + 50, kSouth + 50}, {}, {0.0F, 90.0F}});
  layer.styles.push_back({Symbol::camera, rgb(0x000000), rgb(0xFFFFFF), 40.0F, 0.0F});
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 50, 32), 0x000000U);  // the tip, 0.56 * 40 px north of it
  EXPECT_EQ(pixel(image, 68, 50), kWhite);
  EXPECT_EQ(pixel(image, 168, 50), 0x000000U);  // and east
  EXPECT_EQ(pixel(image, 150, 32), kWhite);
}

TEST(PointLayer, ARingIsStrokedAndOpen) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PointLayer layer;
  layer.points = core::make_snapshot(PointColumns{{kWest + 100}, {kSouth + 50}, {}, {}});
  layer.styles.push_back({Symbol::ring, rgb(0xFF0000), rgb(0x0000FF), 40.0F, 4.0F});
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 100, 50), kWhite);
  EXPECT_EQ(pixel(image, 119, 50), 0xFF0000U) << "in the colour of its fill";
  EXPECT_EQ(pixel(image, 112, 50), kWhite);
}

TEST(PointLayer, TheEdgeOfASymbolLiesAroundItsFill) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  PointLayer layer;
  layer.points = core::make_snapshot(PointColumns{{kWest + 100}, {kSouth + 50}, {}, {}});
  layer.styles.push_back({Symbol::disc, rgb(0xFF0000), rgb(0x0000FF), 40.0F, 4.0F});
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 118, 50), 0xFF0000U);
  EXPECT_EQ(pixel(image, 121, 50), 0x0000FFU);
  EXPECT_EQ(pixel(image, 125, 50), kWhite);
}

TEST(RasterLayer, PaintsCellsByTheRampAndNothingWithoutAValue) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  const float nothing = raster::no_data<float>();
  RasterLayer layer;
  layer.raster = core::make_snapshot(
      raster::Raster<float>({kWest, kSouth, 50.0, 4, 2}, {0.0F, 1.0F, 0.5F, 2.0F, nothing, 0.25F, nothing, 0.75F}));
  for (int i = 0; i < 256; ++i) layer.ramp.push_back({static_cast<float>(i) / 255.0F, 0.0F, 0.0F, 1.0F});
  layer.smooth = false;
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_EQ(pixel(image, 25, 75), kWhite) << "a value of low is not drawn";
  EXPECT_EQ(pixel(image, 75, 75), 0xFF0000U);
  EXPECT_EQ(pixel(image, 125, 75), 0x800000U);
  EXPECT_EQ(pixel(image, 175, 75), 0xFF0000U) << "above high: the last colour";
  EXPECT_EQ(pixel(image, 25, 25), kWhite) << "no value";
  EXPECT_EQ(pixel(image, 75, 25), 0x400000U);
}

TEST(RasterLayer, SmoothMeansInterpolatedBetweenCellCentres) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  Scene scene = test::plain_scene();
  RasterLayer layer;
  layer.raster = core::make_snapshot(raster::Raster<float>({kWest, kSouth, 100.0, 2, 1}, {1.0F, 2.0F}));
  for (int i = 0; i < 256; ++i) layer.ramp.push_back({static_cast<float>(i) / 255.0F, 0.0F, 0.0F, 1.0F});
  layer.low = 0.0F;
  layer.high = 2.0F;
  scene.layers.push_back(test::layer(layer));

  const Image image = test::drawn(renderer, scene);

  EXPECT_NEAR(image.at(50, 50)[0], 128, 1);
  EXPECT_NEAR(image.at(100, 50)[0], 191, 2);  // halfway between the centres
  EXPECT_NEAR(image.at(150, 50)[0], 255, 1);
}

}  // namespace
}  // namespace wardscope::render
