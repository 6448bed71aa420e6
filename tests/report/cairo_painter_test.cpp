// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cairo_painter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <utility>

#include "cartography/palette.hpp"
#include "cartography/sample_town.hpp"
#include "cartography/scene_builder.hpp"
#include "project/default_project.hpp"
#include "report/text_rasteriser.hpp"

namespace wardscope::report {
namespace {

using cartography::Colour;
using cartography::Scene;

constexpr Colour kRed{1, 0, 0, 1};
constexpr Colour kBlue{0, 0, 1, 1};

/// 100 x 80 points, one metre a point, white.
Scene page() {
  Scene scene;
  scene.view = {0, 0, 100, 80};
  scene.width = 100;
  scene.height = 80;
  return scene;
}

Colour pixel(const PixelImage& image, int x, int y) {
  const std::size_t at =
      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
  const auto channel = [&](std::size_t i) { return static_cast<float>(image.rgba[at + i]) / 255.0F; };
  return {channel(0), channel(1), channel(2), channel(3)};
}

PixelImage painted(const Scene& scene) {
  auto image = paint_pixels(scene, 1.0);
  EXPECT_TRUE(image);
  return *std::move(image);
}

cartography::PolygonLayer square(const geo::Extent& extent, Colour fill) {
  cartography::PolygonLayer layer;
  layer.shapes = core::make_snapshot(std::vector<geo::MultiPolygon>{{geo::to_polygon(extent)}});
  layer.fill_of = {0};
  layer.fills = {fill};
  return layer;
}

TEST(CairoPainter, NorthIsUp) {
  Scene scene = page();
  scene.layers.push_back({"a", 1.0F, square({0, 60, 20, 80}, kRed)});

  const PixelImage image = painted(scene);

  EXPECT_EQ(pixel(image, 10, 10), kRed);
  EXPECT_EQ(pixel(image, 10, 70), (Colour{1, 1, 1, 1}));
}

TEST(CairoPainter, AHoleShowsWhatLiesBelow) {
  Scene scene = page();
  auto layer = square({0, 0, 80, 80}, kRed);
  auto shapes = *layer.shapes;
  shapes[0][0].holes.push_back({{20, 20}, {20, 40}, {40, 40}, {40, 20}, {20, 20}});
  layer.shapes = core::make_snapshot(shapes);
  scene.layers.push_back({"a", 1.0F, layer});

  const PixelImage image = painted(scene);

  EXPECT_EQ(pixel(image, 30, 50), (Colour{1, 1, 1, 1}));
  EXPECT_EQ(pixel(image, 10, 50), kRed);
}

TEST(CairoPainter, AShapeLargerThanThePageFillsIt) {
  Scene scene = page();
  scene.layers.push_back({"a", 1.0F, square({-1e7, -1e7, 1e7, 1e7}, kRed)});

  const PixelImage image = painted(scene);

  for (const auto& [x, y] : {std::pair{0, 0}, {99, 0}, {0, 79}, {99, 79}, {50, 40}})
    EXPECT_EQ(pixel(image, x, y), kRed);
}

TEST(CairoPainter, OpacityMixesTheWholeLayerOnce) {
  Scene scene = page();
  auto layer = square({0, 0, 100, 80}, kRed);
  layer.shapes = core::make_snapshot(std::vector<geo::MultiPolygon>(2, (*layer.shapes)[0]));
  layer.fill_of = {0, 0};
  scene.layers.push_back({"a", 0.5F, layer});

  const Colour mixed = pixel(painted(scene), 50, 40);

  EXPECT_NEAR(mixed.r, 1.0, 0.01);
  EXPECT_NEAR(mixed.g, 0.5, 0.01 /* twice would be 0.25 */);
}

TEST(CairoPainter, ALaterLayerCoversAnEarlierOne) {
  Scene scene = page();
  scene.layers.push_back({"a", 1.0F, square({0, 0, 100, 80}, kRed)});
  scene.layers.push_back({"b", 1.0F, square({0, 0, 100, 80}, kBlue)});

  EXPECT_EQ(pixel(painted(scene), 50, 40), kBlue);
}

TEST(CairoPainter, ACameraPointsToItsBearing) {
  Scene scene = page();
  cartography::PointColumns points;
  points.x = {50};
  points.y = {40};
  points.rotation = {90};
  cartography::PointStyle style{cartography::Symbol::camera, kRed, kBlue, 40, 0};
  scene.layers.push_back({"a", 1.0F, cartography::PointLayer{core::make_snapshot(points), {style}, false}});

  const PixelImage image = painted(scene);

  // The tip lies east; to the west the drop ends at half its size.
  EXPECT_EQ(pixel(image, 69, 39).g, 0.0F);
  EXPECT_EQ(pixel(image, 28, 40), (Colour{1, 1, 1, 1}));
}

TEST(CairoPainter, ARasterIsTransparentAtZeroAndWithoutValue) {
  Scene scene = page();
  raster::Raster<float> raster(raster::GridSpec{0, 0, 20, 5, 4}, 0.0F);
  raster.at(2, 2) = 10.0F;
  raster.at(4, 3) = raster::no_data<float>();
  cartography::RasterLayer layer{core::make_snapshot(raster), std::vector<Colour>(256, kRed), 0.0F, 10.0F, false};
  scene.layers.push_back({"a", 1.0F, layer});

  const PixelImage image = painted(scene);

  EXPECT_EQ(pixel(image, 50, 30), kRed);
  EXPECT_EQ(pixel(image, 10, 10), (Colour{1, 1, 1, 1}));
  EXPECT_EQ(pixel(image, 95, 5), (Colour{1, 1, 1, 1}));
}

TEST(CairoPainter, ASmoothRasterRunsEvenlyBetweenCellCentres) {
  Scene scene = page();
  raster::Raster<float> raster(raster::GridSpec{0, 0, 20, 5, 4}, 0.0F);
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::size_t column = 0; column < 5; ++column) raster.at(column, row) = static_cast<float>(column);
  }
  std::vector<Colour> ramp;
  for (int i = 0; i < 256; ++i) ramp.push_back({static_cast<float>(i) / 255.0F, 0, 0, 1});
  scene.layers.push_back({"a", 1.0F, cartography::RasterLayer{core::make_snapshot(raster), ramp, 0.0F, 4.0F, true}});

