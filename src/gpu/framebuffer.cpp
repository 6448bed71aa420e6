// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/framebuffer.hpp"

#include <epoxy/gl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace wardscope::gpu {

Framebuffer::Framebuffer(PixelSize size, int samples) : size_(size), samples_(samples) {
  glBindFramebuffer(GL_FRAMEBUFFER, object_.id());
  if (samples > 1) {
    renderbuffer_.emplace(ObjectKind::renderbuffer);
    glBindRenderbuffer(GL_RENDERBUFFER, renderbuffer_->id());
    glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, GL_RGBA8, size.width, size.height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, renderbuffer_->id());
  } else {
    texture_.emplace();
    texture_->upload(size, PixelFormat::rgba8, {});
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_->id(), 0);
  }
}

core::Result<Framebuffer> Framebuffer::create(PixelSize size, int samples) {
  GLint most = 0;
  GLint most_samples = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  glGetIntegerv(GL_MAX_SAMPLES, &most_samples);
  if (size.width < 1 || size.height < 1 || size.width > most || size.height > most) {
    return core::graphics_error(fmt::format("a picture of {} x {} pixels cannot be drawn: each side must be 1 to {}",
                                            size.width, size.height, most));
  }
  Framebuffer framebuffer(size, std::min(samples, most_samples));
  const GLenum status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
  if (status != GL_FRAMEBUFFER_COMPLETE || glGetError() == GL_OUT_OF_MEMORY) {
    return core::graphics_error(fmt::format("no memory on the graphics card for a picture of {} x {} pixels ({:#06x})",
                                            size.width, size.height, status));
  }
  return framebuffer;
}

void Framebuffer::bind() const { bind_framebuffer(object_.id(), size_); }

void Framebuffer::resolve_into(const Framebuffer& target) const {
  assert(target.size_ == size_);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, object_.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target.object_.id());
  glBlitFramebuffer(0, 0, size_.width, size_.height, 0, 0, size_.width, size_.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

void Framebuffer::copy_to_window(int x, int y) const {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, object_.id());
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
  glBlitFramebuffer(0, 0, size_.width, size_.height, x, y, x + size_.width, y + size_.height, GL_COLOR_BUFFER_BIT,
                    GL_NEAREST);
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
}

const Texture& Framebuffer::texture() const {
  assert(texture_.has_value());
  return *texture_;
}

std::vector<std::uint8_t> Framebuffer::read_rgba() const {
  assert(texture_.has_value());
  const std::size_t row = static_cast<std::size_t>(size_.width) * 4;
  std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(size_.height));
  glBindFramebuffer(GL_READ_FRAMEBUFFER, object_.id());
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size_.width, size_.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
  auto top = pixels.begin();
  for (auto bottom = pixels.end(); bottom - top > static_cast<std::ptrdiff_t>(row);) {
    bottom -= static_cast<std::ptrdiff_t>(row);
    std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
    top += static_cast<std::ptrdiff_t>(row);
  }
  return pixels;
}

void bind_window_framebuffer(PixelSize size) { bind_framebuffer(0, size); }

unsigned bound_framebuffer() {
  GLint id = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &id);
  return static_cast<unsigned>(id);
}

void bind_framebuffer(unsigned id, PixelSize viewport) {
  glBindFramebuffer(GL_FRAMEBUFFER, id);
  glViewport(0, 0, viewport.width, viewport.height);
}

}  // namespace wardscope::gpu
