// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include "cartography/scene.hpp"
#include "geo/shapes.hpp"
#include "gpu/object.hpp"

namespace wardscope::gpu {
class ShaderProgram;
}

namespace wardscope::render {

/// How a Scene's ground and points become pixels. The page's pixels run from its top left corner, y down; a large
/// picture is drawn part by part.
struct PageView {
  geo::Point corner;  ///< ground at the page's top left corner
  double pixels_per_metre = 1.0;
  float pixels_per_point = 1.0F;
  int left = 0;  ///< of the part that is drawn, pixels of the page
  int top = 0;
  gpu::PixelSize part;  ///< size of that part

  /// The Scene's view fills the page: the scale is that of its width, its centre stays in the middle.
  static PageView of(const cartography::Scene& scene, float pixels_per_point, gpu::PixelSize page);

  [[nodiscard]] geo::Point to_page(geo::Point ground) const {
    return {(ground.x - corner.x) * pixels_per_metre, (corner.y - ground.y) * pixels_per_metre};
  }
  [[nodiscard]] geo::Point to_ground(geo::Point page) const {
    return {corner.x + page.x / pixels_per_metre, corner.y - page.y / pixels_per_metre};
  }
  /// The same part of the same page for what is placed in points of the page: "ground" is then (x, -y) in points.
  [[nodiscard]] PageView in_points() const {
    PageView view = *this;
    view.corner = {};
    view.pixels_per_metre = static_cast<double>(pixels_per_point);
    return view;
  }
  /// Ground of the part and `margin` pixels around it.
  [[nodiscard]] geo::Extent visible_ground(double margin) const;
  [[nodiscard]] double metres_per_pixel() const { return 1.0 / pixels_per_metre; }

  /// Sets the uniforms of shaders/common/page.glsl for geometry relative to `origin`.
  void apply(const gpu::ShaderProgram& program, geo::Point origin) const;
};

/// Pixels of a page: its points times the scale, rounded, at least 1 x 1.
gpu::PixelSize page_pixels(const cartography::Scene& scene, float pixels_per_point);

}  // namespace wardscope::render
