// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/layer_groups.hpp"

#include <utility>

#include "gpu/draw_state.hpp"

namespace wardscope::render {

core::Status LayerGroups::begin(gpu::PixelSize size) {
  if (size != size_) {
    targets_.clear();
    sampled_.reset();
    resolved_.reset();
  }
  size_ = size;
  depth_ = 0;
  if (targets_.empty()) {
    auto picture = gpu::Framebuffer::create(size, 0);
    if (!picture) return picture.error();
    targets_.push_back(std::move(*picture));
  }
  targets_.front().bind();
  return {};
}

core::Status LayerGroups::lay_over(Frame& frame, const gpu::Framebuffer& layer, float opacity) {
  const auto program = frame.shaders.program("composite");
  if (!program) return program.error();
  targets_[depth_].bind();
  (*program)->use();
  layer.texture().bind(0);
  (*program)->set("u_layer", 0);
  (*program)->set("u_opacity", opacity);
  quad_.draw_quad();
  ++frame.statistics.draw_calls;
  return {};
}

core::Status LayerGroups::with_opacity(Frame& frame, float opacity, const Draw& draw) {
  if (opacity <= 0.0F) return {};
  if (opacity >= 1.0F) return draw();
  if (targets_.size() <= depth_ + 1) {
    auto target = gpu::Framebuffer::create(size_, 0);
    if (!target) return target.error();
    targets_.push_back(std::move(*target));
  }
  ++depth_;
  targets_[depth_].bind();
  gpu::clear(0.0F, 0.0F, 0.0F, 0.0F);
  auto status = draw();
  const std::size_t drawn = depth_--;
  targets_[depth_].bind();
  if (!status) return status;
  return lay_over(frame, targets_[drawn], opacity);
}

core::Status LayerGroups::with_smooth_edges(Frame& frame, const Draw& draw) {
  if (samples_ < 2) return draw();
  if (!sampled_) {
    auto sampled = gpu::Framebuffer::create(size_, samples_);
    if (!sampled) return sampled.error();
    if (sampled->samples() < 2) {  // the card has no multisampling
      samples_ = 0;
      targets_[depth_].bind();
      return draw();
    }
    auto resolved = gpu::Framebuffer::create(size_, 0);
    if (!resolved) return resolved.error();
    sampled_ = std::move(*sampled);
    resolved_ = std::move(*resolved);
  }
  sampled_->bind();
  gpu::clear(0.0F, 0.0F, 0.0F, 0.0F);
  auto status = draw();
  sampled_->resolve_into(*resolved_);
  targets_[depth_].bind();
  if (!status) return status;
  return lay_over(frame, *resolved_, 1.0F);
}

}  // namespace wardscope::render