  const PixelImage image = painted(scene);

  EXPECT_NEAR(pixel(image, 39, 40).r, 1.5 / 4, 0.02 /* halfway between the second and third centre */);
  EXPECT_NEAR(pixel(image, 50, 40).r, 2.0 / 4, 0.02);
}

TEST(CairoPainter, FurnitureTextStandsOnItsBaseline) {
  Scene scene = page();
  scene.furniture.push_back(cartography::TextItem{50, 50, "HHHH", 20, true, cartography::Align::centre, {0, 0, 0, 1}});

  const PixelImage image = painted(scene);

  int above = 0;
  int below = 0;
  for (int x = 0; x < 100; ++x) {
    above += pixel(image, x, 47).r < 0.5F ? 1 : 0;
    below += pixel(image, x, 52).r < 0.5F ? 1 : 0;
  }
  EXPECT_GT(above, 8);
  EXPECT_EQ(below, 0);
}

// 240 squares in rows, each the other way round than its neighbour, with a hole, overlapping the next by 1 m.
cartography::PolygonLayer many_squares() {
  std::vector<geo::MultiPolygon> shapes;
  for (int i = 0; i < 240; ++i) {
    const double x = i % 20 * 5.0;
    const double y = i / 20 * 6.0;
    geo::Polygon square = geo::to_polygon({x, y, x + 6.0, y + 5.0});
    square.holes.push_back({{x + 2, y + 2}, {x + 2, y + 4}, {x + 4, y + 4}, {x + 4, y + 2}, {x + 2, y + 2}});
    if (i % 2 == 1) std::reverse(square.exterior.begin(), square.exterior.end());
    if (i % 3 == 1) std::reverse(square.holes[0].begin(), square.holes[0].end());
    shapes.push_back({square});
  }
  cartography::PolygonLayer layer;
  layer.fill_of.assign(shapes.size(), 0);
  layer.fills = {kRed};
  layer.shapes = core::make_snapshot(std::move(shapes));
  return layer;
}

