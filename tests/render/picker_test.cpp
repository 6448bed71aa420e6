// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/picker.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"
#include "render/demo_scene.hpp"

namespace wardscope::render {
namespace {

using namespace cartography;
using test::kSouth;
using test::kWest;

TEST(Picker, FindsTheTopmostLayerAndInItThePolygonPaintedLast) {
  Scene scene = test::plain_scene();
  scene.layers.push_back(
      test::layer(test::filled({test::rectangle(kWest, kSouth, kWest + 200, kSouth + 100)}, rgb(0))));
  scene.layers.push_back(test::layer(test::filled({test::rectangle(kWest + 50, kSouth, kWest + 100, kSouth + 100),
                                                   test::rectangle(kWest + 80, kSouth, kWest + 150, kSouth + 100)},
                                                  rgb(1))));
  Picker picker;

  const auto below = picker.pick(scene, {.x = 20, .y = 50});
  const auto above = picker.pick(scene, {.x = 60, .y = 50});
  const auto both = picker.pick(scene, {.x = 90, .y = 50});

  ASSERT_TRUE(below && above && both);
  EXPECT_EQ(below->layer, 0U);
  EXPECT_EQ(above->layer, 1U);
  EXPECT_EQ(above->feature, 0U);
  EXPECT_EQ(both->feature, 1U);
  EXPECT_NEAR(both->at.x, kWest + 90, 1e-6);
  EXPECT_NEAR(both->at.y, kSouth + 50, 1e-6);
}

TEST(Picker, PassesThroughWhatIsNotPainted) {
  Scene scene = test::plain_scene();
  auto layer = test::filled({test::rectangle(kWest + 50, kSouth + 20, kWest + 150, kSouth + 80)}, rgb(0));
  layer.fill_of = {0xFF};
  layer.stroke = rgb(0x000000);
  layer.stroke_width = 2.0F;
  scene.layers.push_back(test::layer(layer));
  scene.layers.push_back(
      test::layer(test::filled({test::rectangle(kWest, kSouth, kWest + 200, kSouth + 100)}, rgb(0)), 0.0F));
  Picker picker;

  EXPECT_FALSE(picker.pick(scene, {.x = 100, .y = 50}));
  EXPECT_TRUE(picker.pick(scene, {.x = 52, .y = 50})) << "near the outline";
}

TEST(Picker, TakesTheNearestLineWithinItsWidthAndTheTolerance) {
  Scene scene = test::plain_scene();
  LineLayer lines;
  lines.lines = core::make_snapshot(std::vector<geo::LineString>{{{kWest, kSouth + 40}, {kWest + 200, kSouth + 40}},
                                                                 {{kWest, kSouth + 50}, {kWest + 200, kSouth + 50}}});
  lines.width = 2.0F;
  scene.layers.push_back(test::layer(lines));
  Picker picker;

  EXPECT_EQ(picker.pick(scene, {.x = 100, .y = 53})->feature, 1U);
  EXPECT_EQ(picker.pick(scene, {.x = 100, .y = 57})->feature, 0U);
  EXPECT_FALSE(picker.pick(scene, {.x = 100, .y = 70}));
}

TEST(Picker, TakesTheNearestSymbolThatWasHit) {
  Scene scene = test::plain_scene();
  PointLayer layer;
  layer.points = core::make_snapshot(
      PointColumns{{kWest + 50, kWest + 60, kWest + 60}, {kSouth + 50, kSouth + 50, kSouth + 50}, {}, {}});
  layer.styles.push_back({Symbol::disc, rgb(0), rgb(0xFFFFFF), 16.0F, 0.0F});
  scene.layers.push_back(test::layer(layer));
  Picker picker;

  EXPECT_EQ(picker.pick(scene, {.x = 53, .y = 50})->feature, 0U);
  EXPECT_EQ(picker.pick(scene, {.x = 57, .y = 50})->feature, 2U) << "of two at one place the upper one";
  EXPECT_FALSE(picker.pick(scene, {.x = 80, .y = 50}));
}

TEST(Picker, AGroupSaysForHowManyPointsItStands) {
  Scene scene = test::plain_scene();
  PointColumns columns;
  for (int i = 0; i < 40; ++i) {
    columns.x.push_back(kWest + 100.1);
    columns.y.push_back(kSouth + 50.1);
  }
  columns.x.push_back(kWest + 20);
  columns.y.push_back(kSouth + 50);
  PointLayer layer;
  layer.points = core::make_snapshot(columns);
  layer.styles.push_back({Symbol::disc, rgb(0), rgb(0xFFFFFF), 8.0F, 0.0F});
  layer.aggregate = true;
  scene.layers.push_back(test::layer(layer));
  Picker picker;

  const auto group = picker.pick(scene, {.x = 108, .y = 50});  // 8 points away: within its grown disc
  const auto single = picker.pick(scene, {.x = 21, .y = 50});

  ASSERT_TRUE(group && single);
  EXPECT_EQ(group->count, 40U);
  EXPECT_EQ(group->feature, 0U);
  EXPECT_EQ(single->count, 1U);
  EXPECT_EQ(single->feature, 40U);
}

TEST(Picker, NamesTheCellOfARasterThatIsPainted) {
  Scene scene = test::plain_scene();
  RasterLayer layer;
  layer.raster = core::make_snapshot(
      raster::Raster<float>({kWest, kSouth, 50.0, 4, 2}, {0.5F, 1, 1, 1, raster::no_data<float>(), 1, 0.0F, 1}));
  layer.ramp.resize(256);
  scene.layers.push_back(test::layer(layer));
  Picker picker;

  EXPECT_EQ(picker.pick(scene, {.x = 75, .y = 75})->feature, 1U);
  EXPECT_EQ(picker.pick(scene, {.x = 175, .y = 25})->feature, 7U);
  EXPECT_FALSE(picker.pick(scene, {.x = 25, .y = 25})) << "no value";
  EXPECT_FALSE(picker.pick(scene, {.x = 125, .y = 25})) << "not above low";
}

TEST(Picker, AgreesWithABruteForceSearchOverManyPolygons) {
  Scene scene = test::plain_scene();
  std::vector<geo::MultiPolygon> shapes;
  for (std::uint64_t i = 0; i < 400; ++i) {
    core::CounterRng rng(9, i);
    shapes.push_back({geo::disc({kWest + rng.uniform(0, 200), kSouth + rng.uniform(0, 100)}, rng.uniform(2, 12), 24)});
  }
  const auto copy = shapes;
  scene.layers.push_back(test::layer(test::filled(std::move(shapes), rgb(0))));
  Picker picker;

  for (std::uint64_t query = 0; query < 300; ++query) {
    core::CounterRng rng(10, query);
    const double x = rng.uniform(0, 200);
    const double y = rng.uniform(0, 100);
    std::optional<std::size_t> expected;
    for (std::size_t i = 0; i < copy.size(); ++i) {
      if (geo::contains(copy[i], {kWest + static_cast<double>(static_cast<float>(x)),
                                  kSouth + 100 - static_cast<double>(static_cast<float>(y))})) {
        expected = i;
      }
    }
    const auto found = picker.pick(scene, {.x = static_cast<float>(x), .y = static_cast<float>(y)});
    EXPECT_EQ(found ? std::optional(found->feature) : std::nullopt, expected);
  }
}

}  // namespace
}  // namespace wardscope::render
