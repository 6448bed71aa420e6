// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/clipping.hpp"

#include <gtest/gtest.h>

namespace wardscope::report {
namespace {

constexpr geo::Extent kBox{0, 0, 10, 10};

TEST(Clipped, OfARingThatCrossesTheBoxTheGroundInsideIsLeft) {
  const geo::Ring half_in = clipped({{5, 2}, {15, 2}, {15, 8}, {5, 8}}, kBox);

  geo::Polygon left;
  left.exterior = half_in;
  EXPECT_NEAR(geo::area({left}), 30.0, 1e-9 /* m^2: 5 m by 6 m */);
  for (const geo::Point p : half_in) EXPECT_TRUE(kBox.contains(p));
}

TEST(Clipped, ARingRoundTheBoxIsTheBoxAndOneBesideItNothing) {
  geo::Polygon all;
  all.exterior = clipped({{-5, -5}, {50, -5}, {50, 50}, {-5, 50}}, kBox);

  EXPECT_NEAR(geo::area({all}), 100.0, 1e-9 /* m^2 */);
  EXPECT_TRUE(clipped({{20, 20}, {30, 20}, {30, 30}}, kBox).empty());
}

TEST(PiecesWithin, ALineThatLeavesAndComesBackIsTwoPieces) {
  const auto pieces = pieces_within({{1, 1}, {2, 2}, {20, 2}, {40, 40}, {2, 20}, {3, 9}, {4, 9}}, kBox);

  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0], (geo::LineString{{1, 1}, {2, 2}, {20, 2}}));
  EXPECT_EQ(pieces[1], (geo::LineString{{2, 20}, {3, 9}, {4, 9}}));
}

}  // namespace
}  // namespace wardscope::report
