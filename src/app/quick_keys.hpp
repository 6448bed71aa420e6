// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "gpu/window.hpp"

namespace wardscope::app {

/// ImGui 1.86 looks at the keyboard once a frame: a key that goes down and up between two slow frames is lost to it.
/// This holds such keys down for the one frame that follows.
class QuickKeys {
 public:
  /// Between the backend's NewFrame and ImGui's. @pre an ImGui context is current
  void hold(const std::vector<gpu::Window::KeyPress>& presses);

 private:
  std::vector<int> held_;  ///< keys held down in the last frame which are up in truth
};

}  // namespace wardscope::app
