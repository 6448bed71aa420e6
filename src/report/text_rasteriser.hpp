// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cartography/text_measure.hpp"
#include "core/result.hpp"

namespace wardscope::report {

/// Coverage of a line of text, 0..255, row by row from the top, rows `width` bytes apart.
struct AlphaBitmap {
  int width = 0;
  int height = 0;
  int origin_x = 0;      ///< px from the left edge to the pen's start
  int baseline = 0;      ///< px from the top edge down to the baseline
  float advance = 0.0F;  ///< px the pen moves: the width to align by
  std::vector<std::uint8_t> alpha;
};

/// One line of UTF-8 in the house font (Inter, else Noto Sans), shaped by Pango. Line breaks become spaces.
/// `size` is the em in pixels, 1..512. An empty text gives an empty bitmap.
/// @returns invalid_argument for a size out of range or text that is not UTF-8.
core::Result<AlphaBitmap> rasterise_text(std::string_view text, float size, cartography::Weight weight);

/// How a text lies that is turned about its middle.
struct Turned {
  cartography::Weight weight = cartography::Weight::regular;
  float degrees = 0.0F;  ///< clockwise
};
/// The same, turned. `origin_x` and `baseline` are then the place of the text's middle in the bitmap: half its advance
/// along, half the height of its capitals (0.36 em) above the baseline. `advance` is 0.
core::Result<AlphaBitmap> rasterise_turned(std::string_view text, float size, const Turned& how);

/// Width, ascent and descent of one line at a size in points, unhinted: equal on screen and on paper.
cartography::TextExtent measure_text(std::string_view text, float size, cartography::Weight weight);

}  // namespace wardscope::report
