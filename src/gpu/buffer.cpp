// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/buffer.hpp"

#include <epoxy/gl.h>

#include <numeric>
#include <vector>

namespace wardscope::gpu {
namespace {

/// OpenGL takes a place in the bound buffer, in bytes, as a pointer.
const void* buffer_offset(std::size_t bytes) { return reinterpret_cast<const void*>(bytes); }

}  // namespace

void Buffer::upload(std::span<const std::byte> bytes) {
  glBindBuffer(GL_COPY_WRITE_BUFFER, object_.id());
  glBufferData(GL_COPY_WRITE_BUFFER, static_cast<GLsizeiptr>(bytes.size()), bytes.data(),
               use_ == BufferUse::fixed ? GL_STATIC_DRAW : GL_STREAM_DRAW);
  size_ = bytes.size();
}

void VertexArray::attribute(const Buffer& buffer, const Attribute& attribute) {
  glBindVertexArray(object_.id());
  glBindBuffer(GL_ARRAY_BUFFER, buffer.id());
  glEnableVertexAttribArray(attribute.location);
  const auto stride = static_cast<GLsizei>(attribute.stride);
  const void* offset = buffer_offset(attribute.offset);
  switch (attribute.type) {
    case AttributeType::floats:
      glVertexAttribPointer(attribute.location, attribute.components, GL_FLOAT, GL_FALSE, stride, offset);
      break;
    case AttributeType::bytes_as_integers:
      glVertexAttribIPointer(attribute.location, attribute.components, GL_UNSIGNED_BYTE, stride, offset);
      break;
    case AttributeType::words_as_integers:
      glVertexAttribIPointer(attribute.location, attribute.components, GL_UNSIGNED_INT, stride, offset);
      break;
  }
  glBindVertexArray(0);
}

void VertexArray::interleaved_floats(const Buffer& buffer, std::span<const int> components) {
  const auto bytes = [](int count) { return static_cast<std::size_t>(count) * sizeof(float); };
  const std::size_t stride = bytes(std::accumulate(components.begin(), components.end(), 0));
  std::size_t offset = 0;
  for (std::size_t i = 0; i < components.size(); ++i) {
    attribute(buffer,
              {.location = static_cast<unsigned>(i), .components = components[i], .stride = stride, .offset = offset});
    offset += bytes(components[i]);
  }
}

void VertexArray::indices(const Buffer& buffer) {
  glBindVertexArray(object_.id());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffer.id());
  glBindVertexArray(0);
}

void VertexArray::draw_triangles(std::size_t first, std::size_t count) const {
  if (count == 0) return;
  glBindVertexArray(object_.id());
  const void* offset = buffer_offset(first * sizeof(std::uint32_t));
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count), GL_UNSIGNED_INT, offset);
  glBindVertexArray(0);
}

void VertexArray::draw_quad() const {
  glBindVertexArray(object_.id());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
  glBindVertexArray(0);
}

Buffer quad_indices(std::size_t quads) {
  std::vector<std::uint32_t> indices;
  indices.reserve(quads * 6);
  for (std::size_t i = 0; i < quads; ++i) {
    const auto first = static_cast<std::uint32_t>(i * 4);
    for (const std::uint32_t corner : {0U, 1U, 2U, 2U, 1U, 3U}) indices.push_back(first + corner);
  }
  Buffer buffer;
  buffer.upload(std::span<const std::uint32_t>(indices));
  return buffer;
}

}  // namespace wardscope::gpu
