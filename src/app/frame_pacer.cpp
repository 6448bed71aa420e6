// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/frame_pacer.hpp"

#include <algorithm>

namespace wardscope::app {
namespace {

constexpr double kStill = 0.25;      // s: an idle window looks up so often
constexpr double kMoving = 0.05;     // s: a progress bar must move, a playing timeline step
constexpr double kSettling = 0.002;  // s: long enough to see whether an event waits, too short to be seen

}  // namespace

double FramePacer::patience(Scene scene) const {
  return due_ > 0 ? kSettling : scene == Scene::moving ? kMoving : kStill;
}

bool FramePacer::woke(Woken woken, Scene scene) {
  if (woken == Woken::by_event) stir();
  const bool settling = due_ > 0;
  due_ = std::max(0, due_ - 1);
  return settling || scene == Scene::moving;
}

}  // namespace wardscope::app
