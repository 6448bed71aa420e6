// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/orientation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

TEST(Orientation, LeftRightAndOn) {
  EXPECT_EQ(orientation({0, 0}, {2, 0}, {1, 1}), 1);
  EXPECT_EQ(orientation({0, 0}, {2, 0}, {1, -1}), -1);
  EXPECT_EQ(orientation({0, 0}, {2, 2}, {1, 1}), 0);
}

TEST(Orientation, IsExactWhereDoublesRoundToZero) {
  // The classic grid of Kettner et al. 2008: points an ulp apart near (0.5, 0.5) against the line through (12, 12) and
  // (24, 24). The exact sign is that of y - x.
  const double ulp = std::ldexp(1.0, -53);
  for (int i = 0; i < 64; ++i) {
    for (int j = 0; j < 64; ++j) {
      const Point p{0.5 + i * ulp, 0.5 + j * ulp};
      const int expected = p.y > p.x ? 1 : (p.y < p.x ? -1 : 0);
      ASSERT_EQ(orientation({12, 12}, {24, 24}, p), expected);
    }
  }
}

TEST(Orientation, TurnsItsSignWithTheLine) {
  for (std::uint64_t item = 0; item < 20000; ++item) {
    core::CounterRng rng(3, item);
    const Point a{rng.uniform(400000, 400001), rng.uniform(90000, 90001)};
    const Point b{rng.uniform(400000, 400001), rng.uniform(90000, 90001)};
    const double t = rng.uniform();
    const Point nearly_on = a + (b - a) * t;
    const int sign = orientation(a, b, nearly_on);
    ASSERT_EQ(sign, -orientation(b, a, nearly_on));
    ASSERT_EQ(sign, orientation(b, nearly_on, a));
    ASSERT_EQ(sign, orientation(nearly_on, a, b));
  }
}

}  // namespace
}  // namespace wardscope::geo
