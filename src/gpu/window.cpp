// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/window.hpp"

#include <epoxy/gl.h>
// GLFW after epoxy, without the system's OpenGL header.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace wardscope::gpu {
namespace {

constexpr float kPixelsPerPoint = 96.0F / 72.0F;  // at a content scale of 1

/// GLFW between its initialisation and its end; windows share it.
struct Library {
  bool ready = glfwInit() == GLFW_TRUE;
  Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  ~Library() {
    if (ready) glfwTerminate();
  }
};

std::shared_ptr<Library> shared_library() {
  static std::weak_ptr<Library> kept;
  if (auto library = kept.lock()) return library;
  auto library = std::make_shared<Library>();
  if (!library->ready) return nullptr;
  kept = library;
  return library;
}

std::string last_glfw_error() {
  const char* text = nullptr;
  const int code = glfwGetError(&text);
  return fmt::format("{} ({})", text != nullptr ? text : "no reason given", code);
}

core::Error no_display() {
  return core::graphics_error(
      "no display to open a window on: " + last_glfw_error() +
      ". Start it from a desktop session; `wardscope render` draws the map to a file without one");
}

core::Error no_window() {
  return core::graphics_error("no window with OpenGL 3.3: " + last_glfw_error() +
                              ". Set LIBGL_ALWAYS_SOFTWARE=1 to draw on the processor; `wardscope render` draws the "
                              "map to a file without a window");
}

/// The wanted size, no larger than what panels and title bar leave of the screen; the latter's height can't be asked
/// for before there is a window.
PixelSize fitting_size(PixelSize wanted) {
  constexpr int kTitleBar = 32;
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
  if (width > 0 && height > 0) {
    wanted.width = std::min(wanted.width, width);
    if (wanted.height > height - kTitleBar) wanted.height = height - kTitleBar;
  }
  return {std::max(1, wanted.width), std::max(1, wanted.height)};
}

}  // namespace

struct Window::Impl {
  std::shared_ptr<Library> library;
  GLFWwindow* window = nullptr;
  std::uint64_t identity = 0;
  ContextInfo info;
  /// What GLFW's callbacks write to.
  struct Inbox {
    std::vector<std::string> dropped;
    std::vector<KeyPress> presses;
  };
  Inbox inbox;
  int windowed[4] = {0, 0, 1280, 800};  // x, y, width, height before the full screen

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    if (window == nullptr) return;
    if (current_context() == identity) note_current_context(0);
    glfwDestroyWindow(window);
  }
};

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

core::Result<Window> Window::open(const WindowOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->library = shared_library();
  if (!impl->library) return no_display();

  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);  // else a reset is never told
  glfwWindowHint(GLFW_SAMPLES, 0);  // the renderer smooths edges in a framebuffer of its own
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.visibility == Visibility::shown ? GLFW_TRUE : GLFW_FALSE);
  const PixelSize size = fitting_size(options.size);
  const auto create = [&] {
    return glfwCreateWindow(size.width, size.height, options.title.c_str(), nullptr, nullptr);
  };
  impl->window = create();
  if (impl->window == nullptr) {
    // A driver without the robustness extension: it works, and a reset ends the drawing.
    glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_NO_ROBUSTNESS);
    impl->window = create();
  }
  if (impl->window == nullptr) return no_window();
  impl->identity = new_context_identity();
  glfwSetWindowUserPointer(impl->window, &impl->inbox);
  glfwSetDropCallback(impl->window, [](GLFWwindow* dropped_on, int count, const char** paths) {
    auto& files = static_cast<Impl::Inbox*>(glfwGetWindowUserPointer(dropped_on))->dropped;
    files.insert(files.end(), paths, paths + count);
  });
  // ImGui's backend passes keys on to the callback that was there before its own.
  glfwSetKeyCallback(impl->window, [](GLFWwindow* pressed_on, int key, int, int action, int modifiers) {
    if (action != GLFW_PRESS || key < 0) return;
    auto& presses = static_cast<Impl::Inbox*>(glfwGetWindowUserPointer(pressed_on))->presses;
    presses.push_back({key, (modifiers & GLFW_MOD_CONTROL) != 0, (modifiers & GLFW_MOD_SHIFT) != 0});
  });
  Window window(std::move(impl));
  window.make_current();
  glfwSwapInterval(1);
  window.impl_->info = describe_current_context();
  return window;
}

void Window::make_current() {
  glfwMakeContextCurrent(impl_->window);
  note_current_context(impl_->identity);
}

GLFWwindow* Window::handle() const { return impl_->window; }
const ContextInfo& Window::info() const { return impl_->info; }

PixelSize Window::framebuffer_size() const {
  PixelSize size;
  glfwGetFramebufferSize(impl_->window, &size.width, &size.height);
  return {std::max(1, size.width), std::max(1, size.height)};
}

float Window::pixels_per_point() const {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(impl_->window, &x, &y);
  return kPixelsPerPoint * std::max(x, y);
}

bool Window::minimised() const { return glfwGetWindowAttrib(impl_->window, GLFW_ICONIFIED) == GLFW_TRUE; }
bool Window::context_lost() const {
  // In OpenGL 4.5, or by extension under another name; without either nothing is ever told.
  if (epoxy_gl_version() >= 45 || epoxy_has_gl_extension("GL_KHR_robustness"))
    return glGetGraphicsResetStatus() != GL_NO_ERROR;
  if (epoxy_has_gl_extension("GL_ARB_robustness")) return glGetGraphicsResetStatusARB() != GL_NO_ERROR;
  return false;
}
bool Window::close_requested() const { return glfwWindowShouldClose(impl_->window) == GLFW_TRUE; }

std::vector<std::string> Window::take_dropped_files() { return std::exchange(impl_->inbox.dropped, {}); }
std::vector<Window::KeyPress> Window::take_key_presses() { return std::exchange(impl_->inbox.presses, {}); }

void Window::toggle_full_screen() {
  int* const kept = static_cast<int*>(impl_->windowed);
  if (glfwGetWindowMonitor(impl_->window) != nullptr) {
    glfwSetWindowMonitor(impl_->window, nullptr, kept[0], kept[1], kept[2], kept[3], GLFW_DONT_CARE);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  glfwGetWindowPos(impl_->window, kept, kept + 1);
  glfwGetWindowSize(impl_->window, kept + 2, kept + 3);
  glfwSetWindowMonitor(impl_->window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

void Window::resize(PixelSize size) {
  glfwSetWindowSize(impl_->window, std::max(1, size.width), std::max(1, size.height));
}
void Window::set_title(const std::string& title) { glfwSetWindowTitle(impl_->window, title.c_str()); }
void Window::swap() { glfwSwapBuffers(impl_->window); }
void Window::poll_events() { glfwPollEvents(); }
void Window::wait_events(double seconds) { glfwWaitEventsTimeout(seconds); }
void Window::wake() { glfwPostEmptyEvent(); }

}  // namespace wardscope::gpu
