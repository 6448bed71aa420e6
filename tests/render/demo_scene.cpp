// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/demo_scene.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "core/random.hpp"
#include "render/map_image.hpp"

namespace wardscope::test {
namespace {

using namespace cartography;

constexpr Colour kInk = rgb(0x22303C);

/// A ring that wobbles, as a ward does.
geo::MultiPolygon blob(geo::Point centre, double radius, std::uint64_t seed) {
  core::CounterRng rng(7, seed);
  std::array<double, 5> phase{};
  for (double& p : phase) p = rng.uniform(0.0, 2.0 * std::numbers::pi);
  geo::Ring ring;
  constexpr int kCorners = 240;
  for (int i = 0; i <= kCorners; ++i) {
    const double angle = 2.0 * std::numbers::pi * (i % kCorners) / kCorners;
    double r = radius;
    for (std::size_t k = 0; k < phase.size(); ++k) {
      r += radius * 0.09 / static_cast<double>(k + 1) * std::sin(static_cast<double>(k + 2) * angle + phase[k]);
    }
    ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
  }
  return {{ring, {}}};
}

PolygonLayer wards() {
  PolygonLayer layer;
  std::vector<geo::MultiPolygon> shapes;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 4; ++column) {
      shapes.push_back(blob({430'900.0 + 1'750.0 * column, 390'850.0 + 1'650.0 * row}, 880.0,
                            static_cast<std::uint64_t>(row * 4 + column)));
      layer.fill_of.push_back(static_cast<std::uint8_t>((row * 5 + column * 3) % 6));
    }
  }
  shapes[5][0].holes.push_back(blob({432'650.0, 392'500.0}, 260.0, 99)[0].exterior);
  std::ranges::reverse(shapes[5][0].holes[0]);
  layer.shapes = core::make_snapshot(std::move(shapes));
  layer.fills = {rgb(0xFFFFB2), rgb(0xFED976), rgb(0xFEB24C), rgb(0xFD8D3C), rgb(0xE31A1C), rgb(0x9AA3AD)};
  layer.hatches = {Hatch::none, Hatch::none, Hatch::none, Hatch::none, Hatch::none, Hatch::diagonal};
  layer.stroke = rgb(0x5A4632, 0.8F);
  layer.stroke_width = 1.0F;
  return layer;
}

LineLayer streets() {
  std::vector<geo::LineString> lines;
  for (int k = 0; k < 5; ++k) {
    geo::LineString line;
    for (int i = 0; i <= 120; ++i) {
      const double t = i / 120.0;
      line.push_back({430'000.0 + 7'200.0 * t, 390'500.0 + 1'050.0 * k + 280.0 * std::sin(6.0 * t + k)});
    }
    lines.push_back(std::move(line));
  }
  return {core::make_snapshot(std::move(lines)), rgb(0x8C8C8C), 4.0F, rgb(0xFFFFFF), 2.6F};
}

RasterLayer density() {
  const raster::GridSpec grid{432'000.0, 391'000.0, 40.0, 75, 60};
  raster::Raster<float> raster(grid);
  for (std::size_t row = 0; row < grid.rows; ++row) {
    for (std::size_t column = 0; column < grid.columns; ++column) {
      const geo::Point p = grid.centre(column, row);
      const auto bump = [&](double x, double y, double h) {
        return std::exp(-(std::pow((p.x - x) / h, 2.0) + std::pow((p.y - y) / h, 2.0)));
      };
      const double value = bump(433'100.0, 392'300.0, 420.0) + 0.7 * bump(434'200.0, 391'900.0, 300.0);
      raster.at(column, row) = static_cast<float>(value);
    }
  }
  RasterLayer layer;
  layer.raster = core::make_snapshot(std::move(raster));
  for (int i = 0; i < 256; ++i) {
    const float t = static_cast<float>(i) / 255.0F;
    layer.ramp.push_back({0.55F - 0.25F * t, 0.1F + 0.5F * t * t, 0.6F - 0.2F * t, 0.25F + 0.6F * t});
  }
  layer.low = 0.08F;
  layer.high = 1.2F;
  return layer;
}

