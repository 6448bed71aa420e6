// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ui_driver.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

namespace wardscope::ui {
namespace {

constexpr float kWidth = 1280.0F;
constexpr float kHeight = 800.0F;
constexpr float kFrameSeconds = 1.0F / 60.0F;

void append(Intents& all, const Intents& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

UiDriver::UiDriver() {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(kWidth, kHeight);
  io.DeltaTime = kFrameSeconds;
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
  ImFont* font = io.Fonts->AddFontDefault();
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  fonts_ = {font, font, font, font};
  apply_theme(1.0F);
  dataset.place = "Testham";
  dataset.area_sets.push_back(core::make_snapshot(borough::AreaSet{}));  // an empty workspace shows how to fill it
}

UiDriver::~UiDriver() { ImGui::DestroyContext(); }

const Intents& UiDriver::frame() {
  ImGui::NewFrame();
  probe.begin_frame();
  Widgets widgets(fonts_, probe, 1.0F);
  const ViewModel model{project, dataset, registry, results, months, types, quality, jobs, identified, notice, findings,
                  legend, {}, "testham.sqlite", {}, {}, main_frame.map().cursor(), 0, false, loaded};
  last_ = main_frame.draw(widgets, model, {0, 1.0F});
  ImGui::Render();
  carry_out(last_);
  return last_;
}

void UiDriver::carry_out(const Intents& intents) {
  for (const Intent& intent : intents) {
    if (const auto* edit = std::get_if<EditProject>(&intent)) project = edit->next;
    if (const auto* move = std::get_if<MoveCamera>(&intent)) project.camera = move->camera;
  }
}

void UiDriver::move_mouse(float x, float y) { ImGui::GetIO().MousePos = ImVec2(x, y); }
void UiDriver::press() { ImGui::GetIO().MouseDown[0] = true; }
void UiDriver::release() { ImGui::GetIO().MouseDown[0] = false; }

Intents UiDriver::click(const std::string& label) {
  Intents all;
  frame();
  frame();  // windows that fit their content know their place only in their second frame
  const auto widget = probe.find(label);
  EXPECT_TRUE(widget) << "no widget '" << label << "'";
  if (!widget) return all;
  move_mouse(widget->rect.centre_x(), widget->rect.centre_y());
  append(all, frame());
  press();
  append(all, frame());
  release();
  append(all, frame());
  append(all, frame());
  return all;
}

Intents UiDriver::drag(float from_x, float from_y, float to_x, float to_y) {
  Intents all;
  move_mouse(from_x, from_y);
  append(all, frame());
  append(all, frame());
  press();
  append(all, frame());
  constexpr int kSteps = 5;
  for (int i = 1; i <= kSteps; ++i) {
    const float share = static_cast<float>(i) / kSteps;
    move_mouse(from_x + (to_x - from_x) * share, from_y + (to_y - from_y) * share);
    append(all, frame());
  }
  release();
  append(all, frame());
  return all;
}

Intents UiDriver::wheel(float notches) {
  ImGui::GetIO().MouseWheel = notches;
  const Intents intents = frame();
  ImGui::GetIO().MouseWheel = 0.0F;
  return intents;
}

Intents UiDriver::type(const std::string& ascii) {
  ImGui::GetIO().AddInputCharactersUTF8(ascii.c_str());
  return frame();
}

}  // namespace wardscope::ui
