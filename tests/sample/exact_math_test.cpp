// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/exact_math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "sample/alias_table.hpp"
#include "sample/box_index.hpp"

namespace wardscope::sample {
namespace {

TEST(ExactMath, DirectionsAgreeWithTheMathematicsLibrary) {
  for (double bearing = -720; bearing <= 720; bearing += 0.37) {
    const double angle = bearing * std::numbers::pi / 180;

    const geo::Point direction = direction_of_bearing(bearing);

    ASSERT_NEAR(direction.x, std::sin(angle), 1e-12) << bearing;
    ASSERT_NEAR(direction.y, std::cos(angle), 1e-12) << bearing;
  }
}

TEST(ExactMath, BearingIsTheInverseOfDirection) {
  for (double bearing = 0; bearing < 360; bearing += 0.37) {
    ASSERT_NEAR(bearing_of_direction(direction_of_bearing(bearing) * 7.0), bearing, 1e-9);
  }
}

TEST(ExactMath, NoiseIsSmoothAndStaysWithinOne) {
  for (double x = -20; x < 20; x += 0.01) {
    const double here = noise({x, 3.3}, 5);

    ASSERT_LE(std::fabs(here), 1.0);
    ASSERT_NEAR(noise({x + 0.01, 3.3}, 5), here, 0.05);
  }
}

TEST(ExactMath, CentimetresRoundHalvesUp) {
  EXPECT_EQ(to_centimetre(1.005000001), 1.01);
  EXPECT_EQ(to_centimetre(-1.234), -1.23);
}

TEST(AliasTable, DrawsInProportionToTheWeights) {
  const AliasTable table({1, 0, 3, 6});
  std::vector<int> count(4, 0);
  core::CounterRng rng(1, 1);

  for (int i = 0; i < 100000; ++i) ++count[table.draw(rng)];

  EXPECT_EQ(count[1], 0);
  EXPECT_NEAR(count[0], 10000, 400);  // 4 standard deviations of a binomial are 380
  EXPECT_NEAR(count[2], 30000, 600);
  EXPECT_NEAR(count[3], 60000, 620);
}

TEST(TurnedBox, OverlapAgreesWithSampledPoints) {
  core::CounterRng rng(3, 3);
  const auto inside = [](const TurnedBox& box, geo::Point p) {
    return std::fabs(geo::dot(p - box.centre, box.along)) < box.half_length &&
           std::fabs(geo::dot(p - box.centre, left_of(box.along))) < box.half_width;
  };
  const auto random_box = [&] {
    TurnedBox box;
    box.centre.x = rng.uniform(0, 10);
    box.centre.y = rng.uniform(0, 10);
    box.along = direction_of_bearing(rng.uniform(0, 360));
    box.half_length = rng.uniform(0.5, 4);
    box.half_width = rng.uniform(0.5, 4);
    return box;
  };
  for (int round = 0; round < 300; ++round) {
    const TurnedBox a = random_box();
    const TurnedBox b = random_box();
    bool common_point = false;
    for (double x = -6; x < 16 && !common_point; x += 0.1) {
      for (double y = -6; y < 16 && !common_point; y += 0.1) common_point = inside(a, {x, y}) && inside(b, {x, y});
    }

    // Boxes that share a sampled point overlap; boxes that overlap by a sliver may share no sampled one.
    if (common_point) {
      ASSERT_TRUE(a.overlaps(b));
    } else {
      ASSERT_FALSE(a.grown(-0.1).overlaps(b.grown(-0.1)));
    }
  }
}

}  // namespace
}  // namespace wardscope::sample
