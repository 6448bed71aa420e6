// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/result.hpp"
#include "gpu/object.hpp"
#include "gpu/texture.hpp"

namespace wardscope::gpu {

/// A picture to draw into: a texture, or several samples a pixel that resolve_into() brings down to one.
class Framebuffer {
 public:
  /// `samples` 0 or 1 gives a texture that shaders and ImGui may read.
  /// @returns graphics where the card refuses the size; the message names the largest side.
  static core::Result<Framebuffer> create(PixelSize size, int samples);

  /// Draws go here from now on; the viewport is all of it.
  void bind() const;
  /// Copies it to a framebuffer of the same size. @pre equal sizes
  void resolve_into(const Framebuffer& target) const;
  /// Copies it to the window's own framebuffer, its lower left corner at (x, y) pixels from the window's.
  void copy_to_window(int x, int y) const;
  /// @pre created with samples < 2
  [[nodiscard]] const Texture& texture() const;
  [[nodiscard]] PixelSize size() const { return size_; }
  [[nodiscard]] int samples() const { return samples_; }
  /// RGBA, the top row first. @pre created with samples < 2
  [[nodiscard]] std::vector<std::uint8_t> read_rgba() const;

 private:
  Framebuffer(PixelSize size, int samples);

  Object object_{ObjectKind::framebuffer};
  std::optional<Texture> texture_;
  std::optional<Object> renderbuffer_;
  PixelSize size_;
  int samples_ = 0;
};

/// Draws go to the window from now on.
void bind_window_framebuffer(PixelSize size);
/// The framebuffer that is bound, for code that must put it back; 0 is the window's.
unsigned bound_framebuffer();
void bind_framebuffer(unsigned id, PixelSize viewport);

}  // namespace wardscope::gpu
