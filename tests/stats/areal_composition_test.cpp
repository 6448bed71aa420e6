// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/areal_composition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/random.hpp"

namespace wardscope::stats {
namespace {

TEST(GroupShareOfAPlace, WeighsUnitsByTheGroundThatLiesInside) {
  const std::vector<UnitPart> units{{1000, 300, 1.0}, {2000, 200, 0.25}, {500, 500, 0.0}};

  const GroupShare found = group_share(units);

  EXPECT_DOUBLE_EQ(found.residents, 1500.0);
  EXPECT_DOUBLE_EQ(found.of_group, 350.0);
  EXPECT_DOUBLE_EQ(*found.share, 350.0 / 1500.0);
  EXPECT_EQ(found.whole, 1U);
  EXPECT_EQ(found.cut, 1U);
}

TEST(GroupShareOfAPlace, IsBoundedByAllOrNobodyOfACutUnitLivingInside) {
  const std::vector<UnitPart> units{{1000, 300, 1.0}, {2000, 200, 0.25}};

  const GroupShare found = group_share(units);

  EXPECT_DOUBLE_EQ(found.bounds.low, 500.0 / 3000.0);
  EXPECT_DOUBLE_EQ(found.bounds.high, 0.3);
}

TEST(GroupShareOfAPlace, IsExactWhereNoUnitIsCut) {
  const std::vector<UnitPart> units{{1000, 300, 1.0}, {800, 40, 1.0}, {900, 900, 0.004}};

  const GroupShare found = group_share(units);

  EXPECT_DOUBLE_EQ(found.bounds.low, *found.share);
  EXPECT_DOUBLE_EQ(found.bounds.high, *found.share);
}

TEST(GroupShareOfAPlace, InsideOneUnitIsThatUnits) {
  const std::vector<UnitPart> units{{1600, 400, 0.03}};

  const GroupShare found = group_share(units);

  EXPECT_DOUBLE_EQ(found.residents, 48.0);
  EXPECT_DOUBLE_EQ(found.bounds.low, 0.25);
  EXPECT_DOUBLE_EQ(found.bounds.high, 0.25);
}

TEST(GroupShareOfAPlace, IsOfTheUnitRoundAPlaceThatIsTinyInIt) {
  const std::vector<UnitPart> units{{1600, 400, 0.005}, {1000, 900, 0.00001}};

  const GroupShare found = group_share(units);

  EXPECT_DOUBLE_EQ(found.residents, 8.0);
  EXPECT_DOUBLE_EQ(*found.share, 0.25);
  EXPECT_EQ(found.cut, 1U);
}

TEST(GroupShareOfAPlace, IsNothingWhereNobodyLives) {
  const std::vector<UnitPart> units{{0, 0, 1.0}, {900, 100, 0.0}};

  EXPECT_FALSE(group_share(units).share);
  EXPECT_FALSE(group_share({}).share);
}

/// The extremes of the quotient lie where each cut unit is at one of its limits: all of these are tried.
Interval tried(const std::vector<UnitPart>& units, double factor) {
  Interval range{2.0, -1.0};
  for (unsigned taken = 0; taken < (1U << units.size()); ++taken) {
    double residents = 0.0;
    double of_group = 0.0;
    for (unsigned i = 0; i < units.size(); ++i) {
      const double share = units[i].share_inside;
      const bool at_most = (taken >> i & 1U) != 0;
      const double least = factor > 0.0 ? share / factor : 0.0;
      const double most = factor > 0.0 ? std::min(1.0, share * factor) : 1.0;
      const double inside = share == 1.0 ? 1.0 : at_most ? most : least;
      residents += inside * units[i].residents;
      of_group += inside * units[i].of_group;
    }
    if (residents <= 0.0) continue;
    range.low = std::min(range.low, of_group / residents);
    range.high = std::max(range.high, of_group / residents);
  }
  return range;
}

TEST(GroupShareOfAPlace, HasTheRangesOfEveryWayToTakeCutUnits) {
  for (std::uint64_t trial = 0; trial < 200; ++trial) {
    core::CounterRng rng(5, trial);
    std::vector<UnitPart> units;
    for (int i = 0; i < 9; ++i) {
      const double residents = 100.0 + static_cast<double>(rng.below(2000));
      const bool whole = trial % 2 == 0 && i < 2;
      units.push_back({residents, residents * rng.uniform(), whole ? 1.0 : rng.uniform(0.02, 0.98)});
    }
    const Interval any = tried(units, 0.0);
    const Interval likely = tried(units, kDensityFactor);

    const GroupShare found = group_share(units);

    EXPECT_NEAR(found.bounds.low, any.low, 1e-12);
    EXPECT_NEAR(found.bounds.high, any.high, 1e-12);
    EXPECT_NEAR(found.likely.low, likely.low, 1e-12);
    EXPECT_NEAR(found.likely.high, likely.high, 1e-12);
    EXPECT_LE(found.likely.low, *found.share + 1e-12);
    EXPECT_GE(found.likely.high, *found.share - 1e-12);
  }
}

}  // namespace
}  // namespace wardscope::stats