TEST(CairoPainter, ManyShapesAtOnceLookAsOneByOne) {
  const cartography::PolygonLayer squares = many_squares();
  Scene at_once = page();
  at_once.layers.push_back({"a", 1.0F, squares});
  Scene one_by_one = page();
  for (const geo::MultiPolygon& shape : *squares.shapes) {
    cartography::PolygonLayer alone;
    alone.fill_of = {0};
    alone.fills = {kRed};
    alone.shapes = core::make_snapshot(std::vector<geo::MultiPolygon>{shape});
    one_by_one.layers.push_back({"a", 1.0F, alone});
  }

  EXPECT_EQ(painted(at_once).rgba, painted(one_by_one).rgba);
}

TEST(CairoPainter, APngHoldsThePixelsThatWerePainted) {
  Scene scene = page();
  scene.layers.push_back({"a", 1.0F, square({0, 60, 20, 80}, {0.2F, 0.4F, 0.8F, 1.0F})});
  const auto bytes = paint_png(scene, 1.0);
  ASSERT_TRUE(bytes);
  std::size_t read = 0;
  const auto take = [](void* closure, unsigned char* data, unsigned int length) {
    auto& [text, at] = *static_cast<std::pair<const std::string*, std::size_t*>*>(closure);
    if (*at + length > text->size()) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, text->data() + *at, length);
    *at += length;
    return CAIRO_STATUS_SUCCESS;
  };
  std::pair<const std::string*, std::size_t*> source{&*bytes, &read};

  cairo_surface_t* decoded = cairo_image_surface_create_from_png_stream(take, &source);

  ASSERT_EQ(cairo_surface_status(decoded), CAIRO_STATUS_SUCCESS);
  EXPECT_EQ(cairo_image_surface_get_width(decoded), 100);
  std::uint32_t pixel = 0;
  std::memcpy(&pixel, cairo_image_surface_get_data(decoded) + 10 * cairo_image_surface_get_stride(decoded) + 40, 4);
  EXPECT_EQ(pixel & 0xFFFFFFU, 0x3366CCU);
  cairo_surface_destroy(decoded);
}

TEST(CairoPainter, RefusesASizeThatNoPictureHas) {
  Scene scene = page();
  scene.width = 1e6F;

  const auto png = paint_png(scene, 1.0);

  ASSERT_FALSE(png);
  EXPECT_THAT(png.error().message, testing::HasSubstr("16,000 px"));
}

Scene town_sheet() {
  cartography::MapData data;
  data.dataset = test::sample_town();
  data.results = test::sample_results(data.dataset);
  std::vector<project::ResultDescriptor> results;
  for (const auto& result : data.results) results.push_back({result.name, result.title, result.style});
  cartography::PageSpec spec;
  spec.furniture = cartography::FurnitureKind::sheet;
  spec.title = "A finding";
  const auto project = project::make_default_project(data.dataset, results);
  auto scene = cartography::build_scene(project, data, spec, measure_text);
  EXPECT_TRUE(scene);
  return *std::move(scene);
}

TEST(CairoPainter, TheSampleTownBecomesEveryFormat) {
  const Scene scene = town_sheet();

  const auto png = paint_png(scene, 1.0);
  const auto pdf = paint_pdf({scene, scene}, {"Town", "Map", "2026-01-31T00:00:00Z"});
  const auto svg = paint_svg(scene);

  ASSERT_TRUE(png && pdf && svg);
  EXPECT_EQ(png->substr(1, 3), "PNG");
  EXPECT_EQ(pdf->substr(0, 5), "%PDF-");
  EXPECT_THAT(*svg, testing::HasSubstr("<svg"));
}

TEST(CairoPainter, EqualScenesGiveEqualBytes) {
  const DocumentInfo info{"Town", "Map", "2026-01-31T00:00:00Z"};

  const auto first = paint_pdf({town_sheet()}, info);
  const auto second = paint_pdf({town_sheet()}, info);

  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
}

}  // namespace
}  // namespace wardscope::report
