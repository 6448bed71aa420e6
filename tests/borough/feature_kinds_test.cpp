// SPDX-License-Identifier: GPL-3.0-or-later
#include "borough/feature_kinds.hpp"

#include <gtest/gtest.h>

namespace wardscope::borough {
namespace {

TEST(FeatureKinds, ArePointsByKindOpenHubsAndWorkingCamerasLast) {
  Dataset dataset;
  dataset.points_of_interest = core::make_snapshot(PointsOfInterest{
      {"Licensed premises", "", {1, 1}}, {"Bus stops", "", {2, 2}}, {"licensed premises ", "", {3, 3}}});
  dataset.hubs = core::make_snapshot(HubRegister{{1, HubKind::library, "", {4, 4}, "", "", true},
                                                 {2, HubKind::community_centre, "", {5, 5}, "", "", false}});
  Camera works;
  Camera planned;
  planned.status = CameraStatus::proposed;
  dataset.cameras = core::make_snapshot(CameraRegister{works, planned});

  const std::vector<FeatureKind> kinds = feature_kinds(dataset);

  ASSERT_EQ(kinds.size(), 4U);
  EXPECT_EQ(kinds[0].name, "Bus stops");
  EXPECT_EQ(kinds[1].name, to_label(HubKind::library));
  EXPECT_EQ(kinds[2].name, "Licensed premises");
  EXPECT_EQ(kinds[2].points.size(), 2U) << "names that differ in case and blanks alone are one";
  EXPECT_EQ(kinds[3].name, kCameraKind);
  EXPECT_EQ(kinds[3].points.size(), 1U);
}

TEST(FeatureKinds, OfAnEmptyWorkspaceAreNone) { EXPECT_TRUE(feature_kinds({}).empty()); }

}  // namespace
}  // namespace wardscope::borough
