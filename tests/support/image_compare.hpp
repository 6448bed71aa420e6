// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

namespace wardscope::test {

/// Two pictures of one size, RGBA, 4 bytes a pixel.
struct ImagePair {
  int width = 0;
  int height = 0;
  std::span<const std::uint8_t> first;
  std::span<const std::uint8_t> second;
};

/// How two pictures differ, once small shifts are forgiven.
struct ImageDifference {
  double mean = 0.0;           ///< of all channels, 0..255
  std::size_t bad_pixels = 0;  ///< no pixel of the other picture within `shift` has about this colour
  int worst_x = 0;             ///< a bad pixel, for the message
  int worst_y = 0;
};

/// Counts the pixels of either picture whose colour is found nowhere within `shift` pixels in the other, each channel
/// to within `tolerance`. Two painters smooth edges differently, by less than a pixel; what one of them leaves out, a
/// marker or a letter, has no pixel of its colour there and is counted in full.
inline ImageDifference compare_images(const ImagePair& pair, int tolerance, int shift = 1) {
  ImageDifference difference;
  const auto at = [&](std::span<const std::uint8_t> image, int x, int y) {
    return image.data() +
           4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(pair.width) + static_cast<std::size_t>(x));
  };
  const auto near = [&](const std::uint8_t* a, const std::uint8_t* b) {
    return std::abs(a[0] - b[0]) <= tolerance && std::abs(a[1] - b[1]) <= tolerance &&
           std::abs(a[2] - b[2]) <= tolerance;
  };
  const auto found = [&](const std::uint8_t* colour, std::span<const std::uint8_t> other, int x, int y) {
    for (int v = std::max(0, y - shift); v <= std::min(pair.height - 1, y + shift); ++v) {
      for (int u = std::max(0, x - shift); u <= std::min(pair.width - 1, x + shift); ++u) {
        if (near(colour, at(other, u, v))) return true;
      }
    }
    return false;
  };
  double sum = 0.0;
  for (int y = 0; y < pair.height; ++y) {
    for (int x = 0; x < pair.width; ++x) {
      const std::uint8_t* a = at(pair.first, x, y);
      const std::uint8_t* b = at(pair.second, x, y);
      for (int c = 0; c < 3; ++c) sum += std::abs(a[c] - b[c]);
      if (found(a, pair.second, x, y) && found(b, pair.first, x, y)) continue;
      ++difference.bad_pixels;
      difference.worst_x = x;
      difference.worst_y = y;
    }
  }
  difference.mean = sum / (3.0 * pair.width * pair.height);
  return difference;
}

}  // namespace wardscope::test