PointLayer symbols() {
  PointLayer layer;
  PointColumns points;
  for (int i = 0; i < 8; ++i) {
    for (int turn = 0; turn < 3; ++turn) {
      points.x.push_back(430'350.0 + 640.0 * i);
      points.y.push_back(395'700.0 - 420.0 * turn);
      points.style_of.push_back(static_cast<std::uint8_t>(i));
      points.rotation.push_back(static_cast<float>(turn) * 40.0F);
    }
  }
  layer.points = core::make_snapshot(std::move(points));
  for (int i = 0; i < 8; ++i) {
    layer.styles.push_back({static_cast<Symbol>(i), rgb(0x0072B2), rgb(0xFFFFFF), 16.0F, 1.4F});
  }
  layer.styles[1].fill = rgb(0xD55E00);
  layer.styles[5].stroke_width = 0.0F;
  return layer;
}

void add_legend(Scene& scene) {
  auto& items = scene.furniture;
  items.emplace_back(BoxItem{{560, 16, 224, 150}, rgb(0xFFFFFF, 0.94F), rgb(0xC3CAD1), 0.75F, 5.0F});
  items.emplace_back(TextItem{574, 38, "Incidents per 1,000 people", 11.0F, true, Align::left, kInk});
  const std::array<Colour, 5> colours{rgb(0xFFFFB2), rgb(0xFED976), rgb(0xFEB24C), rgb(0xFD8D3C), rgb(0xE31A1C)};
  for (std::size_t i = 0; i < colours.size(); ++i) {
    const float y = 50.0F + 18.0F * static_cast<float>(i);
    items.emplace_back(BoxItem{{574, y, 20, 12}, colours[i], rgb(0x5A4632), 0.5F, 0.0F});
    items.emplace_back(TextItem{602, y + 10.0F, std::to_string(20 * i) + " to " + std::to_string(20 * i + 20), 9.5F,
                                false, Align::left, kInk});
  }
  items.emplace_back(BoxItem{{574, 140, 20, 12}, rgb(0x9AA3AD), rgb(0x5A4632), 0.5F, 0.0F, Hatch::diagonal});
  items.emplace_back(TextItem{602, 150, "Suppressed (small number)", 9.5F, false, Align::left, kInk});
  items.emplace_back(PathItem{{{40, 560}, {160, 560}}, false, {0, 0, 0, 0}, kInk, 2.0F});
  items.emplace_back(TextItem{100, 554, "1 km", 9.0F, false, Align::centre, kInk});
  items.emplace_back(PathItem{{{744, 560}, {756, 530}, {768, 560}, {756, 552}}, true, kInk, {0, 0, 0, 0}, 0.0F});
  items.emplace_back(TextItem{756, 576, "N", 10.0F, true, Align::centre, kInk});
  items.emplace_back(SymbolItem{720, 546, {Symbol::camera, rgb(0xD55E00), rgb(0xFFFFFF), 14.0F, 1.0F}});
}

}  // namespace

Scene plain_scene() {
  Scene scene;
  scene.view = {kWest, kSouth, kWest + 200.0, kSouth + 100.0};
  scene.width = 200.0F;
  scene.height = 100.0F;
  return scene;
}

Scene demo_scene() {
  Scene scene;
  scene.view = {430'000.0, 390'000.0, 438'000.0, 396'000.0};  // 10 m a point: hatches of both painters meet
  scene.width = 800.0F;
  scene.height = 600.0F;
  scene.background = rgb(0xEAF1F4);
  scene.layers.push_back({"wards", 1.0F, wards()});
  scene.layers.push_back({"streets", 0.9F, streets()});
  scene.layers.push_back({"density", 0.85F, density()});
  PolygonLayer views =
      filled({{geo::disc({434'000.0, 393'000.0}, 420.0)}, {geo::disc({434'500.0, 393'100.0}, 420.0)}}, rgb(0x0072B2));
  scene.layers.push_back({"views", 0.35F, views});
  scene.layers.push_back({"symbols", 1.0F, symbols()});
  LabelLayer labels;
  labels.labels.push_back({{432'650.0, 391'900.0}, "Harbour & Quayside", 12.0F, true, kInk});
  labels.labels.push_back({{434'400.0, 394'150.0}, "St Mary\u2019s", 10.0F, false, kInk});
  labels.labels.push_back({{430'900.0, 390'850.0}, "Ynys \u0174yth", 10.0F, false, kInk});
  scene.layers.push_back({"names", 1.0F, labels});
  add_legend(scene);
  return scene;
}

core::Snapshot<PointColumns> clouds(std::size_t count, std::uint8_t styles) {
  PointColumns points;
  for (std::size_t i = 0; i < count; ++i) {
    core::CounterRng rng(11, i);
    const auto cloud = static_cast<double>(rng.below(9));
    const double spread = 300.0 + 400.0 * cloud;
    points.x.push_back(432'000.0 + 3'200.0 * cloud + spread * core::sample_normal(rng));
    points.y.push_back(333'000.0 + std::fmod(cloud * 5'300.0, 16'000.0) + spread * core::sample_normal(rng));
    points.style_of.push_back(static_cast<std::uint8_t>(rng.below(styles)));
  }
  return core::make_snapshot(std::move(points));
}

Scene cloud_scene(const core::Snapshot<PointColumns>& points, bool aggregate) {
  Scene scene;
  scene.view = {429'000.0, 330'625.0, 461'000.0, 350'625.0};
  scene.width = 1280.0F;
  scene.height = 800.0F;
  PointLayer layer;
  layer.points = points;
  layer.styles.push_back({Symbol::disc, rgb(0x0072B2, 0.8F), rgb(0xFFFFFF), 6.0F, 0.5F});
  layer.styles.push_back({Symbol::disc, rgb(0xD55E00, 0.8F), rgb(0xFFFFFF), 6.0F, 0.5F});
  layer.aggregate = aggregate;
  scene.layers.push_back({"incidents", 1.0F, layer});
  return scene;
}

geo::MultiPolygon rectangle(double west, double south, double east, double north) {
  return {geo::to_polygon(geo::Extent{west, south, east, north})};
}

PolygonLayer filled(std::vector<geo::MultiPolygon> shapes, Colour fill) {
  PolygonLayer layer;
  layer.fill_of.assign(shapes.size(), 0);
  layer.shapes = core::make_snapshot(std::move(shapes));
  layer.fills = {fill};
  return layer;
}

SceneLayer layer(LayerContent content, float opacity) { return {"layer", opacity, std::move(content)}; }

render::Image drawn(render::Renderer& renderer, const Scene& scene, float pixels_per_point) {
  auto image = render::render_to_image(renderer, scene, pixels_per_point);
  if (image) return std::move(*image);
  ADD_FAILURE() << image.error().message;
  return {};
}

std::uint32_t pixel(const render::Image& image, int x, int y) {
  const std::uint8_t* rgba = image.at(x, y);
  return static_cast<std::uint32_t>(rgba[0] << 16 | rgba[1] << 8 | rgba[2]);
}

std::size_t painted_pixels(const render::Image& image, std::uint32_t background) {
  std::size_t count = 0;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) count += pixel(image, x, y) != background ? 1 : 0;
  }
  return count;
}

}  // namespace wardscope::test
