// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/main_frame.hpp"

namespace wardscope::ui {

/// The real panels in an ImGui of its own, without a window and without OpenGL: moves the mouse, clicks widgets by their
/// label, and keeps the intents of the last frame. The project changes as the application would change it.
class UiDriver {
 public:
  UiDriver();
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
  /// Types characters where no field has the focus. @returns the intents of that frame.
  Intents type(const std::string& ascii);

  // What the panels see; tests fill it before the first frame.
  project::Project project;
  borough::Dataset dataset;
  ops::OperationRegistry registry;
  std::vector<ResultEntry> results;
  MonthlyCounts months;
  std::vector<TypeCounts> types;
  std::vector<QualityNote> quality;
  std::vector<jobs::JobRecord> jobs;
  std::optional<Identified> identified;
  std::optional<Notice> notice;
  std::vector<std::string> findings;
  std::vector<cartography::LegendEntry> legend;
  bool loaded = true;

  MainFrame main_frame;
  Probe probe;

 private:
  void carry_out(const Intents& intents);

  Fonts fonts_;
  Intents last_;
};

}  // namespace wardscope::ui
