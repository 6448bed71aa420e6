// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include "fixtures.hpp"
#include "raw_sqlite.hpp"
#include "store/connection.hpp"
#include "store/schema.hpp"

namespace wardscope::store::test {
namespace {

std::int64_t import_premises(Workspace& workspace, const borough::PointsOfInterest& points) {
  const auto batch = workspace.begin_batch(source("premises.csv"));
  EXPECT_TRUE(batch) << batch.error().message;
  const auto added = workspace.add_points_of_interest(*batch, points);
  EXPECT_TRUE(added) << added.error().message;
  const auto count = static_cast<std::int64_t>(points.size());
  EXPECT_TRUE(workspace.commit_batch(*batch, {count, count, 0}));
  return *batch;
}

const borough::PointsOfInterest kPremises{{"Licensed premises", "The Ship", {400000.5, 91000.25}},
                                          {"Bus stops", "", {400100.0, 91050.0}}};

TEST(PointsOfInterest, ComeBackAsTheyWentIn) {
  const wardscope::test::TemporaryFolder folder;
  {
    Workspace workspace = new_workspace(folder / "w.sqlite");
    import_premises(workspace, kPremises);
  }

  const Workspace workspace = reopened(folder / "w.sqlite");
  const borough::Dataset dataset = loaded(workspace, borough::Part::points_of_interest);

  ASSERT_TRUE(dataset.points_of_interest);
  ASSERT_EQ(dataset.points_of_interest->size(), 2U);
  EXPECT_EQ(dataset.points_of_interest->front().kind, "Licensed premises");
  EXPECT_EQ(dataset.points_of_interest->front().name, "The Ship");
  EXPECT_EQ(dataset.points_of_interest->front().position, (geo::Point{400000.5, 91000.25}));
  EXPECT_TRUE(workspace.verify_content(jobs::Progress()));
}

TEST(PointsOfInterest, AreGoneWhenTheirImportIsWithdrawn) {
  const wardscope::test::TemporaryFolder folder;
  Workspace workspace = new_workspace(folder / "w.sqlite");
  const std::int64_t batch = import_premises(workspace, kPremises);

  ASSERT_TRUE(workspace.withdraw_batch(batch));

  const borough::Dataset dataset = loaded(workspace);
  EXPECT_TRUE(!dataset.points_of_interest || dataset.points_of_interest->empty());
  EXPECT_EQ(raw_integer(folder / "w.sqlite", "SELECT count(*) FROM point_of_interest"), 0);
}

TEST(PointsOfInterest, OneOfWhichThePlaceIsNoNumberIsRefused) {
  const wardscope::test::TemporaryFolder folder;
  Workspace workspace = new_workspace(folder / "w.sqlite");
  const auto batch = workspace.begin_batch(source("premises.csv"));
  ASSERT_TRUE(batch);

  const auto added = workspace.add_points_of_interest(
      *batch, {{"Licensed premises", "The Ship", {std::numeric_limits<double>::quiet_NaN(), 91000.0}}});

  ASSERT_FALSE(added);
  EXPECT_THAT(added.error().message, testing::HasSubstr("The Ship"));
}

/// A workspace as the schema before knew it, one made by that version and in use since.
TEST(PointsOfInterest, FindTheirTableInAWorkspaceOfTheSchemaBefore) {
  const wardscope::test::TemporaryFolder folder;
  const auto path = folder / "six.sqlite";
  static_cast<void>(folder.write("six.sqlite", ""));
  {
    const auto connection = *Connection::open(path, OpenMode::write);
    ASSERT_TRUE(connection->script("PRAGMA application_id=" + std::to_string(kApplicationId)));
    ASSERT_TRUE(migrate(*connection, 6));
    ASSERT_TRUE(connection->script(
        "INSERT INTO workspace (id, place, synthetic, revision, created_at) VALUES (1, 'Oldham', 0, 1, '2026-01-01')"));
  }
  ASSERT_EQ(raw_integer(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'point_of_interest'"), 0);

  {
    Workspace workspace = reopened(path, Access::write);
    EXPECT_EQ(workspace.log_entries()->back().detail, "schema 6 to " + std::to_string(current_schema_version()));
    import_premises(workspace, kPremises);
  }

  const Workspace workspace = reopened(path);
  EXPECT_EQ(loaded(workspace).points_of_interest->size(), 2U);
  EXPECT_EQ(loaded(workspace).place, "Oldham");
  EXPECT_TRUE(workspace.verify_content(jobs::Progress()));
}

}  // namespace
}  // namespace wardscope::store::test
