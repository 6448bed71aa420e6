// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pane.hpp"

#include <imgui.h>

namespace wardscope::ui {
namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus;

ImGuiWindowFlags flags_of(Pane::Scroll scroll) {
  switch (scroll) {
    case Pane::Scroll::yes:
      return kFixed;
    case Pane::Scroll::bar_hidden:
      return kFixed | ImGuiWindowFlags_NoScrollbar;
    case Pane::Scroll::no:
      return kFixed | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  }
  return kFixed;
}

}  // namespace

Pane::Pane(const char* name, const ScreenRect& rect, Scroll scroll) {
  ImGui::SetNextWindowPos({rect.x, rect.y});
  ImGui::SetNextWindowSize({rect.width, rect.height});
  ImGui::Begin(name, nullptr, flags_of(scroll));
}

Pane::~Pane() { ImGui::End(); }

}  // namespace wardscope::ui
