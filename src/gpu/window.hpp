// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "gpu/context.hpp"
#include "gpu/object.hpp"

struct GLFWwindow;

namespace wardscope::gpu {

enum class Visibility { hidden, shown };

struct WindowOptions {
  std::string title = "Wardscope";
  /// At least 1 x 1 (X11 ends the program on a window of no size), at most what the desktop leaves free of the screen.
  PixelSize size{1280, 800};
  Visibility visibility = Visibility::shown;
};

/// A window with an OpenGL 3.3 core context, current on the thread that made it (which must be the main thread).
class Window {
 public:
  /// @returns graphics where there is no display (the message names `wardscope render`, which needs none) or where
  /// OpenGL is older than 3.3 (the message names LIBGL_ALWAYS_SOFTWARE=1).
  static core::Result<Window> open(const WindowOptions& options);

  Window(Window&&) noexcept;
  Window& operator=(Window&&) noexcept;
  ~Window();

  void make_current();
  /// For the ImGui backend.
  [[nodiscard]] GLFWwindow* handle() const;
  [[nodiscard]] const ContextInfo& info() const;

  /// Pixels to draw into, at least 1 x 1.
  [[nodiscard]] PixelSize framebuffer_size() const;
  /// Pixels of one Scene point: 4/3 at 96 dpi, times the monitor's content scale.
  [[nodiscard]] float pixels_per_point() const;
  /// True while iconified: there is nothing to draw (X11 keeps the framebuffer's size).
  [[nodiscard]] bool minimised() const;
  [[nodiscard]] bool close_requested() const;

  /// True where the card has lost what was on it (reset of the driver, sleep): open another window and draw anew.
  /// @pre the window's context is current
  [[nodiscard]] bool context_lost() const;

  /// Paths of files that were dropped on the window since the last call.
  std::vector<std::string> take_dropped_files();
  /// Keys that went down since the last call, by GLFW's numbers: also those that are up again, which looking at the
  /// keyboard once a frame would miss.
  struct KeyPress {
    int key = 0;
    bool control = false;
    bool shift = false;
  };
  std::vector<KeyPress> take_key_presses();
  /// Covers the monitor, or goes back to where the window was.
  void toggle_full_screen();

  /// Clamped to at least 1 x 1.
  void resize(PixelSize size);
  void set_title(const std::string& title);
  /// Shows what was drawn; waits for the screen.
  void swap();
  /// Handles waiting events. With a timeout it sleeps until one comes, `wake()` is called or the time is over.
  static void poll_events();
  static void wait_events(double seconds);
  /// May be called from any thread; ends wait_events().
  static void wake();

 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace wardscope::gpu
