// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace wardscope::gpu {

/// Size in pixels. Objects are never made smaller than 1 x 1.
struct PixelSize {
  int width = 1;
  int height = 1;
  friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// Identity of the context that is current on this thread; 0 where none is. Never used twice in a process.
std::uint64_t current_context();
/// For GlContext and Window alone: says which context is current from now on.
void note_current_context(std::uint64_t context);
/// A new identity for a context.
std::uint64_t new_context_identity();

enum class ObjectKind : std::uint8_t { buffer, vertex_array, texture, framebuffer, renderbuffer, program };

/// Owns one OpenGL name of the context that was current when it was made. It deletes the name only while that context
/// is current: a context that is gone took its objects with it, so outliving one is safe (and that is how the renderer
/// survives the loss of its context: it drops everything and uploads again).
class Object {
 public:
  /// @pre a context is current
  explicit Object(ObjectKind kind);
  Object(Object&& other) noexcept;
  Object& operator=(Object&& other) noexcept;
  ~Object();

  [[nodiscard]] unsigned id() const { return id_; }
  /// False once another context, or none, is current.
  [[nodiscard]] bool usable() const { return id_ != 0 && context_ == current_context(); }

 private:
  void release();

  ObjectKind kind_;
  unsigned id_ = 0;
  std::uint64_t context_ = 0;
};

/// In builds with asserts: stops the program where OpenGL reported an error since the last call, naming `place`.
/// Costs nothing in release builds.
void check_gl(const char* place);

}  // namespace wardscope::gpu
