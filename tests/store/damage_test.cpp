// SPDX-License-Identifier: GPL-3.0-or-later
//
// Damage and deletion: what changed behind our back is found, what was withdrawn is nowhere in the file.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stop_token>
#include <thread>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

using testing::HasSubstr;

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string verified(const std::filesystem::path& path) {
  const auto opened = Workspace::open(path, Access::read);
  if (!opened) return opened.error().message;
  const auto done = opened->verify_content(jobs::Progress());
  return done ? "" : done.error().message;
}

class Damage : public testing::Test {
 protected:
  void SetUp() override {
    Workspace workspace = new_workspace(path_);
    import_incidents(workspace, 500, "january.csv");
    import_incidents(workspace, 500, "february.csv");
    const auto batch = workspace.begin_batch(source("places.gpkg"));
    borough::Camera camera;
    camera.reference = "C1";
    camera.position = {400100.5, -0.0};
    camera.views.resize(2);
    ASSERT_TRUE(workspace.add_cameras(*batch, {camera}));
    ASSERT_TRUE(workspace.add_indicators(*batch, {{"Feels safe", "", "2024", 3.0, "", true}}));
    ASSERT_TRUE(workspace.add_area_set(*batch, {"W", borough::AreaKind::ward, "", true, {{"E", "", {}, {}, {}, ""}}}));
    ASSERT_TRUE(workspace.commit_batch(*batch, {}));
  }

  wardscope::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

TEST_F(Damage, AWholeFileVerifiesWithEveryKindOfCell) { EXPECT_EQ(verified(path_), ""); }

TEST_F(Damage, OneFlippedBitInATextIsFoundThoughSqliteSeesNone) {
  std::string bytes = bytes_of(path_);
  const std::size_t at = bytes.find("id321On or near High Street");
  ASSERT_NE(at, std::string::npos);
  bytes[at + 10] = static_cast<char>(bytes[at + 10] ^ 1);
  std::ofstream(path_, std::ios::binary) << bytes;
  ASSERT_EQ(raw_text(path_, "PRAGMA integrity_check"), "ok");

  EXPECT_THAT(verified(path_), HasSubstr("batch 1 ('january.csv') is no longer as it was imported"));
}

TEST_F(Damage, AChangedNumberAndAMissingRowAreFound) {
  raw_execute(path_, "UPDATE incident SET minute = minute + 1 WHERE id = 700");
  EXPECT_THAT(verified(path_), HasSubstr("batch 2 ('february.csv')"));
  raw_execute(path_, "UPDATE incident SET minute = minute - 1 WHERE id = 700");
  EXPECT_EQ(verified(path_), "");

  raw_execute(path_, "DELETE FROM indicator");
  EXPECT_THAT(verified(path_), HasSubstr("indicator were changed or damaged (0 of 1 are there)"));
}

TEST_F(Damage, AnIndexThatLostARowOfItsTreeIsFound) {
  raw_execute(path_, "DELETE FROM idx_incident_geometry_rowid WHERE rowid = 5");
  EXPECT_THAT(verified(path_), HasSubstr("the spatial index of incident is damaged"));
}

TEST_F(Damage, AStoppedVerificationSaysSo) {
  Workspace workspace = reopened(path_, Access::write);
  import_incidents(workspace, 20'000);
  std::stop_source stop;
  stop.request_stop();

  EXPECT_EQ(workspace.verify_content(jobs::Progress(stop.get_token())).error().code, core::ErrorCode::cancelled);
}

TEST_F(Damage, NothingOfAWithdrawnBatchIsLeftInTheFile) {
  Workspace workspace = reopened(path_, Access::write);
  std::vector<IncidentRow> rows = incident_rows(2000);
  for (IncidentRow& row : rows) row.location = "MARKER-FLAT-7-ROSE-COURT";
  const auto batch = workspace.begin_batch(source());
  ASSERT_TRUE(workspace.add_incidents(*batch, rows));
  ASSERT_TRUE(workspace.commit_batch(*batch, {2000, 2000, 0}));

  ASSERT_TRUE(workspace.withdraw_batch(*batch));

  for (const char* name : {"w.sqlite", "w.sqlite-wal"}) {
    EXPECT_EQ(bytes_of(folder_ / name).find("MARKER-FLAT-7"), std::string::npos) << name;
  }
  EXPECT_EQ(verified(path_), "");
}

TEST_F(Damage, AFileThatCannotGrowEndsTheImportAndKeepsWhatWasThere) {
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe(ends.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlim_t limit = std::filesystem::file_size(path_);
    const rlimit no_more{limit, limit};
    setrlimit(RLIMIT_FSIZE, &no_more);
    auto workspace = Workspace::open(path_, Access::write);
    const auto batch = workspace->begin_batch(source());
    core::Status done = workspace->add_incidents(*batch, incident_rows(30'000));
    if (done) done = workspace->commit_batch(*batch, {30'000, 30'000, 0});
    const std::string text = done ? "stored" : done.error().message;
    _exit(write(ends[1], text.data(), text.size()) > 0 ? 0 : 1);
  }
  close(ends[1]);
  std::array<char, 1000> text{};
  const ssize_t got = read(ends[0], text.data(), text.size());
  close(ends[0]);
  waitpid(child, nullptr, 0);

  const std::string message(text.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  EXPECT_THAT(message, testing::AnyOf(HasSubstr("reading or writing w.sqlite failed"), HasSubstr("the disk is full")));
  EXPECT_EQ(incident_count(reopened(path_)), 1000U);
  EXPECT_EQ(verified(path_), "");
}

TEST_F(Damage, OneWorkspaceAThreadReadsTheSame) {
  std::array<std::size_t, 4> counts{};
  {
    std::vector<std::jthread> threads;
    for (std::size_t& count : counts) {
      threads.emplace_back([this, &count] { count = incident_count(reopened(path_)); });
    }
  }
  EXPECT_EQ(counts, (std::array<std::size_t, 4>{1000, 1000, 1000, 1000}));
}

}  // namespace
}  // namespace wardscope::store::test
