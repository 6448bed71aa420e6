// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/context.hpp"

#include <epoxy/egl.h>
#include <epoxy/gl.h>
#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "gpu/object.hpp"

namespace wardscope::gpu {
namespace {

/// An initialised EGL display. Two contexts of a process share the display, which must outlive both.
struct Display {
  EGLDisplay handle = nullptr;
  Display() = default;
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  ~Display() {
    if (handle != nullptr) eglTerminate(handle);
  }
};

EGLDisplay initialised(EGLDisplay display) {
  if (display == nullptr || eglInitialize(display, nullptr, nullptr) != EGL_TRUE) return nullptr;
  return display;
}

/// Mesa's surfaceless platform, else the first device (drivers without Mesa offer that one).
EGLDisplay open_display() {
  if (EGLDisplay display =
          initialised(eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr))) {
    return display;
  }
  if (!epoxy_has_egl_extension(nullptr, "EGL_EXT_device_enumeration")) return nullptr;
  std::array<EGLDeviceEXT, 16> devices{};
  EGLint count = 0;
  if (eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &count) != EGL_TRUE) return nullptr;
  for (EGLint i = 0; i < count; ++i) {
    EGLDeviceEXT device = devices[static_cast<std::size_t>(i)];
    if (EGLDisplay display = initialised(eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, device, nullptr))) {
      return display;
    }
  }
  return nullptr;
}

std::shared_ptr<Display> shared_display() {
  thread_local std::weak_ptr<Display> kept;
  if (auto display = kept.lock()) return display;
  auto display = std::make_shared<Display>();
  display->handle = open_display();
  if (display->handle == nullptr) return nullptr;
  kept = display;
  return display;
}

core::Error no_egl() {
  return core::graphics_error(
      "no headless OpenGL: EGL found no device to draw with. Install libegl1 and libgl1-mesa-dri (software OpenGL), "
      "which draw without a display");
}

core::Error too_old(EGLint error) {
  return core::graphics_error(fmt::format(
      "the graphics driver offers no OpenGL 3.3 core (EGL error {:#06x}). Set LIBGL_ALWAYS_SOFTWARE=1 to draw on the "
      "processor, and take away MESA_GL_VERSION_OVERRIDE if it is set",
      error));
}

std::string gl_text(GLenum name) {
  const GLubyte* text = glGetString(name);
  return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
}

}  // namespace

struct GlContext::Impl {
  std::shared_ptr<Display> display;
  EGLContext context = nullptr;
  std::uint64_t identity = 0;
  ContextInfo info;

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (context == nullptr) return;
    if (current_context() == identity) {
      eglMakeCurrent(display->handle, nullptr, nullptr, nullptr);
      note_current_context(0);
    }
    eglDestroyContext(display->handle, context);
  }

  bool make_current() {
    if (eglMakeCurrent(display->handle, nullptr, nullptr, context) != EGL_TRUE) return false;
    note_current_context(identity);
    return true;
  }
};

ContextInfo describe_current_context() {
  ContextInfo info;
  info.vendor = gl_text(GL_VENDOR);
  info.renderer = gl_text(GL_RENDERER);
  info.version = gl_text(GL_VERSION);
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &info.most_texture_pixels);
  info.software =
      info.renderer.find("llvmpipe") != std::string::npos || info.renderer.find("softpipe") != std::string::npos;
  return info;
}

GlContext::GlContext(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
GlContext::GlContext(GlContext&&) noexcept = default;
GlContext& GlContext::operator=(GlContext&&) noexcept = default;
GlContext::~GlContext() = default;

core::Result<GlContext> GlContext::headless() {
  auto impl = std::make_unique<Impl>();
  impl->display = shared_display();
  if (!impl->display || eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return no_egl();

  // No surface is ever made: pictures are drawn into framebuffer objects.
  constexpr std::array<EGLint, 5> kConfig{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (eglChooseConfig(impl->display->handle, kConfig.data(), &config, 1, &count) != EGL_TRUE || count == 0) {
    return too_old(eglGetError());
  }
  constexpr std::array<EGLint, 7> kContext{
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  impl->context = eglCreateContext(impl->display->handle, config, nullptr, kContext.data());
  if (impl->context == nullptr) return too_old(eglGetError());
  impl->identity = new_context_identity();
  if (!impl->make_current()) return no_egl();
  if (epoxy_gl_version() < 33) return too_old(EGL_SUCCESS);
  impl->info = describe_current_context();
  return GlContext(std::move(impl));
}

void GlContext::make_current() { impl_->make_current(); }
const ContextInfo& GlContext::info() const { return impl_->info; }

}  // namespace wardscope::gpu
