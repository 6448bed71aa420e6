// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/raster_image.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace wardscope::report {
namespace {

// Cairo's ARGB32: alpha on top, colours multiplied by it.
std::uint32_t premultiplied(cartography::Colour colour) {
  const auto byte = [&](float channel) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(channel, 0.0F, 1.0F) * 255.0F));
  };
  const float a = colour.a;
  return byte(a) << 24U | byte(colour.r * a) << 16U | byte(colour.g * a) << 8U | byte(colour.b * a);
}

std::vector<std::uint32_t> pixels_of(const std::vector<cartography::Colour>& ramp) {
  std::vector<std::uint32_t> pixels;
  pixels.reserve(ramp.size());
  for (const cartography::Colour& colour : ramp) pixels.push_back(premultiplied(colour));
  return pixels;
}

}  // namespace

float sample(const raster::Raster<float>& raster, geo::Point at, bool smooth) {
  const raster::GridSpec& grid = raster.grid();
  constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
  if (grid.size() == 0 || !grid.extent().contains(at)) return kNone;
  const double u = (at.x - grid.x0) / grid.cell;
  const double v = (at.y - grid.y0) / grid.cell;
  const auto column = std::min(static_cast<std::size_t>(u), grid.columns - 1);
  const auto row = std::min(static_cast<std::size_t>(v), grid.rows - 1);
  const float nearest = raster.at(column, row);
  if (!smooth || std::isnan(nearest)) return nearest;
  const double left = std::floor(u - 0.5);
  const double below = std::floor(v - 0.5);
  double sum = 0.0;
  double weights = 0.0;
  for (const auto& [dx, dy] : std::array<std::pair<int, int>, 4>{{{0, 0}, {1, 0}, {0, 1}, {1, 1}}}) {
    const double weight = (dx == 1 ? u - 0.5 - left : left + 1.5 - u) * (dy == 1 ? v - 0.5 - below : below + 1.5 - v);
    const double c = std::clamp(left + dx, 0.0, static_cast<double>(grid.columns - 1));
    const double r = std::clamp(below + dy, 0.0, static_cast<double>(grid.rows - 1));
    const float value = raster.at(static_cast<std::size_t>(c), static_cast<std::size_t>(r));
    if (std::isnan(value)) continue;
    sum += weight * static_cast<double>(value);
    weights += weight;
  }
  return weights > 0 ? static_cast<float>(sum / weights) : nearest;
}

void paint_raster(cairo_t* cr, const cartography::RasterLayer& layer, const cartography::Scene& scene,
                  double pixels_per_point) {
  const raster::Raster<float>& raster = *layer.raster;
  if (raster.grid().size() == 0 || layer.ramp.empty() || !(layer.high > layer.low)) return;
  const geo::Extent ground = raster.grid().extent();
  if (!ground.intersects(scene.view)) return;
  const geo::Extent shown{std::max(ground.min_x, scene.view.min_x), std::max(ground.min_y, scene.view.min_y),
                          std::min(ground.max_x, scene.view.max_x), std::min(ground.max_y, scene.view.max_y)};
  const double pixel = scene.metres_per_point() / pixels_per_point;
  constexpr int kMostPixels = 12000;  // a side: A3 at 600 dpi
  const int width = std::clamp(static_cast<int>(std::ceil(shown.width() / pixel)), 1, kMostPixels);
  const int height = std::clamp(static_cast<int>(std::ceil(shown.height() / pixel)), 1, kMostPixels);
  const CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return;  // the context reports it too: out of memory
  cairo_surface_flush(surface.get());
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  const std::vector<std::uint32_t> ramp = pixels_of(layer.ramp);
  const float scale = static_cast<float>(ramp.size() - 1) / (layer.high - layer.low);
  for (int row = 0; row < height; ++row) {
    const double y = shown.max_y - (row + 0.5) / height * shown.height();
    for (int column = 0; column < width; ++column) {
      const double x = shown.min_x + (column + 0.5) / width * shown.width();
      const float value = sample(raster, {x, y}, layer.smooth);
      if (std::isnan(value) || value <= layer.low) continue;
      const auto entry =
          static_cast<std::size_t>(std::min((value - layer.low) * scale, static_cast<float>(ramp.size() - 1)));
      std::memcpy(data + static_cast<std::ptrdiff_t>(row) * stride + static_cast<std::ptrdiff_t>(column) * 4,
                  &ramp[entry], sizeof(std::uint32_t));
    }
  }
  cairo_surface_mark_dirty(surface.get());
  const double points = 1.0 / scene.metres_per_point();
  cairo_save(cr);
  cairo_translate(cr, (shown.min_x - scene.view.min_x) * points, (scene.view.max_y - shown.max_y) * points);
  cairo_scale(cr, shown.width() * points / width, shown.height() * points / height);
  cairo_set_source_surface(cr, surface.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
  cairo_paint(cr);
  cairo_restore(cr);
}

}  // namespace wardscope::report
