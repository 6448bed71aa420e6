// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/page_view.hpp"

#include <algorithm>
#include <cmath>

#include "gpu/shader.hpp"

namespace wardscope::render {

PageView PageView::of(const cartography::Scene& scene, float pixels_per_point, gpu::PixelSize page) {
  PageView view;
  view.pixels_per_point = pixels_per_point;
  view.part = page;
  // A view without width has no scale; one metre a point shows something rather than nothing.
  const double metres_per_point = scene.view.width() > 0.0 ? scene.metres_per_point() : 1.0;
  view.pixels_per_metre = static_cast<double>(pixels_per_point) / metres_per_point;
  const geo::Point centre = scene.view.empty() ? geo::Point{} : scene.view.centre();
  view.corner = {centre.x - 0.5 * static_cast<double>(scene.width) * metres_per_point,
                 centre.y + 0.5 * static_cast<double>(scene.height) * metres_per_point};
  return view;
}

geo::Extent PageView::visible_ground(double margin) const {
  geo::Extent extent;
  extent.add(to_ground({left - margin, top - margin}));
  extent.add(to_ground({left + part.width + margin, top + part.height + margin}));
  return extent;
}

void PageView::apply(const gpu::ShaderProgram& program, geo::Point origin) const {
  const geo::Point offset = corner - origin;
  const std::array<float, 2> high{static_cast<float>(offset.x), static_cast<float>(offset.y)};
  program.set("u_corner_high", high);
  program.set("u_corner_low", std::array<float, 2>{static_cast<float>(offset.x - static_cast<double>(high[0])),
                                                   static_cast<float>(offset.y - static_cast<double>(high[1]))});
  program.set("u_scale", static_cast<float>(pixels_per_metre));
  program.set("u_part", std::array<float, 4>{static_cast<float>(left), static_cast<float>(top),
                                             static_cast<float>(part.width), static_cast<float>(part.height)});
}

gpu::PixelSize page_pixels(const cartography::Scene& scene, float pixels_per_point) {
  const auto side = [pixels_per_point](float points) {
    return std::max(1, static_cast<int>(std::lround(points * pixels_per_point)));
  };
  return {side(scene.width), side(scene.height)};
}

}  // namespace wardscope::render
