// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"

namespace wardscope::report {

/// What a PDF says of itself. No author, host or path ever.
struct DocumentInfo {
  std::string title;
  std::string subject;
  std::string date;  ///< ISO 8601, "2026-01-31T00:00:00Z": fixed, so that equal input gives equal bytes
};

/// Pixels of a scene: RGBA with straight alpha, rows from the top.
struct PixelImage {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgba;
};

/// Resolution of rasters on paper: 300 dpi.
inline constexpr double kPrintPixelsPerPoint = 300.0 / 72.0;

/// The scene as pixels, `pixels_per_point` of them a point. @returns invalid_argument for a size beyond 16,000 px a
/// side.
core::Result<PixelImage> paint_pixels(const cartography::Scene& scene, double pixels_per_point);
/// The scene as the bytes of a PNG, a PDF with one page a scene, or an SVG.
core::Result<std::string> paint_png(const cartography::Scene& scene, double pixels_per_point);
core::Result<std::string> paint_pdf(const std::vector<cartography::Scene>& scenes, const DocumentInfo& info);
core::Result<std::string> paint_svg(const cartography::Scene& scene);

}  // namespace wardscope::report
