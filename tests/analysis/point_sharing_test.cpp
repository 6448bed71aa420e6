// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/point_sharing.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace wardscope::analysis {
namespace {

/// `stacks` points 40 m apart with 25 incidents each, and single incidents 10 m apart far from them.
borough::IncidentTable table_of(int stacks, int singles) {
  borough::IncidentTable table;
  const auto type = borough::category_index(table, "Robbery", borough::Sensitivity::open);
  for (int i = 0; i < stacks; ++i) {
    for (int n = 0; n < 25; ++n) table.add({40.0 * i, 0.0}, type, 0, core::TimePrecision::month);
  }
  for (int i = 0; i < singles; ++i) table.add({10.0 * i, 5000.0}, type, 0, core::TimePrecision::month);
  return table;
}

TEST(PointSharing, OfSharedPointsIsTheUsualDistanceBetweenThem) {
  const auto sharing = point_sharing(table_of(4, 0), jobs::Progress());

  ASSERT_TRUE(sharing);
  EXPECT_EQ(sharing->points, 4);
  EXPECT_EQ(sharing->in_stacks, 100);
  EXPECT_FALSE(sharing->street_level());
  EXPECT_EQ(sharing->moved_by().value(), 40.0);
}

TEST(PointSharing, OfPlainPointsMovesNothing) {
  const auto sharing = point_sharing(table_of(1, 400), jobs::Progress());  // 25 of 425: one busy address

  ASSERT_TRUE(sharing);
  EXPECT_TRUE(sharing->street_level());
  EXPECT_EQ(sharing->moved_by().value(), 0.0);
}

TEST(PointSharing, NeverMovesFartherThanTheWidestTolerance) {
  auto table = table_of(1, 0);
  for (int n = 0; n < 25; ++n) table.add({9000.0, 0.0}, 0, 0, core::TimePrecision::month);

  EXPECT_EQ(point_sharing(table, jobs::Progress())->moved_by().value(), 100.0);
}

TEST(PointSharing, OfOnePointIsNotKnownAndMovesNothing) {
  EXPECT_EQ(point_sharing(table_of(1, 0), jobs::Progress())->moved_by().value(), 0.0);
  EXPECT_EQ(point_sharing({}, jobs::Progress())->moved_by().value(), 0.0);
}

TEST(PointSharing, NamesACoordinateThatIsNone) {
  auto table = table_of(1, 1);
  table.x[3] = std::numeric_limits<double>::quiet_NaN();

  EXPECT_FALSE(point_sharing(table, jobs::Progress()));
}

}  // namespace
}  // namespace wardscope::analysis
