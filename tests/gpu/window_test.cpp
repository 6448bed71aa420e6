// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/window.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

// GLFW without the system's OpenGL header.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "gpu/draw_state.hpp"
#include "gpu/framebuffer.hpp"

namespace wardscope::gpu {
namespace {

TEST(Window, WithoutADisplayItNamesTheCommandThatNeedsNone) {
  EXPECT_EXIT(
      {
        unsetenv("DISPLAY");
        unsetenv("WAYLAND_DISPLAY");
        const auto window = Window::open({});
        if (!window) std::fprintf(stderr, "%s\n", window.error().message.c_str());
        std::_Exit(window ? 1 : 0);
      },
      testing::ExitedWithCode(0), "no display to open a window on.*wardscope render");
}

TEST(Window, IsNeverSmallerThanOnePixel) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.size = {0, 0};
  options.visibility = Visibility::hidden;
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;

  window->resize({0, -5});
  Window::poll_events();

  EXPECT_GE(window->framebuffer_size().width, 1);
  EXPECT_GE(window->framebuffer_size().height, 1);
  EXPECT_GE(window->pixels_per_point(), 1.0F);
}

TEST(Window, IsNeverLargerThanTheScreen) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.size = {9000, 7000};
  options.visibility = Visibility::hidden;
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;
  const GLFWvidmode* mode = glfwGetVideoMode(glfwGetPrimaryMonitor());
  ASSERT_NE(mode, nullptr);

  EXPECT_LE(window->framebuffer_size().width, mode->width);
  EXPECT_LE(window->framebuffer_size().height, mode->height);
}

TEST(Window, ANewOneDrawsAfterTheFirstWasLost) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.visibility = Visibility::hidden;
  for (int round = 0; round < 2; ++round) {
    auto window = Window::open(options);
    ASSERT_TRUE(window) << window.error().message;
    auto framebuffer = Framebuffer::create({4, 4}, 0);
    ASSERT_TRUE(framebuffer);
    framebuffer->bind();
    clear(1.0F, 1.0F, 1.0F, 1.0F);
    EXPECT_EQ(framebuffer->read_rgba().front(), 255);
    framebuffer->copy_to_window(0, 0);
    window->swap();
    check_gl("window test");
  }
}

TEST(Window, TellsOfDroppedFilesOnce) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.visibility = Visibility::hidden;
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;
  const GLFWdropfun drop = glfwSetDropCallback(window->handle(), nullptr);  // what GLFW calls when files are let go
  ASSERT_NE(drop, nullptr);
  const char* files[] = {"/data/wards.geojson", "/data/St Mary's.csv"};

  drop(window->handle(), 2, static_cast<const char**>(files));

  EXPECT_THAT(window->take_dropped_files(), testing::ElementsAre("/data/wards.geojson", "/data/St Mary's.csv"));
  EXPECT_THAT(window->take_dropped_files(), testing::IsEmpty());
}

TEST(Window, TellsOfAKeyThatIsUpAgain) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.visibility = Visibility::hidden;
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;
  const GLFWkeyfun key = glfwSetKeyCallback(window->handle(), nullptr);
  ASSERT_NE(key, nullptr);

  key(window->handle(), GLFW_KEY_S, 0, GLFW_PRESS, GLFW_MOD_CONTROL);
  key(window->handle(), GLFW_KEY_S, 0, GLFW_RELEASE, GLFW_MOD_CONTROL);

  const auto presses = window->take_key_presses();
  ASSERT_THAT(presses, testing::SizeIs(1));
  EXPECT_EQ(presses.front().key, GLFW_KEY_S);
  EXPECT_TRUE(presses.front().control);
  EXPECT_FALSE(presses.front().shift);
  EXPECT_THAT(window->take_key_presses(), testing::IsEmpty());
}

/// X answers later; some frames are enough.
void settle(Window& window) {
  constexpr int kFrames = 20;
  for (int i = 0; i < kFrames; ++i) {
    window.swap();
    Window::wait_events(0.02);
  }
}

TEST(Window, FullScreenCoversTheMonitorAndGoesBack) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.size = {640, 480};
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;
  const GLFWvidmode* mode = glfwGetVideoMode(glfwGetPrimaryMonitor());
  ASSERT_NE(mode, nullptr);

  window->toggle_full_screen();
  settle(*window);
  const PixelSize full = window->framebuffer_size();
  window->toggle_full_screen();
  settle(*window);

  EXPECT_EQ(full.width, mode->width);
  EXPECT_EQ(full.height, mode->height);
  EXPECT_EQ(window->framebuffer_size().width, 640);
  EXPECT_EQ(window->framebuffer_size().height, 480);
}

TEST(Window, AHealthyContextIsNotLost) {
  if (std::getenv("DISPLAY") == nullptr) GTEST_SKIP() << "needs a display: run it under xvfb-run";
  WindowOptions options;
  options.visibility = Visibility::hidden;
  auto window = Window::open(options);
  ASSERT_TRUE(window) << window.error().message;

  EXPECT_FALSE(window->context_lost());
}

}  // namespace
}  // namespace wardscope::gpu
