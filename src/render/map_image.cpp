// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/map_image.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>

#include "gpu/context.hpp"

namespace wardscope::render {
namespace {

struct Painting {
  float pixels_per_point = 1.0F;
  const jobs::Progress* progress = nullptr;
};

constexpr int kPartSide = 4096;
constexpr double kMostPixels = 4e8;  // 1.6 GB; an A0 sheet at 300 dots an inch has 140 million

/// From the framebuffer's premultiplied colours.
void make_straight(std::vector<std::uint8_t>& rgba) {
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const unsigned alpha = rgba[i + 3];
    if (alpha == 0 || alpha == 255) continue;
    for (std::size_t c = 0; c < 3; ++c) {
      rgba[i + c] = static_cast<std::uint8_t>(std::min(255U, (rgba[i + c] * 255U + alpha / 2) / alpha));
    }
  }
}

/// Draws the scene part by part; asks after each layer of each part where there is somebody to ask.
core::Result<Image> drawn_in_parts(Renderer& renderer, const cartography::Scene& scene, const Painting& how) {
  const float pixels_per_point = how.pixels_per_point;
  const double pixels = static_cast<double>(scene.width) * static_cast<double>(scene.height) *
                        static_cast<double>(pixels_per_point) * static_cast<double>(pixels_per_point);
  if (!(pixels_per_point > 0.0F) || !(pixels <= kMostPixels)) {
    return core::invalid_argument("a picture of " + std::to_string(scene.width) + " x " + std::to_string(scene.height) +
                                  " points at " + std::to_string(pixels_per_point) +
                                  " pixels a point is too large; the limit is 400 million pixels");
  }
  const gpu::PixelSize page = page_pixels(scene, pixels_per_point);
  Image image{page.width, page.height, {}};
  image.rgba.resize(static_cast<std::size_t>(page.width) * static_cast<std::size_t>(page.height) * 4);
  const double parts =
      std::ceil(static_cast<double>(page.width) / kPartSide) * std::ceil(static_cast<double>(page.height) / kPartSide);
  double begun = 0.0;
  for (int top = 0; top < page.height; top += kPartSide) {
    for (int left = 0; left < page.width; left += kPartSide) {
      const gpu::PixelSize size{std::min(kPartSide, page.width - left), std::min(kPartSide, page.height - top)};
      std::optional<jobs::Progress> progress;
      if (how.progress != nullptr) progress = how.progress->part(begun / parts, (begun + 1.0) / parts);
      begun += 1.0;
      const auto part = renderer.draw_part(scene, pixels_per_point, {left, top, size, progress ? &*progress : nullptr});
      if (!part) return part.error();
      const auto rgba = (*part)->read_rgba();
      const std::size_t row = static_cast<std::size_t>(size.width) * 4;
      for (int y = 0; y < size.height; ++y) {
        const std::size_t to = (static_cast<std::size_t>(top + y) * static_cast<std::size_t>(page.width) +
                                static_cast<std::size_t>(left)) *
                               4;
        std::memcpy(image.rgba.data() + to, rgba.data() + static_cast<std::size_t>(y) * row, row);
      }
    }
  }
  make_straight(image.rgba);
  return image;
}

}  // namespace

core::Result<Image> render_to_image(Renderer& renderer, const cartography::Scene& scene, float pixels_per_point) {
  return drawn_in_parts(renderer, scene, {pixels_per_point, nullptr});
}

core::Result<Image> render_headless(const cartography::Scene& scene, float pixels_per_point,
                                    const jobs::Progress& progress) {
  auto context = gpu::GlContext::headless();
  if (!context) return context.error();
  Renderer renderer;
  return drawn_in_parts(renderer, scene, {pixels_per_point, &progress});
}

}  // namespace wardscope::render
