// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/result.hpp"
#include "gpu/buffer.hpp"
#include "gpu/framebuffer.hpp"
#include "render/frame.hpp"

namespace wardscope::render {

/// Framebuffers of one size: the picture, and what is finished apart and then laid over it as a whole.
class LayerGroups {
 public:
  using Draw = std::function<core::Status()>;

  explicit LayerGroups(int samples) : samples_(samples) {}
  void set_samples(int samples) { samples_ = samples; }

  /// Begins a picture of this size. @returns graphics where the card refuses it.
  core::Status begin(gpu::PixelSize size);
  /// Calls `draw`; with an opacity below 1 what it draws is laid over the picture as one, so that a translucent layer
  /// does not darken where its own parts overlap. May be nested.
  core::Status with_opacity(Frame& frame, float opacity, const Draw& draw);
  /// Calls `draw` with several samples a pixel, for triangles, whose edges are jagged otherwise. Everything else has
  /// smooth edges of its own and is drawn with one sample: four cost software OpenGL four times as much. Not nested.
  core::Status with_smooth_edges(Frame& frame, const Draw& draw);
  /// The finished picture.
  [[nodiscard]] const gpu::Framebuffer& picture() const { return targets_.front(); }

 private:
  core::Status lay_over(Frame& frame, const gpu::Framebuffer& layer, float opacity);

  int samples_;
  gpu::PixelSize size_{0, 0};
  std::vector<gpu::Framebuffer> targets_;  ///< by depth; the first is the picture
  std::size_t depth_ = 0;
  std::optional<gpu::Framebuffer> sampled_;
  std::optional<gpu::Framebuffer> resolved_;
  gpu::VertexArray quad_;
};

}  // namespace wardscope::render
