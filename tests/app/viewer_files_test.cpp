// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "app/viewer_app.hpp"
#include "catalog/catalog.hpp"
#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ViewerFiles : public testing::Test {
 protected:
  ViewerFiles() {
    for (const char* name : {"a.sqlite", "b.sqlite"})
      EXPECT_TRUE(store::Workspace::create(folder / name, "Testham", store::Contents::real));
    viewer.start_loading();
    settle();
  }
  void settle() {
    do {
      viewer.jobs().wait_finished(std::chrono::milliseconds(50));
      viewer.drain();
    } while (!viewer.jobs().idle());
  }
  ui::ViewModel view() { return viewer.view_model({{}, {}, no_legend}); }
  std::string file(const std::string& name) { return (folder / name).string(); }

  const std::vector<cartography::LegendEntry> no_legend;
  test::TemporaryFolder folder;
  ops::OperationRegistry registry = catalog::builtin_operations();
  Viewer viewer{registry, folder / "a.sqlite"};
};

TEST_F(ViewerFiles, AWorkspaceThatIsDroppedIsOpenedNext) {
  EXPECT_THAT(viewer.take_dropped({file("b.sqlite")}), IsEmpty());

  ASSERT_TRUE(viewer.next_workspace());
  EXPECT_EQ(*viewer.next_workspace(), folder / "b.sqlite");
}

TEST_F(ViewerFiles, AViewThatIsNotSavedIsLeftOnlyAtTheSecondDrop) {
  project::Project next = viewer.shown_project();
  next.filter.to = "2025-06";
  viewer.carry_out({ui::EditProject{"change the period", next, "period"}});

  viewer.take_dropped({file("b.sqlite")});
  EXPECT_FALSE(viewer.next_workspace());
  ASSERT_TRUE(view().notice);
  EXPECT_THAT(view().notice->text, HasSubstr("not saved"));
  viewer.take_dropped({file("b.sqlite")});

  EXPECT_TRUE(viewer.next_workspace());
}

TEST_F(ViewerFiles, WhatIsNoWorkspaceOfOursIsToldAndTheMapStays) {
  std::ofstream(folder / "other.sqlite") << std::string("SQLite format 3\0", 16) << "and no more";

  EXPECT_THAT(viewer.take_dropped({file("other.sqlite")}), IsEmpty());

  EXPECT_FALSE(viewer.next_workspace());
  ASSERT_TRUE(view().notice);
  EXPECT_TRUE(view().notice->is_error);
  EXPECT_THAT(view().notice->text, HasSubstr("other.sqlite"));
}

TEST_F(ViewerFiles, AWorkspaceAmongOtherFilesIsNotImported) {
  std::ofstream(folder / "hubs.csv") << "name,type,easting,northing\nNorth Library,library,401000,101000\n";

  EXPECT_THAT(viewer.take_dropped({file("hubs.csv"), file("b.sqlite")}), ElementsAre(file("hubs.csv")));

  EXPECT_FALSE(viewer.next_workspace());
  ASSERT_TRUE(view().notice);
  EXPECT_THAT(view().notice->text, HasSubstr("by itself"));
  settle();
  EXPECT_THAT(view().recognised, ElementsAre(HasSubstr("hubs.csv: Community hubs")));
}

}  // namespace
}  // namespace wardscope::app
