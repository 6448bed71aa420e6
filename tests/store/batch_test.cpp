// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "fixtures.hpp"

namespace wardscope::store::test {
namespace {

class Batch : public testing::Test {
 protected:
  wardscope::test::TemporaryFolder folder_;
  Workspace workspace_ = new_workspace(folder_ / "w.sqlite");
};

TEST_F(Batch, RowsAreInNoQueryBeforeTheCommitNorOnTheSameConnection) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(100)));

  EXPECT_EQ(incident_count(workspace_), 0U);
  EXPECT_TRUE(loaded(workspace_).sources.empty());
  EXPECT_EQ(incident_count(reopened(folder_ / "w.sqlite")), 0U);

  ASSERT_TRUE(workspace_.commit_batch(*batch, {101, 100, 1}));
  EXPECT_EQ(incident_count(workspace_), 100U);
  EXPECT_EQ(incident_count(reopened(folder_ / "w.sqlite")), 100U);
}

TEST_F(Batch, AnAbandonedOneLeavesNothing) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(100)));

  ASSERT_TRUE(workspace_.abandon_batch(*batch));

  EXPECT_EQ(incident_count(workspace_), 0U);
  EXPECT_TRUE(workspace_.batches()->empty());
  EXPECT_EQ(workspace_.revision(), 0);
  import_incidents(workspace_, 5);
  EXPECT_EQ(incident_count(workspace_), 5U);
}

TEST_F(Batch, AWorkspaceThatIsClosedInTheMiddleForgetsTheBatch) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(100)));

  workspace_ = reopened(folder_ / "w.sqlite", Access::write);

  EXPECT_EQ(incident_count(workspace_), 0U);
  EXPECT_TRUE(workspace_.batches()->empty());
}

TEST_F(Batch, AWithdrawnOneIsOutOfEveryQueryAndStaysOnRecord) {
  const std::int64_t first = import_incidents(workspace_, 30, "january.csv");
  import_incidents(workspace_, 20, "february.csv");

  const auto withdrawn = workspace_.withdraw_batch(first);

  ASSERT_TRUE(withdrawn) << withdrawn.error().message;
  EXPECT_EQ(incident_count(workspace_), 20U);
  EXPECT_EQ(workspace_.revision(), 3);
  const auto records = workspace_.batches();
  ASSERT_EQ(records->size(), 2U);
  EXPECT_EQ(records->at(0).state, BatchState::withdrawn);
  EXPECT_EQ(records->at(0).counts.stored, 30);
  EXPECT_EQ(records->at(1).state, BatchState::complete);
  EXPECT_EQ(records->at(1).source.file_name, "february.csv");
  ASSERT_EQ(loaded(workspace_).sources.size(), 1U);
  EXPECT_EQ(workspace_.withdraw_batch(first).error().code, core::ErrorCode::not_found);
}

TEST_F(Batch, CountsThatDoNotAddUpAreRefusedAndNothingIsStored) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(10)));

  const auto done = workspace_.commit_batch(*batch, {12, 10, 1});

  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, core::ErrorCode::invalid_argument);
  EXPECT_THAT(done.error().message, testing::HasSubstr("12 rows read, but 10 stored and 1 rejected"));
  EXPECT_EQ(incident_count(workspace_), 0U);
}

TEST_F(Batch, FewerIncidentsThanStatedAreRefused) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(9)));

  const auto done = workspace_.commit_batch(*batch, {10, 10, 0});

  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, testing::HasSubstr("10 incidents were to be stored, 9 arrived"));
}

TEST_F(Batch, ACoordinateThatIsNotFiniteEndsTheBatch) {
  const auto batch = workspace_.begin_batch(source());
  std::vector<IncidentRow> rows = incident_rows(3);
  rows[1].position->x = std::numeric_limits<double>::quiet_NaN();

  const auto added = workspace_.add_incidents(*batch, rows);

  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().message, testing::HasSubstr("row 3 "));
  EXPECT_EQ(workspace_.commit_batch(*batch, {3, 3, 0}).error().code, core::ErrorCode::conflict);
  EXPECT_TRUE(workspace_.abandon_batch(*batch));
}

TEST_F(Batch, TwoAreaSetsOfOneNameAreAConflict) {
  const borough::AreaSet set{"Wards", borough::AreaKind::ward, "", true, {{"E1", "One", square(0, 0, 10), {}, {}, ""}}};
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_area_set(*batch, set));
  ASSERT_TRUE(workspace_.commit_batch(*batch, {1, 1, 0}));
  const auto again = workspace_.begin_batch(source());

  const auto added = workspace_.add_area_set(*again, set);

  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(added.error().message, testing::HasSubstr("already holds areas named 'Wards'"));
}

TEST_F(Batch, OfTwoSensitivitiesTheHigherCounts) {
  std::vector<IncidentRow> rows = incident_rows(2);
  rows[0].category = rows[1].category = "Hate crime";
  rows[0].sensitivity = borough::Sensitivity::sensitive;
  for (const auto sensitivity : {borough::Sensitivity::sensitive, borough::Sensitivity::open}) {
    rows[0].sensitivity = rows[1].sensitivity = sensitivity;
    const auto batch = workspace_.begin_batch(source());
    ASSERT_TRUE(workspace_.add_incidents(*batch, rows));
    ASSERT_TRUE(workspace_.commit_batch(*batch, {2, 2, 0}));
  }

  EXPECT_EQ(loaded(workspace_).incidents->categories[0].sensitivity, borough::Sensitivity::sensitive);
}

TEST_F(Batch, ASecondWriterIsToldThatAnotherProgramWrites) {
  const auto batch = workspace_.begin_batch(source());
  ASSERT_TRUE(workspace_.add_incidents(*batch, incident_rows(10)));
  Workspace second = reopened(folder_ / "w.sqlite", Access::write);

  const auto refused = second.begin_batch(source());

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, core::ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("w.sqlite is being written by another program"));
  ASSERT_TRUE(workspace_.commit_batch(*batch, {10, 10, 0}));
  import_incidents(second, 5);
  EXPECT_EQ(incident_count(workspace_), 15U);
}

TEST_F(Batch, AReaderChangesNothing) {
  Workspace reader = reopened(folder_ / "w.sqlite");

  EXPECT_EQ(reader.begin_batch(source()).error().code, core::ErrorCode::io);
  EXPECT_EQ(reader.save_document("project", "{}").error().code, core::ErrorCode::io);
  EXPECT_EQ(reader.log("open", "").error().code, core::ErrorCode::io);
}

TEST_F(Batch, AClosedWorkspaceIsOneFile) {
  import_incidents(workspace_, 100);
  workspace_ = new_workspace(folder_ / "other.sqlite");

  EXPECT_TRUE(std::filesystem::exists(folder_ / "w.sqlite"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "w.sqlite-wal"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "w.sqlite-shm"));
  EXPECT_EQ(std::filesystem::status(folder_ / "w.sqlite").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace wardscope::store::test
