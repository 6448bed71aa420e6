// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "gpu/object.hpp"

namespace wardscope::gpu {

/// How often the content changes: once, or every frame.
enum class BufferUse : std::uint8_t { fixed, stream };

/// Bytes on the graphics card.
class Buffer {
 public:
  explicit Buffer(BufferUse use = BufferUse::fixed) : object_(ObjectKind::buffer), use_(use) {}

  /// Replaces the whole content.
  void upload(std::span<const std::byte> bytes);
  template <typename T>
  void upload(std::span<const T> values) {
    upload(std::as_bytes(values));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] unsigned id() const { return object_.id(); }

 private:
  Object object_;
  BufferUse use_;
  std::size_t size_ = 0;
};

enum class AttributeType : std::uint8_t { floats, bytes_as_integers, words_as_integers };

/// One input of a vertex shader: `components` values of `type` at `offset` in each `stride` bytes.
struct Attribute {
  unsigned location = 0;
  int components = 2;
  AttributeType type = AttributeType::floats;
  std::size_t stride = 0;
  std::size_t offset = 0;
};

/// Which vertices a draw call reads.
class VertexArray {
 public:
  VertexArray() : object_(ObjectKind::vertex_array) {}

  void attribute(const Buffer& buffer, const Attribute& attribute);
  /// Floats that lie one after another in each vertex: locations 0, 1 … of so many components each.
  void interleaved_floats(const Buffer& buffer, std::span<const int> components);
  /// 32-bit indices.
  void indices(const Buffer& buffer);

  /// Triangles of indices first … first + count - 1. @pre the program in use reads the attributes that were given
  void draw_triangles(std::size_t first, std::size_t count) const;
  /// A quad from gl_VertexID 0..3, for shaders that need no vertices.
  void draw_quad() const;

 private:
  Object object_;
};

/// Indices 0 1 2  2 1 3 for each group of four vertices, for `quads` of them. Quads are written as four vertices, not
/// as instances: software OpenGL pays a fixed price of about a microsecond for each instance.
Buffer quad_indices(std::size_t quads);

}  // namespace wardscope::gpu
