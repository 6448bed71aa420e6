// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/spatial_order.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

std::vector<Extent> random_boxes(std::size_t count) {
  std::vector<Extent> boxes;
  for (std::size_t i = 0; i < count; ++i) {
    core::CounterRng rng(3, i);
    const double x = rng.uniform(400'000.0, 430'000.0);
    const double y = rng.uniform(300'000.0, 320'000.0);
    boxes.push_back({x, y, x + rng.uniform(0.0, 900.0), y + rng.uniform(0.0, 900.0)});
  }
  boxes.push_back({});  // an empty shape
  return boxes;
}

TEST(BoxIndex, FindsWhatABruteForceSearchFinds) {
  const auto boxes = random_boxes(3000);
  const BoxIndex index(boxes);

  for (std::size_t query = 0; query < 60; ++query) {
    core::CounterRng rng(5, query);
    const double x = rng.uniform(398'000.0, 432'000.0);
    const double y = rng.uniform(298'000.0, 322'000.0);
    const Extent area{x, y, x + rng.uniform(0.0, 4000.0), y + rng.uniform(0.0, 4000.0)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      if (!boxes[i].empty() && boxes[i].intersects(area)) expected.push_back(i);
    }
    std::vector<std::uint32_t> found;
    index.find(area, found);
    EXPECT_EQ(found, expected);
  }
}

TEST(SpatialOrder, HoldsEachBoxOnceAndTheEmptyOnesLast) {
  const auto boxes = random_boxes(500);

  auto order = spatial_order(boxes);

  EXPECT_EQ(order.back(), 500U);
  std::ranges::sort(order);
  for (std::uint32_t i = 0; i < order.size(); ++i) EXPECT_EQ(order[i], i);
}

TEST(MortonCode, InterleavesTheBits) {
  EXPECT_EQ(morton_code(0b11, 0b00), 0b0101U);
  EXPECT_EQ(morton_code(0b00, 0b11), 0b1010U);
  EXPECT_EQ(morton_code((1U << 24U) - 1, (1U << 24U) - 1), (1ULL << 48U) - 1);
}

}  // namespace
}  // namespace wardscope::geo
