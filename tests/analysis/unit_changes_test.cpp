// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/unit_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

TEST(UnitChanges, FindTheUnitThatRoseAndTheOneThatFell) {
  const std::vector<double> earlier{100, 50, 100, 3, 0};
  const std::vector<double> later{104, 110, 40, 2, 0};

  const auto changes = test_changes({earlier, later, 365, 365, 10}, {});

  ASSERT_TRUE(changes) << changes.error().message;
  EXPECT_EQ(changes->units[0].change_class, ChangeClass::no_clear_change);
  EXPECT_EQ(changes->units[1].change_class, ChangeClass::up);
  EXPECT_EQ(changes->units[2].change_class, ChangeClass::down);
  EXPECT_EQ(changes->units[3].change_class, ChangeClass::not_tested);
  EXPECT_TRUE(std::isnan(changes->units[4].corrected_p));
  EXPECT_EQ(changes->tested, 3U);
  EXPECT_NEAR(changes->together.ratio, 256.0 / 253.0, 1e-12);
}

TEST(UnitChanges, HoldCountsAgainstTheDaysOfTheirPeriods) {
  const std::vector<double> earlier{600};
  const std::vector<double> later{200};
  EXPECT_EQ(test_changes({earlier, later, 270, 90, 1}, {})->units[0].change_class, ChangeClass::no_clear_change);
  EXPECT_EQ(test_changes({earlier, later, 180, 180, 1}, {})->units[0].change_class, ChangeClass::down);
}

/// 2 * 0.5^6 = 0.031: of fewer than six no division has a p-value below 0.05.
TEST(UnitChanges, TestNoneThatCouldNotReachTheLevel) {
  const std::vector<double> none{0, 0};
  const std::vector<double> later{5, 6};

  const auto changes = test_changes({none, later, 1, 1, 1}, {.correction = stats::Correction::none});

  EXPECT_EQ(changes->least_together, 6);
  EXPECT_EQ(changes->units[0].change_class, ChangeClass::not_tested);
  EXPECT_EQ(changes->units[1].change_class, ChangeClass::up);
}

/// 200 maps of 200 units on which nothing changed: with the false discovery rate at 0.05 a map has a false one in 5 %
/// of the cases at most (exact tests of small counts are on the safe side).
TEST(UnitChanges, FindNextToNothingWhereNothingChanged) {
  int maps_with_any = 0;
  double raw = 0.0;
  for (std::uint64_t map = 0; map < 200; ++map) {
    core::CounterRng rng(11, map);
    std::vector<double> earlier(200, 0.0);
    std::vector<double> later(200, 0.0);
    for (int i = 0; i < 12000; ++i) {
      auto& side = rng.chance(0.5) ? later : earlier;
      side[static_cast<std::size_t>(rng.uniform(0.0, 200.0))] += 1.0;
    }
    const auto changes = test_changes({earlier, later, 365, 365, 10}, {});
    maps_with_any += changes->up + changes->down > 0 ? 1 : 0;
    raw += static_cast<double>(changes->uncorrected) / static_cast<double>(changes->tested);
  }
  EXPECT_LE(maps_with_any, 16);          // 10 expected, 99 % below 17
  EXPECT_NEAR(raw / 200.0, 0.04, 0.01);  // below 0.05, being exact
}

TEST(UnitChanges, AreRefusedWithWhatToDo) {
  const std::vector<double> none{0, 0};
  const std::vector<double> some{3, 4};
  EXPECT_THAT(test_changes({none, none, 1, 1, 1}, {}).error().message, testing::HasSubstr("choose other types"));
  EXPECT_THAT(test_changes({none, some, 1, 1, 1}, {.level = 0.0}).error().message, testing::HasSubstr("0.05 is usual"));
  EXPECT_THAT(test_changes({none, some, 1, 1, 1}, {.level = std::nan("")}).error().message,
              testing::HasSubstr("between 0 and 1"));
}

}  // namespace
}  // namespace wardscope::analysis
