// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/point_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/random.hpp"

namespace wardscope::geo {
namespace {

/// Points on a coarse lattice: stacks and equal distances in plenty.
std::vector<Point> stacked(std::size_t count) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < count; ++i) {
    core::CounterRng rng(11, i);
    points.push_back({static_cast<double>(rng.below(40)) * 5, static_cast<double>(rng.below(30)) * 5});
  }
  return points;
}

TEST(PointIndex, NearestAgreesWithTryingEveryPoint) {
  for (const std::size_t count : {1U, 2U, 8U, 9U, 17U, 1000U}) {
    const std::vector<Point> points = stacked(count);
    const PointIndex index(points);
    for (std::uint64_t i = 0; i < 500; ++i) {
      core::CounterRng rng(12, i);
      const Point p{rng.uniform(-20, 220), static_cast<double>(rng.below(150))};
      const auto twin = std::min_element(points.begin(), points.end(),
                                         [&](Point a, Point b) { return dot(a - p, a - p) < dot(b - p, b - p); });

      const auto found = index.nearest(p);

      ASSERT_TRUE(found);
      ASSERT_EQ(found->index, static_cast<std::size_t>(twin - points.begin()));
      ASSERT_DOUBLE_EQ(found->distance.value(), distance(p, *twin));
    }
  }
}

TEST(PointIndex, TheNearestFewAgreeWithSortingEveryPoint) {
  const std::vector<Point> points = stacked(400);
  const PointIndex index(points);
  const Point p{77, 52};
  std::vector<std::pair<double, std::size_t>> twin;
  for (std::size_t i = 0; i < points.size(); ++i) twin.emplace_back(dot(points[i] - p, points[i] - p), i);
  std::sort(twin.begin(), twin.end());

  const auto found = index.nearest(p, 25);

  ASSERT_EQ(found.size(), 25U);
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i].index, twin[i].second);
}

TEST(PointIndex, WithinAgreesWithTryingEveryPointAndHoldsTheCircle) {
  const std::vector<Point> points = stacked(700);
  const PointIndex index(points);
  for (const double radius : {0.0, 5.0, 12.5, 1000.0}) {
    const Point p = points[3];
    std::vector<std::size_t> twin;
    for (std::size_t i = 0; i < points.size(); ++i) {
      if (dot(points[i] - p, points[i] - p) <= radius * radius) twin.push_back(i);
    }
    EXPECT_EQ(index.within(p, core::Metres(radius)), twin);
  }
}

TEST(PointIndex, OfNothingFindsNothing) {
  EXPECT_FALSE(PointIndex().nearest({0, 0}));
  EXPECT_TRUE(PointIndex().within({0, 0}, core::Metres(1e9)).empty());
}

}  // namespace
}  // namespace wardscope::geo
