// SPDX-License-Identifier: GPL-3.0-or-later
#include <pwd.h>
#include <unistd.h>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"

namespace wardscope::store::test {
namespace {

class AuditLog : public testing::Test {
 protected:
  AuditLog() {
    for (int i = 0; i < 5; ++i) {
      EXPECT_TRUE(workspace_.log("run", "kernel-density " + std::to_string(i)));
    }
  }
  /// Changes the file as somebody with a database tool would: without the triggers that forbid it.
  void tamper(const std::string& sql) {
    raw_execute(folder_ / "w.sqlite",
                "DROP TRIGGER audit_log_is_never_changed; DROP TRIGGER audit_log_is_never_cut; " + sql);
  }
  std::string found() {
    const auto verified = workspace_.verify_log();
    if (verified) return "";
    EXPECT_EQ(verified.error().code, core::ErrorCode::malformed);
    return verified.error().message;
  }

  wardscope::test::TemporaryFolder folder_;
  Workspace workspace_ = new_workspace(folder_ / "w.sqlite");
};

TEST_F(AuditLog, HoldsWhatWasDoneAndVerifies) {
  const std::int64_t batch = import_incidents(workspace_, 5);
  ASSERT_TRUE(workspace_.withdraw_batch(batch));

  EXPECT_EQ(found(), "");
  EXPECT_EQ(raw_text(folder_ / "w.sqlite", "SELECT group_concat(event) FROM (SELECT event FROM audit_log ORDER BY id)"),
            "create,run,run,run,run,run,import,withdraw");
}

TEST_F(AuditLog, SaysUnderWhichAccountItWasDone) {
  const auto entries = workspace_.log_entries();
  ASSERT_TRUE(entries);
  const passwd* account = getpwuid(geteuid());
  for (const LogEntry& entry : *entries) {
    EXPECT_EQ(entry.who, account != nullptr ? account->pw_name : "account " + std::to_string(geteuid()));
  }
}

TEST_F(AuditLog, AnEntryThatIsLaidToAnotherIsNamed) {
  tamper("UPDATE audit_log SET who = 'somebody' WHERE id = 3");
  EXPECT_THAT(found(), testing::HasSubstr("entry 3 does not match its hash"));
}

TEST_F(AuditLog, AnEntryThatIsLaidToNobodyIsNamed) {
  tamper("UPDATE audit_log SET who = '' WHERE id = 3");
  EXPECT_THAT(found(), testing::HasSubstr("entry 3 does not match its hash"));
}

TEST_F(AuditLog, IsAppendOnlyForEveryProgram) {
  EXPECT_TRUE(raw_refused(folder_ / "w.sqlite", "UPDATE audit_log SET detail = '' WHERE id = 2"));
  EXPECT_TRUE(raw_refused(folder_ / "w.sqlite", "DELETE FROM audit_log"));
  EXPECT_EQ(found(), "");
}

TEST_F(AuditLog, AnEditedEntryIsNamed) {
  tamper("UPDATE audit_log SET detail = 'kernel-density 9' WHERE id = 4");
  EXPECT_THAT(found(), testing::HasSubstr("entry 4 does not match its hash"));
}

TEST_F(AuditLog, AnEntryThatIsMovedInTimeIsNamed) {
  tamper("UPDATE audit_log SET at = '2020-01-01T00:00:00.000Z' WHERE id = 2");
  EXPECT_THAT(found(), testing::HasSubstr("entry 2 does not match its hash"));
}

TEST_F(AuditLog, ARemovedEntryIsNamed) {
  tamper("DELETE FROM audit_log WHERE id = 3");
  EXPECT_THAT(found(), testing::HasSubstr("entry 3 is missing"));
}

TEST_F(AuditLog, ACutEndIsFound) {
  tamper("DELETE FROM audit_log WHERE id > 4");
  EXPECT_THAT(found(), testing::HasSubstr("entry 5 is missing"));
}

TEST_F(AuditLog, AnEntryThatSomebodyAddedIsFound) {
  tamper("INSERT INTO audit_log SELECT 7, at, event, detail, hash, who FROM audit_log WHERE id = 6");
  EXPECT_THAT(found(), testing::HasSubstr("entry 7 does not match its hash"));
}

TEST_F(AuditLog, TextMovedFromOneFieldToTheNextIsFound) {
  tamper("UPDATE audit_log SET event = 'runkernel', detail = '-density 1' WHERE id = 3");
  EXPECT_THAT(found(), testing::HasSubstr("entry 3 does not match its hash"));
}

TEST_F(AuditLog, WhatIsLoggedInABatchGoesWithTheBatch) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.log("note", "inside"));
  ASSERT_TRUE(workspace_.abandon_batch(*batch));

  EXPECT_EQ(found(), "");
  EXPECT_EQ(raw_integer(folder_ / "w.sqlite", "SELECT count(*) FROM audit_log"), 6);
}

}  // namespace
}  // namespace wardscope::store::test
