// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/texture.hpp"

#include <epoxy/gl.h>

#include <cassert>

namespace wardscope::gpu {
namespace {

struct Layout {
  GLint internal;
  GLenum format;
  GLenum type;
  std::size_t bytes;
};

Layout layout_of(PixelFormat format) {
  switch (format) {
    case PixelFormat::rgba8:
      return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
    case PixelFormat::rg8:
      return {GL_RG8, GL_RG, GL_UNSIGNED_BYTE, 2};
    case PixelFormat::index8:
      return {GL_R8UI, GL_RED_INTEGER, GL_UNSIGNED_BYTE, 1};
    case PixelFormat::float1:
      return {GL_R32F, GL_RED, GL_FLOAT, 4};
    case PixelFormat::float4:
      return {GL_RGBA32F, GL_RGBA, GL_FLOAT, 16};
  }
  return {GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4};
}

}  // namespace

void Texture::upload(PixelSize size, PixelFormat format, std::span<const std::byte> pixels) {
  const Layout layout = layout_of(format);
  assert(size.width >= 1 && size.height >= 1);
  assert(pixels.empty() ||
         pixels.size() == layout.bytes * static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
  glBindTexture(GL_TEXTURE_2D, object_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, layout.internal, size.width, size.height, 0, layout.format, layout.type,
               pixels.empty() ? nullptr : pixels.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  size_ = size;
  format_ = format;
  set_filter(Filter::nearest);
}

void Texture::upload_part(int x, int y, PixelSize size, std::span<const std::byte> pixels) {
  const Layout layout = layout_of(format_);
  assert(x >= 0 && y >= 0 && x + size.width <= size_.width && y + size.height <= size_.height);
  glBindTexture(GL_TEXTURE_2D, object_.id());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, size.width, size.height, layout.format, layout.type, pixels.data());
}

void Texture::set_filter(Filter filter) {
  const GLint mode = filter == Filter::linear ? GL_LINEAR : GL_NEAREST;
  glBindTexture(GL_TEXTURE_2D, object_.id());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, mode);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, mode);
}

void Texture::bind(unsigned unit) const {
  glActiveTexture(GL_TEXTURE0 + unit);
  glBindTexture(GL_TEXTURE_2D, object_.id());
  glActiveTexture(GL_TEXTURE0);
}

}  // namespace wardscope::gpu
