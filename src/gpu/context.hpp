// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/result.hpp"

namespace wardscope::gpu {

/// What OpenGL says of itself; shown in the About panel and in reports of trouble.
struct ContextInfo {
  std::string vendor;
  std::string renderer;
  std::string version;
  int most_texture_pixels = 0;  ///< a side
  bool software = false;        ///< drawn by the processor (llvmpipe, softpipe)
};

/// Asks the current context. @pre a context is current
ContextInfo describe_current_context();

/// An OpenGL 3.3 core context without a window and without a display server (EGL). Current on the thread that made it.
class GlContext {
 public:
  /// @returns graphics where EGL or OpenGL 3.3 is missing, with the remedy.
  static core::Result<GlContext> headless();

  GlContext(GlContext&&) noexcept;
  GlContext& operator=(GlContext&&) noexcept;
  ~GlContext();

  /// Makes it current on this thread. Objects may be used only while the context that they were made in is current.
  void make_current();
  [[nodiscard]] const ContextInfo& info() const;

 private:
  struct Impl;
  explicit GlContext(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wardscope::gpu
