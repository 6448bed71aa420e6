// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/result.hpp"
#include "gpu/buffer.hpp"
#include "gpu/framebuffer.hpp"
#include "render/frame.hpp"

namespace wardscope::render {

/// Framebuffers of one size: the picture, and layers that are finished apart and then laid over it as a whole, so that
/// a translucent layer does not darken where its own parts overlap.
class LayerGroups {
 public:
  explicit LayerGroups(int samples) : samples_(samples) {}

  /// Begins a picture of this size. @returns graphics where the card refuses it.
  core::Status begin(gpu::PixelSize size);
  /// Calls `draw`; with an opacity below 1 what it draws is laid over the picture as one. May be nested.
  core::Status with_opacity(Frame& frame, float opacity, const std::function<core::Status()>& draw);
  /// The finished picture, one sample a pixel.
  core::Result<const gpu::Framebuffer*> finish();

 private:
  /// What is drawn into, and where its samples are brought together.
  struct Target {
    std::optional<gpu::Framebuffer> drawn;
    std::optional<gpu::Framebuffer> resolved;  ///< only where `drawn` has several samples a pixel
    [[nodiscard]] const gpu::Framebuffer& finished() const { return resolved ? *resolved : *drawn; }
  };
  core::Status make(Target& target) const;
  static void resolve(const Target& target);

  int samples_;
  gpu::PixelSize size_{0, 0};
  std::vector<std::unique_ptr<Target>> targets_;  ///< by depth; the first is the picture
  std::size_t depth_ = 0;
  gpu::VertexArray quad_;
};

}  // namespace wardscope::render
