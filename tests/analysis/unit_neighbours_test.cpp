// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/unit_neighbours.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace wardscope::analysis {
namespace {

using Unit = stats::Neighbours::Unit;

std::vector<Unit> list_of(const stats::Neighbours& neighbours, std::size_t unit) {
  const auto own = neighbours.of(unit);
  return {own.begin(), own.end()};
}

/// A 3 x 3 chessboard of squares of 100 m, the north-east one an island 50 m off.
std::vector<geo::MultiPolygon> squares() {
  std::vector<geo::MultiPolygon> areas;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      const double off = row == 2 && column == 2 ? 50.0 : 0.0;
      const double x = 407000.0 + column * 100.0 + off;
      const double y = 91000.0 + row * 100.0 + off;
      areas.push_back({geo::to_polygon({x, y, x + 100.0, y + 100.0})});
    }
  }
  return areas;
}

TEST(AreaNeighbours, TouchAtASideOrACornerAndIslandsHaveNone) {
  const auto queen = neighbours_of(squares(), {NeighbourRule::queen}, {});
  ASSERT_TRUE(queen) << queen.error().message;
  EXPECT_EQ(list_of(*queen, 4), (std::vector<Unit>{0, 1, 2, 3, 5, 6, 7}));
  EXPECT_EQ(list_of(*queen, 0), (std::vector<Unit>{1, 3, 4}));
  EXPECT_TRUE(queen->of(8).empty());
  const auto rook = neighbours_of(squares(), {NeighbourRule::rook}, {});
  ASSERT_TRUE(rook);
  EXPECT_EQ(list_of(*rook, 4), (std::vector<Unit>{1, 3, 5, 7}));
  EXPECT_EQ(list_of(*rook, 0), (std::vector<Unit>{1, 3}));
}

TEST(AreaNeighbours, ShareABorderThatFilesRoundDifferently) {
  auto areas = squares();
  for (geo::Point& p : areas[1].front().exterior) p.x += 0.2;
  const auto queen = neighbours_of(areas, {NeighbourRule::queen}, {});
  ASSERT_TRUE(queen);
  EXPECT_TRUE(queen->has(0, 1));
}

TEST(AreaNeighbours, ByCentresAreTheNearestOrThoseWithinADistance) {
  NeighbourOptions within{NeighbourRule::distance, core::Metres(100.0), 8};
  const auto near = neighbours_of(squares(), within, {});
  ASSERT_TRUE(near);
  EXPECT_EQ(list_of(*near, 4), (std::vector<Unit>{1, 3, 5, 7}));
  const auto two = neighbours_of(squares(), {NeighbourRule::nearest, core::Metres(1.0), 2}, {});
  ASSERT_TRUE(two);
  EXPECT_EQ(list_of(*two, 8), (std::vector<Unit>{5, 7}));
  for (std::size_t unit = 0; unit < 9; ++unit) EXPECT_EQ(two->of(unit).size(), 2U);
}

TEST(CellNeighbours, FollowTheRule) {
  const auto cells =
      land_cells({geo::to_polygon({407000, 91000, 407500, 91400})}, {CellShape::square, core::Metres(100.0)}, {});
  ASSERT_TRUE(cells);
  ASSERT_EQ(cells->cells.size(), 20U);
  const auto inner = [&](NeighbourRule rule, double distance) {
    const auto found = neighbours_of(*cells, NeighbourOptions{rule, core::Metres(distance), 6});
    EXPECT_TRUE(found);
    return found->of(7).size();
  };
  EXPECT_EQ(inner(NeighbourRule::queen, 10.0), 8U);
  EXPECT_EQ(inner(NeighbourRule::rook, 10.0), 4U);
  EXPECT_EQ(inner(NeighbourRule::distance, 150.0), 8U);
  EXPECT_EQ(inner(NeighbourRule::nearest, 10.0), 6U);
}

TEST(UnitNeighbours, RefuseWhatCannotBe) {
  const auto refusal = [](const NeighbourOptions& options) {
    const auto found = neighbours_of(squares(), options, {});
    return found ? std::string() : found.error().message;
  };
  EXPECT_NE(refusal({NeighbourRule::nearest, core::Metres(1.0), 9}).find("of 9 units"), std::string::npos);
  EXPECT_NE(refusal({NeighbourRule::nearest, core::Metres(1.0), 0}).find("1 to 100"), std::string::npos);
  EXPECT_NE(refusal({NeighbourRule::distance, core::Metres(0.0), 8}).find("10 to 20000 m"), std::string::npos);
}

}  // namespace
}  // namespace wardscope::analysis
