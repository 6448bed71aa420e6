// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame_layout.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace wardscope::ui {
namespace {

constexpr float kTolerance = 0.5F;  // px

struct Screen {
  float width;
  float height;
};

/// Ordinary laptops and projectors, and a window beside another.
const std::vector<Screen> kScreens = {{1920, 1080}, {1440, 900}, {1366, 768}, {1366, 700},
                                      {1280, 800},  {1024, 700}, {960, 1050}};

LayoutRequest request_for(Screen screen, float scale) {
  LayoutRequest request;
  request.width = screen.width;
  request.height = screen.height;
  request.scale = scale;
  return request;
}

float area(const ScreenRect& rect) { return rect.width * rect.height; }

TEST(FrameLayout, TheMapKeepsHalfOfTheWindowAtAnyScale) {
  for (const Screen screen : kScreens) {
    for (const float scale : {1.0F, 1.25F, 1.5F, 2.0F, 3.0F}) {
      if (screen.height < 250.0F * scale || screen.width < 340.0F * scale) continue;  // too small for any arrangement
      const FrameLayout layout = lay_out(request_for(screen, scale));

      EXPECT_GE(area(layout.map), 0.5F * screen.width * screen.height)
          << screen.width << " x " << screen.height << " at " << scale;
    }
  }
}

TEST(FrameLayout, WhatTheUserOpensLeavesTheMapHalfOfTheWidth) {
  for (const Screen screen : kScreens) {
    for (const float scale : {1.0F, 1.5F, 2.0F, 3.0F}) {
      for (const bool left : {false, true}) {
        LayoutRequest request = request_for(screen, scale);
        (left ? request.left : request.right) = Wish::open;

        const FrameLayout layout = lay_out(request);

        EXPECT_TRUE(left ? layout.left_open() : layout.right_open());
        EXPECT_GE(layout.map.width, screen.width / 2 - kTolerance)
            << screen.width << " x " << screen.height << " at " << scale;
      }
    }
  }
}

TEST(FrameLayout, APanelThatIsOpenedIsWideEnoughForItsForm) {
  constexpr float kNarrowest = 220.0F;  // px at 96 dpi: a label with its field
  for (const float scale : {1.0F, 1.5F, 2.0F, 3.0F}) {
    LayoutRequest request = request_for({1440, 900}, scale);
    request.right = Wish::open;

    EXPECT_GE(lay_out(request).right.width, kNarrowest * scale) << "at " << scale;
  }
}

TEST(FrameLayout, ALaptopShowsBothPanelsAndTheMonths) {
  for (const Screen screen : {Screen{1440, 900}, Screen{1366, 768}, Screen{1920, 1080}}) {
    const FrameLayout layout = lay_out(request_for(screen, 1.0F));

    EXPECT_TRUE(layout.left_open() && layout.right_open()) << screen.width;
    EXPECT_NE(layout.timeline_form, FrameLayout::TimelineForm::none) << screen.width;
  }
}

TEST(FrameLayout, AClosedPanelLeavesARailWithItsButtons) {
  LayoutRequest request = request_for({1440, 900}, 1.0F);
  request.left = Wish::closed;
  request.right = Wish::closed;

  const FrameLayout layout = lay_out(request);

  EXPECT_FALSE(layout.left_open());
  EXPECT_GE(layout.left_rail.width, 24.0F);
  EXPECT_GE(layout.right_rail.width, 24.0F);
}

TEST(FrameLayout, ThePartsFillTheWindowWithoutOverlap) {
  for (const Screen screen : kScreens) {
    const FrameLayout layout = lay_out(request_for(screen, 1.5F));

    const float left = layout.left.width + layout.left_rail.width;
    const float right = layout.right.width + layout.right_rail.width;
    EXPECT_NEAR(left + layout.map.width + right, screen.width, kTolerance);
    EXPECT_NEAR(layout.top.height + layout.map.height + layout.timeline.height + layout.status.height, screen.height,
                kTolerance);
    EXPECT_NEAR(layout.map.x, left, kTolerance);
  }
}

TEST(FrameLayout, WithoutMonthsThereIsNoTimeline) {
  LayoutRequest request = request_for({1440, 900}, 1.0F);
  request.months = LayoutRequest::Months::none;
  request.timeline = Wish::open;

  EXPECT_EQ(lay_out(request).timeline_form, FrameLayout::TimelineForm::none);
}

TEST(FrameLayout, AWindowOfNoSizeStillHasAMapOfOnePixel) {
  for (const Screen screen : {Screen{0, 0}, Screen{1, 1}, Screen{40, 30}}) {
    for (const Wish wish : {Wish::automatic, Wish::open, Wish::closed}) {
      LayoutRequest request = request_for(screen, 2.0F);
      request.left = wish;
      request.right = wish;
      request.timeline = wish;

      const FrameLayout layout = lay_out(request);

      EXPECT_GE(layout.map.width, 1.0F);
      EXPECT_GE(layout.map.height, 1.0F);
      EXPECT_GE(layout.timeline.height, 0.0F);
    }
  }
}

}  // namespace
}  // namespace wardscope::ui
