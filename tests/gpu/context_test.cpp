// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "gpu/draw_state.hpp"
#include "gpu/framebuffer.hpp"
#include "support/headless.hpp"

namespace wardscope::gpu {
namespace {

using testing::HasSubstr;

std::vector<std::uint8_t> cleared_pixel(float r, float g, float b, float a) {
  auto framebuffer = Framebuffer::create({3, 2}, 0);
  if (!framebuffer) return {};
  framebuffer->bind();
  clear(r, g, b, a);
  auto pixels = framebuffer->read_rgba();
  pixels.resize(4);
  return pixels;
}

TEST(HeadlessContext, DrawsWithoutADisplay) {
  unsetenv("DISPLAY");
  WARDSCOPE_HEADLESS(context);

  EXPECT_GE(context.info().most_texture_pixels, 1024);
  EXPECT_FALSE(context.info().renderer.empty());
  EXPECT_THAT(cleared_pixel(1.0F, 0.0F, 0.2F, 1.0F), testing::ElementsAre(255, 0, 51, 255));
}

TEST(HeadlessContext, TwoLiveSideBySideAndEachKeepsItsOwn) {
  WARDSCOPE_HEADLESS(first);
  auto in_first = Framebuffer::create({2, 2}, 0);
  ASSERT_TRUE(in_first);
  in_first->bind();
  clear(0.0F, 1.0F, 0.0F, 1.0F);
  {
    WARDSCOPE_HEADLESS(second);
    EXPECT_THAT(cleared_pixel(1.0F, 0.0F, 0.0F, 1.0F), testing::ElementsAre(255, 0, 0, 255));
  }
  first.make_current();

  auto pixels = in_first->read_rgba();
  pixels.resize(4);
  EXPECT_THAT(pixels, testing::ElementsAre(0, 255, 0, 255));
}

TEST(HeadlessContext, ObjectsMayOutliveTheirContext) {
  std::optional<Framebuffer> survivor;
  {
    WARDSCOPE_HEADLESS(context);
    auto made = Framebuffer::create({4, 4}, 4);
    ASSERT_TRUE(made);
    survivor = std::move(*made);
  }
  EXPECT_EQ(current_context(), 0U);

  survivor.reset();  // must not call OpenGL: there is none any more

  WARDSCOPE_HEADLESS(again);
  EXPECT_THAT(cleared_pixel(0.0F, 0.0F, 1.0F, 1.0F), testing::ElementsAre(0, 0, 255, 255));
}

TEST(HeadlessContext, AnOldOpenGlIsRefusedWithTheRemedy) {
  WARDSCOPE_HEADLESS(context);
  EXPECT_EXIT(
      {
        setenv("MESA_GL_VERSION_OVERRIDE", "2.1", 1);
        execl("/proc/self/exe", "test_gpu", "--gtest_also_run_disabled_tests",
              "--gtest_filter=HeadlessContext.DISABLED_SaysWhyThereIsNone", nullptr);
      },
      testing::ExitedWithCode(0), "LIBGL_ALWAYS_SOFTWARE=1");
}

// Run by the test above in a process of its own: drivers read their settings once.
TEST(HeadlessContext, DISABLED_SaysWhyThereIsNone) {
  const auto context = GlContext::headless();
  ASSERT_FALSE(context);
  EXPECT_EQ(context.error().code, core::ErrorCode::graphics);
  std::fprintf(stderr, "%s\n", context.error().message.c_str());
}

TEST(Framebuffer, RefusesSizesThatTheCardCannotHold) {
  WARDSCOPE_HEADLESS(context);

  const auto nothing = Framebuffer::create({0, 10}, 0);
  const auto huge = Framebuffer::create({1'000'000, 10}, 0);

  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().message, HasSubstr("0 x 10"));
  ASSERT_FALSE(huge);
  EXPECT_THAT(huge.error().message, HasSubstr("each side must be 1 to"));
}

TEST(Framebuffer, ReadsTheTopRowFirst) {
  WARDSCOPE_HEADLESS(context);
  auto framebuffer = Framebuffer::create({2, 3}, 0);
  ASSERT_TRUE(framebuffer);
  framebuffer->bind();
  clear(0.0F, 0.0F, 0.0F, 1.0F);
  bind_framebuffer(bound_framebuffer(), {2, 3});
  // The texture's last row is the picture's first.
  const std::vector<std::uint8_t> white(8, 255);
  const_cast<Texture&>(framebuffer->texture()).upload_part(0, 2, {2, 1}, std::as_bytes(std::span(white)));

  const auto pixels = framebuffer->read_rgba();

  EXPECT_EQ(pixels[0], 255);
  EXPECT_EQ(pixels[8], 0);
}

}  // namespace
}  // namespace wardscope::gpu
