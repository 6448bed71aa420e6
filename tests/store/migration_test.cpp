// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.hpp"

#include "fixtures.hpp"
#include "raw_sqlite.hpp"
#include "store/connection.hpp"
#include "store/geometry_blob.hpp"
#include "store/table_writer.hpp"

namespace wardscope::store::test {
namespace {

class SchemaMigration : public testing::Test {
 protected:
  /// A workspace as the first schema knew it, with one area and two incidents.
  SchemaMigration() {
    static_cast<void>(folder_.write("old.sqlite", ""));
    const auto connection = *Connection::open(path_, OpenMode::write);
    EXPECT_TRUE(connection->script("PRAGMA application_id=" + std::to_string(kApplicationId)));
    EXPECT_TRUE(migrate(*connection, 1));
    auto transaction = Transaction::begin(*connection, TransactionKind::write);
    EXPECT_TRUE(connection->script(
        "INSERT INTO workspace (id, place, synthetic, revision, created_at) VALUES (1, 'Oldham', 0, 4, '2025-01-01');"
        "INSERT INTO import_batch (id, kind, layer, file_name, sha256, attribution, crs_operation, accuracy_metres, "
        "state, imported_at) VALUES (1, 'k', 'l', 'old.csv', '', '', '', 0, 'complete', '2025-01-01');"
        "INSERT INTO incident_category VALUES (1, 'Burglary', 'official');"));
    auto writer = TableWriter::open(*connection, shape_of("incident"), 1);
    for (const double x : {400000.0, 400010.0}) {
      const Blob blob = to_blob(geo::Point{x, 91000});
      const std::int64_t minute = core::local_minute({2025, 1, 31}, 23);
      const geo::Extent extent{x, 91000, x, 91000};
      EXPECT_TRUE(writer->add(
          {x, 91000.0, std::int64_t{1}, minute, std::int64_t{3}, 1.0, std::int64_t{2}, "", "", blob}, extent));
    }
    EXPECT_TRUE(writer->finish());
    EXPECT_TRUE(transaction->commit());
  }

  wardscope::test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "old.sqlite";
};

TEST_F(SchemaMigration, StepsAreNumberedFromOneWithoutAHole) {
  int expected = 1;
  for (const Migration& migration : migrations()) EXPECT_EQ(migration.version, expected++);
  EXPECT_EQ(migrations().back().version, current_schema_version());
}

TEST_F(SchemaMigration, AFileOfTheFirstSchemaIsBroughtUpToDateByAReaderAndByAWriter) {
  std::filesystem::copy(path_, folder_ / "copy.sqlite");
  for (const auto& [path, access] :
       {std::pair(path_, Access::read), std::pair(folder_ / "copy.sqlite", Access::write)}) {
    {
      const Workspace workspace = reopened(path, access);
      EXPECT_EQ(loaded(workspace).place, "Oldham");
      EXPECT_EQ(incident_count(workspace), 2U);
      EXPECT_TRUE(workspace.verify_log());
      EXPECT_TRUE(workspace.verify_content(jobs::Progress()));
      EXPECT_EQ(workspace.log_entries()->back().detail, "schema 1 to " + std::to_string(current_schema_version()));
    }
    EXPECT_EQ(raw_integer(path, "PRAGMA user_version"), current_schema_version());
    EXPECT_EQ(raw_text(path, "SELECT time FROM incident_readable"), "2025-01-31 23:00");
  }
}

/// Schema 5 knew no ranges of time: its incidents are as they were, and new ones may have one.
TEST_F(SchemaMigration, AFileOfTheSchemaWithoutRangesOfTimeTakesThem) {
  {
    const auto connection = *Connection::open(path_, OpenMode::write);
    ASSERT_TRUE(migrate(*connection, 5));
  }
  Workspace workspace = reopened(path_, Access::write);
  EXPECT_TRUE(loaded(workspace).incidents->until.empty());
  std::vector<IncidentRow> rows = incident_rows(1);
  rows[0].time = core::local_minute({2025, 1, 31}, 22);
  rows[0].until = core::local_minute({2025, 2, 1}, 6, 30);
  const auto batch = workspace.begin_batch(source());
  ASSERT_TRUE(workspace.add_incidents(*batch, rows));
  ASSERT_TRUE(workspace.commit_batch(*batch, {1, 1, 0}));

  const borough::IncidentTable incidents = *loaded(workspace).incidents;
  ASSERT_EQ(incidents.until.size(), 3U);
  EXPECT_FALSE(incidents.has_range(0));
  EXPECT_FALSE(incidents.has_range(1));
  EXPECT_EQ(incidents.until[2], core::local_minute({2025, 2, 1}, 6, 30));
  EXPECT_TRUE(workspace.verify_content(jobs::Progress()));
  EXPECT_EQ(raw_text(path_, "SELECT group_concat(coalesce(time_until, 'none'), ', ') FROM incident_readable"),
            "none, none, 2025-02-01 06:30");
}

TEST_F(SchemaMigration, HasTheSameTablesAsANewFile) {
  { const Workspace old = reopened(path_, Access::write); }
  { const Workspace fresh = new_workspace(folder_ / "new.sqlite"); }
  const std::string schema =
      "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name)";

  EXPECT_EQ(raw_text(path_, schema), raw_text(folder_ / "new.sqlite", schema));
}

TEST_F(SchemaMigration, OneThatFailsLeavesTheOldSchemaWhole) {
  raw_execute(path_, "CREATE TABLE area_readable (mine TEXT)");

  const auto opened = Workspace::open(path_, Access::write);

  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message, testing::HasSubstr("changing the workspace to schema 2"));
  EXPECT_EQ(raw_integer(path_, "PRAGMA user_version"), 1);
  EXPECT_EQ(raw_integer(path_, "SELECT count(*) FROM sqlite_schema WHERE name = 'incident_readable'"), 0);
  EXPECT_EQ(raw_text(path_, "PRAGMA integrity_check"), "ok");
}

}  // namespace
}  // namespace wardscope::store::test
