// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/random.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace wardscope::core {
namespace {

TEST(CounterRng, IsAFunctionOfSeedItemAndDraw) {
  CounterRng first(7, 3);
  CounterRng again(7, 3);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(first.bits(), again.bits());
}

TEST(CounterRng, NeighbouringItemsAndSeedsShareNoValue) {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t item = 0; item < 100; ++item) {
      CounterRng rng(seed, item);
      for (int draw = 0; draw < 10; ++draw) seen.insert(rng.bits());
    }
  }
  EXPECT_EQ(seen.size(), 10000U);
}

TEST(CounterRng, UniformsHaveTheMeanAndVarianceOfUniforms) {
  constexpr int kDraws = 100000;
  double sum = 0.0;
  double squares = 0.0;
  for (int i = 0; i < kDraws; ++i) {
    const double u = CounterRng(1, static_cast<std::uint64_t>(i)).uniform();
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    sum += u;
    squares += u * u;
  }
  const double mean = sum / kDraws;
  EXPECT_NEAR(mean, 0.5, 4 * std::sqrt(1.0 / 12 / kDraws));
  EXPECT_NEAR(squares / kDraws - mean * mean, 1.0 / 12, 0.001);
}

TEST(CounterRng, BelowReachesEveryValueAndNoMore) {
  std::set<std::uint64_t> seen;
  CounterRng rng(5, 0);
  for (int i = 0; i < 1000; ++i) seen.insert(rng.below(7));
  EXPECT_EQ(seen.size(), 7U);
  EXPECT_EQ(*seen.rbegin(), 6U);
}

TEST(CounterRng, NormalHasMeanZeroAndVarianceOne) {
  constexpr int kDraws = 50000;
  double sum = 0.0;
  double squares = 0.0;
  CounterRng rng(9, 1);
  for (int i = 0; i < kDraws; ++i) {
    const double z = sample_normal(rng);
    sum += z;
    squares += z * z;
  }
  EXPECT_NEAR(sum / kDraws, 0.0, 0.02);
  EXPECT_NEAR(squares / kDraws, 1.0, 0.03);
}

}  // namespace
}  // namespace wardscope::core
