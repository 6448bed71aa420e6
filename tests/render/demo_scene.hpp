// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

#include "cartography/scene.hpp"
#include "render/image.hpp"
#include "render/renderer.hpp"

namespace wardscope::test {

/// An empty page of 200 x 100 points on 200 x 100 m at national grid coordinates, white, one metre a point.
cartography::Scene plain_scene();
/// West and south edge of plain_scene().
constexpr double kWest = 430'000.0;
constexpr double kSouth = 390'000.0;

/// A picture with something of every kind, for comparing painters and for looking at.
cartography::Scene demo_scene();
/// `count` points in a few clouds over 30 x 20 km, in `styles` styles; the same for a seed everywhere.
core::Snapshot<cartography::PointColumns> clouds(std::size_t count, std::uint8_t styles = 1);
/// A scene over all of clouds(), 1280 x 800 pixels at one pixel a point.
cartography::Scene cloud_scene(const core::Snapshot<cartography::PointColumns>& points, bool aggregate);

geo::MultiPolygon rectangle(double west, double south, double east, double north);
cartography::PolygonLayer filled(std::vector<geo::MultiPolygon> shapes, cartography::Colour fill);
cartography::SceneLayer layer(cartography::LayerContent content, float opacity = 1.0F);

/// Draws at one pixel a point unless told otherwise; an empty image where it failed (the test has failed then).
render::Image drawn(render::Renderer& renderer, const cartography::Scene& scene, float pixels_per_point = 1.0F);

/// A pixel as 0xRRGGBB.
std::uint32_t pixel(const render::Image& image, int x, int y);
/// Pixels that are not `background`.
std::size_t painted_pixels(const render::Image& image, std::uint32_t background = 0xFFFFFF);

}  // namespace wardscope::test
