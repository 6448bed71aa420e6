// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

using core::ErrorCode;
using testing::HasSubstr;

class WrongFile : public testing::Test {
 protected:
  core::Error refused(const std::filesystem::path& path, Access access = Access::read) {
    const auto opened = Workspace::open(path, access);
    EXPECT_FALSE(opened);
    return opened ? core::Error{} : opened.error();
  }
  std::filesystem::path finished_workspace() {
    Workspace workspace = new_workspace(folder_ / "w.sqlite");
    import_incidents(workspace, 1000);
    return folder_ / "w.sqlite";
  }

  wardscope::test::TemporaryFolder folder_;
};

TEST_F(WrongFile, NoSuchFile) {
  const core::Error error = refused(folder_ / "none.sqlite");
  EXPECT_EQ(error.code, ErrorCode::not_found);
  EXPECT_THAT(error.message, HasSubstr("no such file: none.sqlite"));
}

TEST_F(WrongFile, AFolder) {
  const core::Error error = refused(folder_.path());
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.message, HasSubstr("is a folder, not a workspace"));
}

TEST_F(WrongFile, AnEmptyFile) {
  const core::Error error = refused(folder_.write("empty.sqlite", ""));
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_EQ(error.message, "empty.sqlite is empty, not a workspace");
}

TEST_F(WrongFile, AText) {
  const core::Error error = refused(folder_.write("incidents.csv", "Month,Longitude,Latitude\n"));
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.message, HasSubstr("incidents.csv is not a workspace"));
  EXPECT_THAT(error.message, HasSubstr("wardscope import"));
}

TEST_F(WrongFile, AnotherProgramsSqliteFile) {
  raw_execute(folder_ / "other.sqlite", "CREATE TABLE bookmarks (url TEXT)");
  const core::Error error = refused(folder_ / "other.sqlite");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.message, HasSubstr("SQLite file of another program"));
}

TEST_F(WrongFile, AGeoPackage) {
  raw_execute(folder_ / "wards.gpkg", "PRAGMA application_id=0x47504B47; CREATE TABLE gpkg_contents (table_name TEXT)");
  const core::Error error = refused(folder_ / "wards.gpkg");
  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.message, HasSubstr("wards.gpkg is a GeoPackage, not a workspace"));
}

TEST_F(WrongFile, AFileThatIsCutShort) {
  const auto path = finished_workspace();
  const auto size = std::filesystem::file_size(path);
  std::filesystem::resize_file(path, size / 2);

  const core::Error error = refused(path);

  EXPECT_EQ(error.code, ErrorCode::malformed);
  EXPECT_THAT(error.message, HasSubstr("w.sqlite is cut short"));
}

TEST_F(WrongFile, AFileWhosePagesAreOverwritten) {
  const auto path = finished_workspace();
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(64 * 4096, '\xA5');
  }

  const auto opened = Workspace::open(path, Access::read);
  const auto dataset = opened ? opened->load(borough::Parts::all(), jobs::Progress()) : opened.error();

  ASSERT_FALSE(dataset);
  EXPECT_EQ(dataset.error().code, ErrorCode::malformed);
  EXPECT_THAT(dataset.error().message, HasSubstr("w.sqlite is damaged"));
}

TEST_F(WrongFile, ANewerVersion) {
  const auto path = finished_workspace();
  raw_execute(path, "PRAGMA user_version=" + std::to_string(current_schema_version() + 1));

  for (const Access access : {Access::read, Access::write}) {
    const core::Error error = refused(path, access);
    EXPECT_EQ(error.code, ErrorCode::unsupported);
    EXPECT_THAT(error.message, HasSubstr("written by a newer Wardscope"));
    EXPECT_THAT(error.message, HasSubstr("update Wardscope"));
  }
}

TEST_F(WrongFile, CreateNeverReplacesAFile) {
  const auto path = folder_.write("notes.txt", "mine");

  const auto made = Workspace::create(path, "X", Contents::real);

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::conflict);
  EXPECT_EQ(std::filesystem::file_size(path), 4U);
}

TEST_F(WrongFile, CreateInAFolderThatIsNotThereSaysSoAndLeavesNothing) {
  const auto made = Workspace::create(folder_ / "none/w.sqlite", "X", Contents::real);

  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::io);
  EXPECT_THAT(made.error().message, HasSubstr("w.sqlite can't be made"));
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

/// Runs `check` in a process that is not root, for which permissions count, and returns what it printed.
std::string as_nobody(const std::function<std::string()>& check) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) _exit(1);
    const std::string text = check();
    const auto written = write(ends[1], text.data(), text.size());
    _exit(written == static_cast<ssize_t>(text.size()) ? 0 : 1);
  }
  close(ends[1]);
  std::string text;
  std::array<char, 512> piece{};
  for (ssize_t got = 0; (got = read(ends[0], piece.data(), piece.size())) > 0;) {
    text.append(piece.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return text;
}

class ReadOnlyFolder : public WrongFile {
 protected:
  ReadOnlyFolder() : path_(finished_workspace()) {
    using std::filesystem::perms;
    std::filesystem::permissions(path_, perms::owner_read | perms::group_read | perms::others_read);
    std::filesystem::permissions(folder_.path(), perms::owner_read | perms::owner_exec | perms::group_read |
                                                     perms::group_exec | perms::others_read | perms::others_exec);
  }
  std::filesystem::path path_;
};

TEST_F(ReadOnlyFolder, OpensForReadingWithoutAJournal) {
  const std::string text = as_nobody([this] {
    const auto opened = Workspace::open(path_, Access::read);
    return opened ? std::to_string(incident_count(*opened)) : opened.error().message;
  });

  EXPECT_EQ(text, "1000");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_.path()), {}), 1);
}

TEST_F(ReadOnlyFolder, RefusesWritingWithTheRemedy) {
  const std::string text = as_nobody([this] {
    const auto opened = Workspace::open(path_, Access::write);
    return opened ? std::string("opened") : opened.error().message;
  });

  EXPECT_THAT(text, HasSubstr("w.sqlite can't be changed: the file or its folder is read-only"));
  EXPECT_THAT(text, HasSubstr("copy it"));
}

TEST_F(ReadOnlyFolder, MakesNoWorkspace) {
  const std::string text = as_nobody([this] {
    const auto made = Workspace::create(folder_ / "new.sqlite", "X", Contents::real);
    return made ? std::string("made") : made.error().message;
  });

  EXPECT_THAT(text, HasSubstr("new.sqlite can't be made: Permission denied; choose a folder that you may write to"));
}

}  // namespace
}  // namespace wardscope::store::test
