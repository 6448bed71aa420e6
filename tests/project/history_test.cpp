// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "project/project.hpp"

namespace wardscope::project {
namespace {

Project at_scale(double metres_per_point) {
  Project project;
  project.camera.metres_per_point = metres_per_point;
  return project;
}

TEST(History, UndoBringsBackTheProjectBefore) {
  History history(at_scale(1));
  history.push("Zoom", at_scale(2));

  history.undo();

  EXPECT_EQ(history.current().camera.metres_per_point, 1);
  EXPECT_FALSE(history.can_undo());
  EXPECT_EQ(history.redo_label(), "Zoom");
}

TEST(History, RedoBringsItAgain) {
  History history(at_scale(1));
  history.push("Zoom", at_scale(2));
  history.undo();

  history.redo();

  EXPECT_EQ(history.current().camera.metres_per_point, 2);
  EXPECT_FALSE(history.can_redo());
}

TEST(History, AnEditAfterUndoForgetsWhatWasUndone) {
  History history(at_scale(1));
  history.push("Zoom", at_scale(2));
  history.undo();

  history.push("Pan", at_scale(3));

  EXPECT_FALSE(history.can_redo());
  EXPECT_EQ(history.undo_label(), "Pan");
}

TEST(History, EditsOfOneDragAreOneEntry) {
  History history(at_scale(1));
  history.push("Opacity", at_scale(2), "opacity:wards");
  history.push("Opacity", at_scale(3), "opacity:wards");
  history.push("Opacity", at_scale(4), "opacity:cameras");

  history.undo();
  EXPECT_EQ(history.current().camera.metres_per_point, 3);
  history.undo();
  EXPECT_EQ(history.current().camera.metres_per_point, 1);
}

TEST(History, KeepsTheNewestTwoHundredEdits) {
  History history(at_scale(1));
  for (int i = 0; i < 1000; ++i) history.push("Zoom", at_scale(i + 2));

  int undone = 0;
  while (history.can_undo()) {
    history.undo();
    ++undone;
  }

  EXPECT_EQ(undone, 199);
}

}  // namespace
}  // namespace wardscope::project
