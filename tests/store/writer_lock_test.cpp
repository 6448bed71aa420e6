// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <array>
#include <string>

#include "fixtures.hpp"
#include "other_writer.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

using testing::HasSubstr;

class WriterLock : public testing::Test {
 protected:
  WriterLock() {
    Workspace workspace = new_workspace(path_);
    import_incidents(workspace, 10);
  }
  wardscope::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "w.sqlite";
};

TEST_F(WriterLock, ASecondProgramIsToldWhoWritesAndReadsMeanwhile) {
  const OtherWriter other(path_);

  const auto second = Workspace::open(path_, Access::write);

  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(second.error().message, HasSubstr("open for writing by another Wardscope (process " + other.process()));
  EXPECT_THAT(second.error().message, HasSubstr(", since 20"));
  EXPECT_THAT(second.error().message, HasSubstr("open it for reading"));
  EXPECT_EQ(incident_count(reopened(path_)), 10U);
}

TEST_F(WriterLock, OfAKilledProgramIsTakenOver) {
  OtherWriter other(path_);
  other.end();
  ASSERT_EQ(raw_integer(path_, "SELECT count(*) FROM writer_lock"), 1);

  Workspace workspace = reopened(path_, Access::write);

  import_incidents(workspace, 5);
  EXPECT_EQ(raw_integer(path_, "SELECT process FROM writer_lock"), getpid());
}

TEST_F(WriterLock, OfBeforeARestartIsTakenOverThoughTheProcessNumberIsInUse) {
  { const Workspace workspace = reopened(path_, Access::write); }
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  raw_execute(path_, std::string("INSERT INTO writer_lock VALUES (1, '") + host.data() +
                         "', 'an earlier start', 1, '5', strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))");

  EXPECT_TRUE(Workspace::open(path_, Access::write));
}

TEST_F(WriterLock, OfAnotherComputerCountsForTwelveHours) {
  const auto lock_since = [this](const std::string& when) {
    raw_execute(path_,
                "INSERT OR REPLACE INTO writer_lock VALUES (1, 'elsewhere', 'unknown', 77, '5', "
                "strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '" +
                    when + "'))");
  };
  lock_since("-11 hours");
  const auto refused = Workspace::open(path_, Access::write);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("process 77 on elsewhere"));

  lock_since("-13 hours");

  EXPECT_TRUE(Workspace::open(path_, Access::write));
}

TEST_F(WriterLock, IsGoneOnceTheWorkspaceIsClosedAndTheSameProgramMayOpenItTwice) {
  {
    const Workspace first = reopened(path_, Access::write);
    EXPECT_TRUE(Workspace::open(path_, Access::write));
    EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM writer_lock"), 1);
  }
  EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM writer_lock"), 0);
}

}  // namespace
}  // namespace wardscope::store::test
