// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/result.hpp"
#include "report/cairo_painter.hpp"
#include "report/text_layout.hpp"

namespace wardscope::report {

/// A cairo_write_func_t that appends to a std::string.
cairo_status_t append_bytes(void* text, const unsigned char* bytes, unsigned int count);

struct PageSize {
  double width = 595.276;  ///< points; A4
  double height = 841.890;
};

/// A PDF surface that writes to `bytes`, with title and date set. `bytes` must outlive it.
CairoSurface make_pdf_surface(std::string& bytes, const DocumentInfo& info, PageSize size);

/// Finishes the surface and reports what went wrong while drawing. @returns internal, or io for a write error.
core::Status finish(cairo_t* cr, cairo_surface_t* surface);

}  // namespace wardscope::report
