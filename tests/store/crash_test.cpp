// SPDX-License-Identifier: GPL-3.0-or-later
//
// A writer dies at points spread over an import: what was acknowledged is there, the rest is not, and the file opens.
// It is killed by an alarm signal that nobody handles, which ends a process as kill -9 does: between two instructions.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "core/random.hpp"
#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

constexpr int kRowsABatch = 400;

/// Imports batch after batch and writes one byte to `acknowledge` after each commit, until the alarm kills it.
[[noreturn]] void import_until_killed(const std::filesystem::path& path, int acknowledge, useconds_t microseconds) {
  auto workspace = Workspace::open(path, Access::write);
  const std::vector<IncidentRow> rows = incident_rows(kRowsABatch);
  signal(SIGALRM, SIG_DFL);
  ualarm(microseconds, 0);
  for (;;) {
    const auto batch = workspace->begin_batch(source());
    if (!batch || !workspace->add_incidents(*batch, rows)) _exit(1);
    if (!workspace->commit_batch(*batch, {kRowsABatch, kRowsABatch, 0})) _exit(1);
    if (write(acknowledge, "x", 1) != 1) _exit(1);
  }
}

/// How many batches the writer acknowledged in the time that it had to live.
std::int64_t batches_before_kill(const std::filesystem::path& path, useconds_t microseconds) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const pid_t writer = fork();
  if (writer == 0) {
    close(ends[0]);
    import_until_killed(path, ends[1], microseconds);
  }
  close(ends[1]);
  std::array<char, 256> acknowledged{};
  std::int64_t count = 0;
  for (ssize_t got = 0; (got = read(ends[0], acknowledged.data(), acknowledged.size())) > 0;) count += got;
  close(ends[0]);
  int status = 0;
  waitpid(writer, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM);
  return count;
}

TEST(Crash, AKilledImportLosesNoAcknowledgedRowAndLeavesAFileThatOpens) {
  const wardscope::test::TemporaryFolder folder;
  const auto path = folder / "w.sqlite";
  { const Workspace workspace = new_workspace(path); }
  constexpr int kKills = 100;
  constexpr std::uint64_t kLongestMicroseconds = 100'000;
  std::int64_t acknowledged = 0;

  for (int i = 0; i < kKills; ++i) {
    core::CounterRng random(2, static_cast<std::uint64_t>(i));
    acknowledged += batches_before_kill(path, static_cast<useconds_t>(1 + random.below(kLongestMicroseconds)));

    // The kill may fall between the commit and its acknowledgement, so one batch a kill more may be there.
    const Workspace survivor = reopened(path, i % 2 == 0 ? Access::write : Access::read);
    const auto records = survivor.batches();
    ASSERT_TRUE(records) << records.error().message;
    const auto batches = static_cast<std::int64_t>(records->size());
    ASSERT_GE(batches, acknowledged);
    ASSERT_LE(batches, acknowledged + i + 1);
    EXPECT_EQ(incident_count(survivor), static_cast<std::size_t>(batches * kRowsABatch));
    EXPECT_TRUE(survivor.verify_log());
  }

  EXPECT_GT(acknowledged, 0);
  EXPECT_EQ(raw_text(path, "PRAGMA integrity_check"), "ok");
  EXPECT_EQ(raw_text(path, "SELECT rtreecheck('idx_incident_geometry')"), "ok");
  EXPECT_EQ(raw_integer(path, "SELECT count(*) FROM incident"),
            raw_integer(path, "SELECT count(*) FROM idx_incident_geometry"));
  EXPECT_EQ(raw_integer(path,
                        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incident' AND "
                        "name LIKE 'g%'"),
            5);
}

TEST(Crash, AKilledCreationLeavesNoHalfWorkspaceUnderItsName) {
  const wardscope::test::TemporaryFolder folder;
  for (int i = 0; i < 10; ++i) {
    constexpr int kStepMicroseconds = 5000;
    const auto path = folder / ("w" + std::to_string(i) + ".sqlite");
    const pid_t writer = fork();
    if (writer == 0) {
      signal(SIGALRM, SIG_DFL);
      ualarm(static_cast<useconds_t>(1 + i * kStepMicroseconds), 0);
      const auto made = Workspace::create(path, "Saltmere", Contents::synthetic);
      _exit(made ? 0 : 1);
    }
    waitpid(writer, nullptr, 0);
    if (!std::filesystem::exists(path)) continue;
    const auto opened = Workspace::open(path, Access::write);
    EXPECT_TRUE(opened) << opened.error().message;
  }
}

}  // namespace
}  // namespace wardscope::store::test
