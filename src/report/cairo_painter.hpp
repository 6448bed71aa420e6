// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "jobs/progress.hpp"

namespace wardscope::report {

/// What a PDF or an SVG says of itself. No author, host or path ever.
struct DocumentInfo {
  std::string title;
  std::string subject;        ///< what it shows, sources and how it was made
  std::string date;           ///< ISO 8601, "2026-01-31T00:00:00Z": fixed, so that equal input gives equal bytes
  std::string keywords = {};  ///< provenance code, data revision, program
  std::string metadata = {};  ///< SVG: the whole provenance, JSON
};

/// Pixels of a scene: RGBA with straight alpha, rows from the top.
struct PixelImage {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgba;
};

/// Keyword and text pairs that a PNG carries: "Title", "Source" … A keyword has 1 to 79 Latin-1 characters; texts are
/// UTF-8.
using PictureTexts = std::vector<std::pair<std::string, std::string>>;

/// Resolution of rasters on paper: 300 dpi.
inline constexpr double kPrintPixelsPerPoint = 300.0 / 72.0;

/// The scene as pixels, `pixels_per_point` of them a point. @returns invalid_argument for a size beyond 16,000 px a
/// side.
core::Result<PixelImage> paint_pixels(const cartography::Scene& scene, double pixels_per_point);
/// The scene as the bytes of a PNG, a PDF with one page a scene, or an SVG.
core::Result<std::string> paint_png(const cartography::Scene& scene, double pixels_per_point,
                                    const PictureTexts& texts = {});
/// @returns also cancelled, of those that take a progress
core::Result<std::string> paint_pdf(const std::vector<cartography::Scene>& scenes, const DocumentInfo& info,
                                    const jobs::Progress& progress = jobs::Progress());
core::Result<std::string> paint_svg(const cartography::Scene& scene, const DocumentInfo& info = {},
                                    const jobs::Progress& progress = jobs::Progress());

}  // namespace wardscope::report
