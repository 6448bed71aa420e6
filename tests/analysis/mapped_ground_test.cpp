// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/mapped_ground.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/camera_town.hpp"
#include "analysis/camera_view.hpp"

namespace wardscope::analysis {
namespace {

/// Houses of 20 m every 40 m over a square of `side` metres, but for a park of `park` metres in its middle.
borough::BuildingSet estate(double side, double park, geo::Point by = {}) {
  borough::BuildingSet houses;
  for (double x = 0; x < side; x += 40) {
    for (double y = 0; y < side; y += 40) {
      const bool in_park = std::max(std::abs(x + 10 - side / 2), std::abs(y + 10 - side / 2)) < park / 2;
      if (!in_park) houses.push_back(block({by.x + x, by.y + y, by.x + x + 20, by.y + y + 20}));
    }
  }
  return houses;
}

TEST(MappedGround, HasAStreetsWidthBeyondTheOutermostHouses) {
  const MappedGround ground(BuildingIndex(estate(1200, 0)));

  EXPECT_TRUE(ground.contains({600, 600}));
  EXPECT_TRUE(ground.contains({-10, 600}));
  EXPECT_FALSE(ground.contains({-50, 600}));
  EXPECT_FALSE(ground.contains({-5000, 600}));
}

TEST(MappedGround, HoldsAParkButNotAGreatHeath) {
  EXPECT_TRUE(MappedGround(BuildingIndex(estate(2000, 440))).contains({1000, 1000}));
  EXPECT_FALSE(MappedGround(BuildingIndex(estate(2000, 1000))).contains({1000, 1000}));
}

TEST(MappedGround, IsNowhereWithoutBuildings) {
  EXPECT_FALSE(MappedGround().contains({0, 0}));
  EXPECT_FALSE(MappedGround(BuildingIndex()).contains({0, 0}));
}

TEST(MappedGround, ContainsAnOutlineWhereItContainsEachCorner) {
  const MappedGround ground(BuildingIndex(estate(1200, 0)));

  EXPECT_TRUE(ground.contains_outline({geo::to_polygon({500, 500, 700, 700})}));
  EXPECT_FALSE(ground.contains_outline({geo::to_polygon({-100, 500, 700, 700})}));
}

/// The rule itself, on points every 5 m: far from all houses; near to a point that is far.
TEST(MappedGround, AgreesWithItsRuleToASquare) {
  const auto houses = estate(400, 0, {431'072, 391'536});
  const BuildingIndex buildings(houses);
  const MappedGround ground(buildings);
  const auto to_house = [&](geo::Point p) {
    double nearest = 1e9;
    for (BuildingIndex::Id id = 0; id < buildings.size(); ++id) {
      nearest = std::min(nearest, geo::distance_to_boundary({buildings.footprint(id)}, p));
    }
    return nearest;
  };
  std::vector<geo::Point> empty;
  for (double x = -700; x <= 1100; x += 15) {
    for (double y = -700; y <= 1100; y += 15) {
      const geo::Point p{431'072 + x, 391'536 + y};
      if (to_house(p) >= kEmptyAround.value()) empty.push_back(p);
    }
  }
  const double near = kEmptyAround.value() - kMappedMargin.value();
  for (double x = -300; x <= 700; x += 13) {
    const geo::Point p{431'072 + x, 391'536 + 1.7 * x - 200};
    double nearest = 1e9;
    for (const geo::Point q : empty) nearest = std::min(nearest, geo::distance(p, q));
    constexpr double kSquareAndGrid = 25.0;  // m: two roundings to squares, and the points 15 m apart
    if (std::abs(nearest - near) < kSquareAndGrid) continue;
    EXPECT_EQ(ground.contains(p), nearest > near) << x << " m";
  }
}

TEST(MappedGround, BoundsWhatCamerasSee) {
  const BuildingIndex buildings(estate(1200, 0));
  auto inside = full_camera();
  inside.position = {590, 590};  // between houses, of which four stand at the corners of its crossing
  auto at_edge = full_camera();
  at_edge.position = {1190, 590};  // looks east, out of the estate
  auto outside = full_camera();
  outside.position = {1400, 590};

  const borough::CameraRegister cameras{inside, at_edge, outside};
  const auto set = camera_views({cameras, buildings}, {}, jobs::Progress());
  const auto open = camera_views({cameras, buildings}, {.occlusion = Occlusion::none}, jobs::Progress());

  ASSERT_TRUE(set && open);
  EXPECT_EQ(set->views[0].obstacles, MappedObstacles::all);
  EXPECT_EQ(set->views[1].obstacles, MappedObstacles::part);
  EXPECT_EQ(set->views[2].obstacles, MappedObstacles::none);
  EXPECT_EQ(set->outside_buildings, 1);
  EXPECT_EQ(set->reaching_beyond, 1);
  EXPECT_EQ(open->outside_buildings, 0);  // buildings were not asked about
}

}  // namespace
}  // namespace wardscope::analysis
