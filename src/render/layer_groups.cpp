// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/layer_groups.hpp"

#include <utility>

#include "gpu/draw_state.hpp"

namespace wardscope::render {

core::Status LayerGroups::make(Target& target) const {
  auto drawn = gpu::Framebuffer::create(size_, samples_);
  if (!drawn) return drawn.error();
  target.drawn = std::move(*drawn);
  if (target.drawn->samples() < 2) return {};
  auto resolved = gpu::Framebuffer::create(size_, 0);
  if (!resolved) return resolved.error();
  target.resolved = std::move(*resolved);
  return {};
}

void LayerGroups::resolve(const Target& target) {
  if (target.resolved) target.drawn->resolve_into(*target.resolved);
}

core::Status LayerGroups::begin(gpu::PixelSize size) {
  if (size != size_) targets_.clear();
  size_ = size;
  depth_ = 0;
  if (targets_.empty()) {
    auto target = std::make_unique<Target>();
    if (auto status = make(*target); !status) {
      size_ = {0, 0};
      return status;
    }
    targets_.push_back(std::move(target));
  }
  targets_.front()->drawn->bind();
  return {};
}

core::Status LayerGroups::with_opacity(Frame& frame, float opacity, const std::function<core::Status()>& draw) {
  if (opacity <= 0.0F) return {};
  if (opacity >= 1.0F) return draw();
  const auto program = frame.shaders.program("composite");
  if (!program) return program.error();
  if (targets_.size() <= depth_ + 1) {
    auto target = std::make_unique<Target>();
    if (auto status = make(*target); !status) return status;
    targets_.push_back(std::move(target));
  }
  const Target& layer = *targets_[++depth_];
  layer.drawn->bind();
  gpu::clear(0.0F, 0.0F, 0.0F, 0.0F);
  auto status = draw();
  resolve(layer);
  targets_[--depth_]->drawn->bind();
  if (!status) return status;
  (*program)->use();
  layer.finished().texture().bind(0);
  (*program)->set("u_layer", 0);
  (*program)->set("u_opacity", opacity);
  quad_.draw_quad();
  ++frame.statistics.draw_calls;
  return {};
}

core::Result<const gpu::Framebuffer*> LayerGroups::finish() {
  resolve(*targets_.front());
  return &targets_.front()->finished();
}

}  // namespace wardscope::render
