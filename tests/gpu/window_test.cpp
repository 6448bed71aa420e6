// SPDX-License-Identifier: GPL-3.0-or-later
#include "gpu/window.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>

#include "gpu/draw_state.hpp"
#include "gpu/framebuffer.hpp"

namespace wardscope::gpu {
namespace {

using testing::HasSubstr;

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

}  // namespace
}  // namespace wardscope::gpu
