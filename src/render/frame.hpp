// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cartography/scene.hpp"
#include "gpu/buffer.hpp"
#include "gpu/shader.hpp"
#include "gpu/shader_library.hpp"
#include "gpu/texture.hpp"
#include "render/page_view.hpp"

namespace wardscope::render {

/// What one frame took, for the status bar and the benchmarks.
struct FrameStatistics {
  std::size_t triangles = 0;  ///< sent to the card, after culling
  std::size_t line_segments = 0;
  std::size_t points_drawn = 0;  ///< symbols and discs
  std::size_t points_shown = 0;  ///< points that they stand for
  std::size_t draw_calls = 0;
  std::size_t bytes_uploaded = 0;  ///< of geometry, rasters and text
  double milliseconds = 0.0;       ///< wall time; drawing that the card does later is not in it
};

/// Index buffer that turns groups of four vertices into quads; one for all painters.
class QuadIndices {
 public:
  /// A buffer for at least `quads`. Its identity changes when it grows.
  const gpu::Buffer& at_least(std::size_t quads);

 private:
  std::optional<gpu::Buffer> buffer_;
  std::size_t quads_ = 0;
};

/// A small texture of numbers that is uploaded only where they changed.
class TableTexture {
 public:
  /// Rows of `width` RGBA values. @pre values.size() == width * height * 4
  void set(gpu::PixelSize size, std::vector<float> values);
  /// Indices 0..255, folded into rows of width(). Empty content becomes one index.
  void set_indices(const std::vector<std::uint8_t>& indices, int most_width);
  void bind(unsigned unit) const { texture_.bind(unit); }
  [[nodiscard]] int width() const { return texture_.size().width; }

 private:
  gpu::Texture texture_;
  std::vector<float> values_;
  std::vector<std::uint8_t> indices_;
};

/// What painters share while a frame is drawn.
struct Frame {
  PageView view;
  gpu::ShaderLibrary& shaders;
  QuadIndices& quads;
  FrameStatistics& statistics;
};

inline std::array<float, 4> components(const cartography::Colour& colour) {
  return {colour.r, colour.g, colour.b, colour.a};
}
inline void append(std::vector<float>& values, const cartography::Colour& colour) {
  for (const float component : components(colour)) values.push_back(component);
}

/// Distance and width of hatch lines, points; the Cairo painter uses the same.
constexpr float kHatchSpacing = 5.0F;
constexpr float kHatchWidth = 0.8F;

/// Sets the uniforms of a hatch that stays on its ground while the map is panned.
void set_hatch(const gpu::ShaderProgram& program, const PageView& view);

}  // namespace wardscope::render
