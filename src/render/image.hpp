// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace wardscope::render {

/// A picture of sRGB pixels with straight alpha, 4 bytes a pixel, the top row first.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;

  /// The four bytes of a pixel. @pre 0 <= x < width, 0 <= y < height
  [[nodiscard]] const std::uint8_t* at(int x, int y) const {
    return rgba.data() +
           4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  }
};

}  // namespace wardscope::render
