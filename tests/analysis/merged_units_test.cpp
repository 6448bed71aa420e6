// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/merged_units.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <stop_token>
#include <vector>

#include "core/random.hpp"
#include "geo/polygon_operations.hpp"

namespace wardscope::analysis {
namespace {

constexpr std::size_t kColumns = 20;
constexpr double kSide = 100.0;

/// Squares of a lattice, some of them high.
struct SquareTest {
  std::vector<geo::MultiPolygon> shapes;
  LocalTest test;

  explicit SquareTest(const std::set<std::size_t>& high) {
    for (std::size_t cell = 0; cell < kColumns * kColumns; ++cell) {
      const double x = static_cast<double>(cell % kColumns) * kSide;
      const double y = static_cast<double>(cell / kColumns) * kSide;
      shapes.push_back({geo::to_polygon({x, y, x + kSide, y + kSide})});
      LocalResult result;
      result.local_class = high.contains(cell) ? LocalClass::high : LocalClass::ordinary;
      result.z = high.contains(cell) ? 3.0 + static_cast<double>(cell % 7) : 0.0;
      test.units.push_back(result);
    }
  }
  [[nodiscard]] std::vector<MergedUnits> merged() const {
    auto found = merged_high_units(shapes, test, jobs::Progress());
    EXPECT_TRUE(found) << found.error().message;
    return std::move(found).value();
  }
};

TEST(MergedUnits, HangTogetherBySidesAndNotByCorners) {
  const SquareTest town({0, 1, 21, 42, 100});  // 0-1-21 by sides, 42 at a corner of 21

  std::set<std::vector<std::size_t>> found;
  for (const MergedUnits& area : town.merged()) found.insert(area.units);
  EXPECT_EQ(found, (std::set<std::vector<std::size_t>>{{0, 1, 21}, {42}, {100}}));
}

TEST(MergedUnits, AreRankedByTheirPeak) {
  const SquareTest town({0, 1, 6, 15});  // z 3, 4, 9, 4

  const auto merged = town.merged();

  ASSERT_EQ(merged.size(), 3U);
  EXPECT_EQ(merged[0].units, (std::vector<std::size_t>{6}));
  EXPECT_EQ(merged[1].units, (std::vector<std::size_t>{0, 1}));  // 1 and 15 are equal: the first
  EXPECT_EQ(merged[1].peak, 1U);
}

/// Against a flood over the lattice: the same sets, each as large as its squares together.
TEST(MergedUnits, AreTheFloodOnRandomSquares) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    core::CounterRng rng(seed, 0);
    std::set<std::size_t> high;
    for (std::size_t cell = 0; cell < kColumns * kColumns; ++cell) {
      if (rng.chance(0.35)) high.insert(cell);
    }
    std::set<std::vector<std::size_t>> flooded;
    std::set<std::size_t> left = high;
    while (!left.empty()) {
      std::set<std::size_t> group{*left.begin()};
      std::vector<std::size_t> waiting{*left.begin()};
      while (!waiting.empty()) {
        const std::size_t cell = waiting.back();
        waiting.pop_back();
        const auto visit = [&](std::size_t other) {
          if (high.contains(other) && group.insert(other).second) waiting.push_back(other);
        };
        if (cell % kColumns > 0) visit(cell - 1);
        if (cell % kColumns + 1 < kColumns) visit(cell + 1);
        if (cell >= kColumns) visit(cell - kColumns);
        visit(cell + kColumns);
      }
      flooded.emplace(group.begin(), group.end());
      for (const std::size_t cell : group) left.erase(cell);
    }
    std::set<std::vector<std::size_t>> found;
    for (const MergedUnits& area : SquareTest(high).merged()) {
      found.insert(area.units);
      EXPECT_NEAR(geo::area(area.shape), static_cast<double>(area.units.size()) * kSide * kSide, 1e-6);
      EXPECT_EQ(area.shape.size(), 1U);
      EXPECT_TRUE(geo::is_valid(area.shape));
    }
    EXPECT_EQ(found, flooded);
  }
}

TEST(MergedUnits, AreNoneWhereNothingIsHigh) { EXPECT_TRUE(SquareTest({}).merged().empty()); }

TEST(MergedUnits, StopWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const SquareTest town({1, 2, 3});
  const auto found = merged_high_units(town.shapes, town.test, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
