// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <cairo.h>

#include "core/result.hpp"
#include "report/cairo_painter.hpp"

namespace wardscope::report {

/// An opaque picture (CAIRO_FORMAT_RGB24) as the bytes of a PNG without alpha. Fast rather than smallest: on maps,
/// whose rows repeat, one filter and a quick level of zlib take a third of Cairo's own time for as many bytes.
/// `texts` stand in it before the pixels. @pre the surface is an image of that format. @returns internal where libpng
/// fails
core::Result<std::string> encode_png(cairo_surface_t* picture, const PictureTexts& texts = {});

}  // namespace wardscope::report
