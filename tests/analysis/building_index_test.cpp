// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/building_index.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

using namespace core::literals;

borough::Building box(double x0, double y0, double x1, double y1) {
  return {geo::to_polygon({x0, y0, x1, y1}), std::nullopt};
}

borough::BuildingSet scattered(std::size_t count, double side) {
  borough::BuildingSet set;
  for (std::size_t i = 0; i < count; ++i) {
    core::CounterRng rng(5, i);
    const double x = rng.uniform(0, side);
    const double y = rng.uniform(0, side);
    const double size = rng.chance(0.05) ? 150.0 : 12.0;  // some span many cells
    set.push_back(box(x, y, x + rng.uniform(1, size), y + rng.uniform(1, size)));
  }
  return set;
}

TEST(BuildingIndex, FindsExactlyTheBuildingsWithinReach) {
  const auto set = scattered(2'000, 1'500);
  const BuildingIndex index(set);

  for (std::uint64_t i = 0; i < 300; ++i) {
    core::CounterRng rng(6, i);
    const geo::Point p{rng.uniform(-200, 1'700), rng.uniform(-200, 1'700)};
    const double reach = rng.uniform(0, 250);
    std::vector<BuildingIndex::Id> expected;
    for (BuildingIndex::Id id = 0; id < set.size(); ++id) {
      const geo::Extent e = geo::extent_of(set[id].footprint);
      const double dx = std::max({e.min_x - p.x, 0.0, p.x - e.max_x});
      const double dy = std::max({e.min_y - p.y, 0.0, p.y - e.max_y});
      if (std::hypot(dx, dy) <= reach) expected.push_back(id);
    }

    EXPECT_EQ(index.near(p, core::Metres(reach)), expected);
  }
}

TEST(BuildingIndex, OfNoBuildingsFindsNone) {
  const BuildingIndex index;

  EXPECT_TRUE(index.near({0, 0}, 100_m).empty());
  EXPECT_FALSE(index.standing_on({0, 0}));
}

TEST(BuildingIndex, LeavesOutFootprintsItCannotUse) {
  borough::BuildingSet set{box(0, 0, 10, 10), box(20, 0, 30, 10), {}};
  set[1].footprint.exterior[2].x = std::numeric_limits<double>::quiet_NaN();

  const BuildingIndex index(set);

  EXPECT_EQ(index.left_out(), 2);
  EXPECT_EQ(index.near({15, 5}, 100_m), std::vector<BuildingIndex::Id>{0});
}

TEST(BuildingIndex, KnowsWhoStandsInACourtyardAndWhoInTheHouse) {
  borough::BuildingSet set{box(0, 0, 30, 30)};
  set[0].footprint.holes.push_back(geo::to_polygon({10, 10, 20, 20}).exterior);

  const BuildingIndex index(set);

  EXPECT_FALSE(index.standing_on({15, 15}));
  EXPECT_TRUE(index.standing_on({5, 15}));
  EXPECT_FALSE(index.standing_on({30.2, 15}, 0.1_m));
  EXPECT_TRUE(index.standing_on({30.05, 15}, 0.1_m));
}

TEST(BuildingIndex, TurnsWallsSoThatTheInsideIsOnTheLeft) {
  borough::BuildingSet set{box(0, 0, 30, 30)};
  std::reverse(set[0].footprint.exterior.begin(), set[0].footprint.exterior.end());
  set[0].footprint.holes.push_back(geo::to_polygon({10, 10, 20, 20}).exterior);  // anticlockwise, as is wrong for holes

  const BuildingIndex index(set);

  for_each_wall(index.footprint(0), [&](geo::Point a, geo::Point b) {
    const geo::Point left = (a + b) * 0.5 + geo::Point{a.y - b.y, b.x - a.x} * 0.01;
    EXPECT_TRUE(geo::contains(index.footprint(0), left));
  });
}

}  // namespace
}  // namespace wardscope::analysis
