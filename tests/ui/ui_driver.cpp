// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ui_driver.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include "report/font_files.hpp"

namespace wardscope::ui {
namespace {

constexpr float kFrameSeconds = 1.0F / 60.0F;

void append(Intents& all, const Intents& more) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

UiDriver::UiDriver(const Screen& screen) : screen_(screen) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(screen.width, screen.height);
  io.DeltaTime = kFrameSeconds;
  for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
  // The face that the program ships with: widths are what users see.
  const auto faces = report::find_font_files();
  EXPECT_TRUE(faces);
  const auto fonts = load_fonts({faces->regular, faces->bold}, screen.scale);
  EXPECT_TRUE(fonts) << fonts.error().message;
  fonts_ = *fonts;
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  apply_theme(screen.scale);
  dataset.place = "Testham";
  dataset.area_sets.push_back(core::make_snapshot(borough::AreaSet{}));  // an empty workspace shows how to fill it
}

UiDriver::~UiDriver() { ImGui::DestroyContext(); }

ViewModel UiDriver::view() const {
  return {project,
          dataset,
          registry,
          results,
          months,
          types,
          quality,
          jobs,
          identified,
          notice,
          findings,
          legend,
          {0.0, 0, renderer},
          "testham.sqlite",
          {},
          {},
          main_frame.map().cursor(),
          0,
          false,
          loaded,
          {},
          book,
          {},
          preview,
          previewed,
          feature_kinds};
}

const Intents& UiDriver::frame() {
  ImGui::NewFrame();
  probe.begin_frame();
  Widgets widgets(fonts_, probe, screen_.scale);
  last_ = main_frame.draw(widgets, view(), {0, screen_.scale});
  ImGui::Render();
  carry_out(last_);
  return last_;
}

void UiDriver::carry_out(const Intents& intents) {
  for (const Intent& intent : intents) {
    if (const auto* edit = std::get_if<EditProject>(&intent)) project = edit->next;
    if (const auto* move = std::get_if<MoveCamera>(&intent)) project.camera = move->camera;
    if (const auto* show = std::get_if<PreviewOperation>(&intent))
      preview.asked = preview.asked || show->wish == PreviewOperation::Wish::show;
    if (std::holds_alternative<EndPreview>(intent)) preview = {};
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

void UiDriver::resize(float width, float height) { ImGui::GetIO().DisplaySize = ImVec2(width, height); }

Intents UiDriver::key(int glfw_key) {
  ImGui::GetIO().KeysDown[glfw_key] = true;
  Intents all = frame();
  ImGui::GetIO().KeysDown[glfw_key] = false;
  append(all, frame());
  return all;
}

Intents UiDriver::type(const std::string& ascii) {
  ImGui::GetIO().AddInputCharactersUTF8(ascii.c_str());
  return frame();
}

}  // namespace wardscope::ui
