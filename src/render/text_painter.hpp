// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "cartography/scene.hpp"
#include "core/result.hpp"
#include "render/frame.hpp"

namespace wardscope::render {

/// A line of text at a place of the page.
struct TextRun {
  float x = 0.0F;  ///< pixels of the page: left end, middle or right end of the baseline
  float y = 0.0F;
  std::string text;
  float size = 12.0F;  ///< em, pixels
  bool bold = false;
  cartography::Align align = cartography::Align::left;
  cartography::Colour colour;
  cartography::Colour halo{0, 0, 0, 0};
  float angle = 0.0F;  ///< degrees clockwise; where it is not 0 the place is the middle of the text, of its capitals
};

/// Draws lines of text that Pango has shaped, out of an atlas of finished lines. A line is shaped once; an atlas that
/// is full is drawn and begun again.
class TextPainter {
 public:
  core::Status draw(Frame& frame, std::span<const TextRun> runs);
  core::Status draw_labels(Frame& frame, const cartography::LabelLayer& layer);

 private:
  using Key = std::tuple<std::string, float, bool, int, float>;  // text, size, weight, halo in quarter pixels, angle
  struct Placed {
    int x = 0;  ///< in the atlas, pixels
    int y = 0;
    int width = 0;
    int height = 0;
    int origin_x = 0;  ///< from the left edge to the pen's start
    int baseline = 0;  ///< from the top edge
    float advance = 0.0F;
  };
  /// @returns nothing where the atlas is full.
  core::Result<std::optional<Placed>> place(const TextRun& run, float halo_radius);
  std::optional<Placed> room_for(int width, int height);
  void begin_atlas();
  core::Status flush(Frame& frame);
  void append_quad(const TextRun& run, const Placed& placed);

  gpu::Texture atlas_;
  int atlas_height_ = 0;
  int shelf_x_ = 0;
  int shelf_y_ = 0;
  int shelf_height_ = 0;
  std::map<Key, Placed> placed_;
  std::vector<float> vertices_;
  gpu::Buffer buffer_{gpu::BufferUse::stream};
  gpu::VertexArray array_;
};

/// Letters and, in the second of each two bytes, the letters grown by `radius` pixels: the picture that the halo fills.
/// The result is wider and higher by twice the radius, rounded up.
std::vector<std::uint8_t> with_halo(std::span<const std::uint8_t> alpha, int width, float radius);

}  // namespace wardscope::render
