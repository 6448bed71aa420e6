// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/cairo_painter.hpp"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <new>

#include "core/text.hpp"
#include "report/png_encoding.hpp"
#include "report/scene_painting.hpp"
#include "report/surfaces.hpp"
#include "report/svg_chart.hpp"

namespace wardscope::report {
namespace {

constexpr int kMostPixels = 16000;
constexpr unsigned char kOpaque = 255;

core::Status check_size(int width, int height) {
  if (width >= 1 && height >= 1 && width <= kMostPixels && height <= kMostPixels) return {};
  return core::invalid_argument("a picture of " + core::with_thousands(width) + " x " + core::with_thousands(height) +
                                " px is not between 1 and 16,000 px a side; choose another size");
}

/// Opaque, for a scene has a background.
core::Result<CairoSurface> paint_image(const cartography::Scene& scene, double pixels_per_point) {
  const auto width = static_cast<int>(std::lround(static_cast<double>(scene.width) * pixels_per_point));
  const auto height = static_cast<int>(std::lround(static_cast<double>(scene.height) * pixels_per_point));
  if (const core::Status size = check_size(width, height); !size) return size.error();
  CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
  const CairoContext cr(cairo_create(surface.get()));
  cairo_scale(cr.get(), pixels_per_point, pixels_per_point);
  paint_scene(cr.get(), scene, pixels_per_point);
  if (cairo_status(cr.get()) != CAIRO_STATUS_SUCCESS) {
    return core::internal_error(std::string("painting the map failed: ") +
                                cairo_status_to_string(cairo_status(cr.get())));
  }
  cairo_surface_flush(surface.get());
  return surface;
}

/// Title, description and metadata as the first children of the root, where SVG has them.
std::string described(const DocumentInfo& info) {
  std::string text;
  const auto add = [&](const char* element, const std::string& words) {
    if (!words.empty()) text += std::string("\n<") + element + ">" + escaped(words) + "</" + element + ">";
  };
  add("title", info.title);
  add("desc", info.subject);
  add("metadata", info.metadata);
  return text;
}

}  // namespace

cairo_status_t append_bytes(void* text, const unsigned char* bytes, unsigned int count) {
  try {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_NO_MEMORY;  // nothing is thrown through Cairo's frames
  }
  return CAIRO_STATUS_SUCCESS;
}

CairoSurface make_pdf_surface(std::string& bytes, const DocumentInfo& info, PageSize size) {
  CairoSurface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, size.width, size.height));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, info.subject.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_KEYWORDS, info.keywords.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Wardscope");
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, info.date.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, info.date.c_str());
  return surface;
}

core::Status finish(cairo_t* cr, cairo_surface_t* surface) {
  const cairo_status_t drawing = cairo_status(cr);
  cairo_surface_finish(surface);
  const cairo_status_t status = drawing != CAIRO_STATUS_SUCCESS ? drawing : cairo_surface_status(surface);
  if (status == CAIRO_STATUS_SUCCESS) return {};
  return core::internal_error(std::string("painting failed: ") + cairo_status_to_string(status));
}

core::Result<PixelImage> paint_pixels(const cartography::Scene& scene, double pixels_per_point) {
  auto surface = paint_image(scene, pixels_per_point);
  if (!surface) return surface.error();
  PixelImage image;
  image.width = cairo_image_surface_get_width(surface->get());
  image.height = cairo_image_surface_get_height(surface->get());
  image.rgba.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4U);
  const unsigned char* data = cairo_image_surface_get_data(surface->get());
  const int stride = cairo_image_surface_get_stride(surface->get());
  for (int row = 0; row < image.height; ++row) {
    for (int column = 0; column < image.width; ++column) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, data + static_cast<std::ptrdiff_t>(row) * stride + static_cast<std::ptrdiff_t>(column) * 4,
                  4);
      for (const unsigned shift : {16U, 8U, 0U}) {
        image.rgba.push_back(static_cast<unsigned char>((pixel >> shift) & 0xFFU));
      }
      image.rgba.push_back(kOpaque);
    }
  }
  return image;
}

core::Result<std::string> paint_png(const cartography::Scene& scene, double pixels_per_point,
                                    const PictureTexts& texts) {
  auto surface = paint_image(scene, pixels_per_point);
  if (!surface) return surface.error();
  return encode_png(surface->get(), texts);
}

core::Result<std::string> paint_pdf(const std::vector<cartography::Scene>& scenes, const DocumentInfo& info,
                                    const jobs::Progress& progress) {
  std::string bytes;
  if (scenes.empty()) return core::invalid_argument("a PDF needs at least one map");
  {
    const CairoSurface surface = make_pdf_surface(bytes, info, {});
    const CairoContext cr(cairo_create(surface.get()));
    const auto pages = static_cast<double>(scenes.size());
    for (std::size_t page = 0; page < scenes.size(); ++page) {
      const cartography::Scene& scene = scenes[page];
      const jobs::Progress part =
          progress.part(static_cast<double>(page) / pages, static_cast<double>(page + 1) / pages);
      cairo_pdf_surface_set_size(surface.get(), static_cast<double>(scene.width), static_cast<double>(scene.height));
      if (const core::Status painted = paint_page(cr.get(), scene, part); !painted) return painted.error();
      cairo_show_page(cr.get());
    }
    if (const core::Status status = finish(cr.get(), surface.get()); !status) return status.error();
  }
  return bytes;
}

core::Result<std::string> paint_svg(const cartography::Scene& scene, const DocumentInfo& info,
                                    const jobs::Progress& progress) {
  std::string bytes;
  {
    const CairoSurface surface(cairo_svg_surface_create_for_stream(
        append_bytes, &bytes, static_cast<double>(scene.width), static_cast<double>(scene.height)));
    const CairoContext cr(cairo_create(surface.get()));
    if (const core::Status painted = paint_page(cr.get(), scene, progress); !painted) return painted.error();
    if (const core::Status status = finish(cr.get(), surface.get()); !status) return status.error();
  }
  const std::size_t root = bytes.find("<svg");
  const std::size_t inside = root == std::string::npos ? root : bytes.find('>', root);
  if (inside == std::string::npos) return core::internal_error("painting failed: Cairo wrote no SVG");
  bytes.insert(inside + 1, described(info));
  return bytes;
}

}  // namespace wardscope::report
