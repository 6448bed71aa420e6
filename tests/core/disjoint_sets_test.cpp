// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/disjoint_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace wardscope::core {
namespace {

TEST(DisjointSets, AreKnownByTheirLowestMember) {
  DisjointSets sets(6);
  sets.join(5, 3);
  sets.join(4, 5);
  EXPECT_EQ(sets.find(4), 3U);
  EXPECT_EQ(sets.find(5), 3U);
  EXPECT_EQ(sets.find(0), 0U);
  sets.join(3, 1);
  sets.join(1, 1);
  EXPECT_EQ(sets.find(4), 1U);
}

/// Painting all of a set in one colour, joint after joint.
TEST(DisjointSets, HoldWhatPlainPaintingHolds) {
  constexpr std::size_t kMembers = 200;
  DisjointSets sets(kMembers);
  std::vector<std::size_t> colour(kMembers);
  for (std::size_t i = 0; i < kMembers; ++i) colour[i] = i;
  CounterRng rng(1, 1);
  for (int joint = 0; joint < 150; ++joint) {
    const std::size_t a = rng.below(kMembers);
    const std::size_t b = rng.below(kMembers);
    sets.join(a, b);
    const std::size_t low = std::min(colour[a], colour[b]);
    const std::size_t high = std::max(colour[a], colour[b]);
    for (std::size_t& one : colour) one = one == high ? low : one;
    for (std::size_t i = 0; i < kMembers; ++i) ASSERT_EQ(sets.find(i), colour[i]);
  }
}

}  // namespace
}  // namespace wardscope::core
