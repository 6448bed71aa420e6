// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/quick_keys.hpp"

#include <imgui.h>

#include <cstddef>

namespace wardscope::app {

void QuickKeys::hold(const std::vector<gpu::Window::KeyPress>& presses) {
  ImGuiIO& io = ImGui::GetIO();
  for (const int key : held_) io.KeysDown[key] = false;
  if (!held_.empty()) io.KeyCtrl = io.KeyShift = false;
  held_.clear();
  for (const gpu::Window::KeyPress& press : presses) {
    constexpr int kKeys = static_cast<int>(sizeof io.KeysDown / sizeof io.KeysDown[0]);
    if (press.key < 0 || press.key >= kKeys || io.KeysDown[press.key]) continue;
    io.KeysDown[press.key] = true;
    io.KeyCtrl = io.KeyCtrl || press.control;
    io.KeyShift = io.KeyShift || press.shift;
    held_.push_back(press.key);
  }
}

}  // namespace wardscope::app
