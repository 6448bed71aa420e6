// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame_pacer.hpp"

#include <gtest/gtest.h>

namespace wardscope::app {
namespace {

using Scene = FramePacer::Scene;
using Woken = FramePacer::Woken;

void settle(FramePacer& pacer) {
  while (pacer.woke(Woken::by_time, Scene::still)) {
  }
}

int frames_without_events(FramePacer& pacer) {
  int frames = 0;
  while (pacer.woke(Woken::by_time, Scene::still)) ++frames;
  return frames;
}

TEST(FramePacer, AStillWindowIsNotDrawn) {
  FramePacer pacer;
  settle(pacer);

  EXPECT_FALSE(pacer.woke(Woken::by_time, Scene::still));
}

// A click that came and went between two frames opened a form which stayed unseen until the mouse moved.
TEST(FramePacer, WhatAnEventOpensIsDrawnWithoutAnother) {
  FramePacer pacer;
  settle(pacer);

  EXPECT_TRUE(pacer.woke(Woken::by_event, Scene::still));
  EXPECT_GE(frames_without_events(pacer), 2);
}

TEST(FramePacer, AnEventWhileItSettlesIsSettledToo) {
  FramePacer pacer;
  settle(pacer);
  pacer.woke(Woken::by_event, Scene::still);
  pacer.woke(Woken::by_time, Scene::still);

  pacer.woke(Woken::by_event, Scene::still);

  EXPECT_GE(frames_without_events(pacer), 2);
}

TEST(FramePacer, WhatMovesIsDrawnAgainAndAgain) {
  FramePacer pacer;
  settle(pacer);

  EXPECT_TRUE(pacer.woke(Woken::by_time, Scene::moving));
  EXPECT_TRUE(pacer.woke(Woken::by_time, Scene::moving));
  EXPECT_LT(pacer.patience(Scene::moving), pacer.patience(Scene::still));
}

TEST(FramePacer, ADeliveryIsDrawn) {
  FramePacer pacer;
  settle(pacer);

  pacer.stir();

  EXPECT_TRUE(pacer.woke(Woken::by_time, Scene::still));
}

}  // namespace
}  // namespace wardscope::app
