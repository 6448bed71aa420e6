// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dropped_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "store/workspace.hpp"
#include "support/temporary_folder.hpp"

namespace wardscope::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DroppedFilesTest : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
    return (folder / name).string();
  }
  std::string make_workspace(const std::string& name) {
    EXPECT_TRUE(store::Workspace::create(folder / name, "Testham", store::Contents::real));
    return (folder / name).string();
  }
  test::TemporaryFolder folder;
};

TEST_F(DroppedFilesTest, AWorkspaceIsKnownByItsContent) {
  const std::string workspace = make_workspace("town.data");
  const std::string table = write("looks-like-one.sqlite", "name,easting,northing\n");
  const std::string package = write("wards.gpkg", std::string("SQLite format 3\0", 16));

  const DroppedFiles sorted = sort_dropped({table, workspace, package, folder.path().string()});

  EXPECT_THAT(sorted.workspaces, ElementsAre(workspace));
  EXPECT_THAT(sorted.to_import, ElementsAre(table, package, folder.path().string()));
}

TEST_F(DroppedFilesTest, EachFileIsSaidToBeWhatTheImportWillTakeItFor) {
  const std::string hubs = write("hubs.csv", "name,type,easting,northing\nNorth Library,library,401000,101000\n");
  const std::string odd = write("holiday.csv", "not,a,table\n1,2,3\n");

  const auto lines = recognise_files({hubs, odd, folder.path().string()}, jobs::Progress());

  ASSERT_TRUE(lines);
  EXPECT_THAT(*lines, ElementsAre(HasSubstr("hubs.csv: Community hubs"), HasSubstr("'holiday.csv' is not recognised"),
                                  HasSubstr("a folder")));
}

TEST_F(DroppedFilesTest, AFileThatWentAwayIsNamed) {
  const auto lines = recognise_files({(folder / "gone.csv").string()}, jobs::Progress());

  ASSERT_TRUE(lines);
  EXPECT_THAT(*lines, ElementsAre(HasSubstr("gone.csv")));
}

}  // namespace
}  // namespace wardscope::app
