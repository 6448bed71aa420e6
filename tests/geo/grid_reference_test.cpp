// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/grid_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

using testing::HasSubstr;

TEST(GridReference, KnownPlaces) {
  EXPECT_EQ(to_grid_reference({408500, 91200}), "SZ 085 912");            // Bournemouth
  EXPECT_EQ(to_grid_reference({651409.9, 313177.2}, 8), "TG 5140 1317");  // Caister
  EXPECT_EQ(to_grid_reference({216600, 771200}), "NN 166 712");           // Ben Nevis
  EXPECT_EQ(to_grid_reference({530000, 180000}, 4), "TQ 30 80");          // London
  EXPECT_EQ(to_grid_reference({0, 0}, 0), "SV");
  EXPECT_EQ(to_grid_reference({446000, 1210000}, 2), "HP 4 1");  // Shetland
}

TEST(GridReference, ASmallSquareKeepsItsLeadingZeros) {
  EXPECT_EQ(to_grid_reference({400001, 90002}, 10), "SZ 00001 90002");
}

TEST(GridReference, OutsideTheGridThereIsNone) {
  EXPECT_FALSE(to_grid_reference({-1, 5}));
  EXPECT_FALSE(to_grid_reference({700000, 5}));
  EXPECT_FALSE(to_grid_reference({5, 1300000}));
}

TEST(GridReference, ReadsAnySpacingAndCase) {
  for (const std::string_view text : {"SZ 085 912", "SZ085912", "sz 085912", " Sz 0 8 5 9 1 2"}) {
    const auto square = from_grid_reference(text);
    ASSERT_TRUE(square) << text;
    EXPECT_EQ(square->south_west, (Point{408500, 91200}));
    EXPECT_EQ(square->side, 100.0);
    EXPECT_EQ(square->centre(), (Point{408550, 91250}));
  }
}

TEST(GridReference, ThereAndBackNamesTheSquareThatHoldsThePoint) {
  for (std::uint64_t i = 0; i < 5000; ++i) {
    core::CounterRng rng(4, i);
    const Point p{rng.uniform(0, 700000), rng.uniform(0, 1300000)};
    for (int digits = 0; digits <= 10; digits += 2) {
      const auto square = from_grid_reference(*to_grid_reference(p, digits));
      ASSERT_TRUE(square);
      ASSERT_LE(square->south_west.x, p.x);
      ASSERT_LT(p.x, square->south_west.x + square->side);
      ASSERT_LE(square->south_west.y, p.y);
      ASSERT_LT(p.y, square->south_west.y + square->side);
    }
  }
}

TEST(GridReference, SaysWhatIsWrong) {
  const auto message = [](std::string_view text) { return from_grid_reference(text).error().message; };

  EXPECT_THAT(message("8"), HasSubstr("two letters"));
  EXPECT_THAT(message("SI 12 34"), HasSubstr("I is not one"));
  EXPECT_THAT(message("SZ 12 345"), HasSubstr("2, 4, 6, 8 or 10"));
  EXPECT_THAT(message("SZ 12 3O"), HasSubstr("only digits"));
  EXPECT_THAT(message("ZZ 12 34"), HasSubstr("outside Great Britain"));
  EXPECT_THAT(message(""), HasSubstr("SZ 085 912"));
}

}  // namespace
}  // namespace wardscope::geo
