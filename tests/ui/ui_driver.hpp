// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/main_frame.hpp"

namespace wardscope::ui {

/// The real panels in an ImGui of its own, without a window and without OpenGL: moves the mouse, clicks widgets by
/// their label, and keeps the intents of the last frame. The project changes as the application would change it.
class UiDriver {
 public:
  /// The window's size in pixels and the scale of its texts.
  struct Screen {
    float width = 1280.0F;
    float height = 800.0F;
    float scale = 1.0F;
  };
  UiDriver() : UiDriver(Screen()) {}
  explicit UiDriver(const Screen& screen);
  UiDriver(const UiDriver&) = delete;
  UiDriver& operator=(const UiDriver&) = delete;
  ~UiDriver();

  /// One frame with the mouse where it is. @returns its intents, after they were carried out.
  const Intents& frame();
  void move_mouse(float x, float y);
  void press();
  void release();
  /// Moves to the widget, presses and releases. Fails the test where there is no such widget.
  /// @returns the intents of all those frames.
  Intents click(const std::string& label);
  Intents drag(float from_x, float from_y, float to_x, float to_y);
  Intents wheel(float notches);
  /// Another size of the window from the next frame on.
  static void resize(float width, float height);
  /// Presses and releases a key that ImGui 1.86 knows by its GLFW number. @returns the intents of those frames.
  Intents key(int glfw_key);
  /// Types characters where no field has the focus. @returns the intents of that frame.
  Intents type(const std::string& ascii);

  /// What the panels see in a frame.
  [[nodiscard]] ViewModel view() const;

  // What the panels see; tests fill it before the first frame.
  project::Project project;
  borough::Dataset dataset;
  ops::OperationRegistry registry;
  std::vector<ResultEntry> results;
  MonthlyCounts months;
  std::vector<TypeCounts> types;
  std::vector<std::string> feature_kinds;
  std::vector<QualityNote> quality;
  std::vector<jobs::JobRecord> jobs;
  std::optional<Identified> identified;
  std::optional<Notice> notice;
  std::vector<std::string> findings;
  std::vector<cartography::LegendEntry> legend;
  bool loaded = true;
  std::string renderer;
  const std::vector<verification::Chapter>* book = nullptr;
  PreviewState preview;
  std::vector<std::string_view> previewed;  ///< operations

  MainFrame main_frame;
  Probe probe;

 private:
  void carry_out(const Intents& intents);

  Screen screen_;
  Fonts fonts_;
  Intents last_;
};

}  // namespace wardscope::ui
