// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/segment_grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "core/random.hpp"

namespace wardscope::analysis {
namespace {

bool always(double /*done*/) { return true; }

/// Short segments all over a square, and what else is given.
std::vector<LineSegment> scattered(std::size_t count, double side, std::vector<LineSegment> others = {}) {
  core::CounterRng random(11, count);
  std::vector<LineSegment> segments = std::move(others);
  while (segments.size() < count) {
    const geo::Point a{random.uniform(0.0, side), random.uniform(0.0, side)};
    const auto index = static_cast<std::uint32_t>(segments.size());
    segments.push_back({a, a + geo::Point{random.uniform(-30.0, 30.0), random.uniform(-30.0, 30.0)}, index, 0});
  }
  return segments;
}

TEST(SegmentGrid, AVertexFarAwayFromAllOthersDoesNotMakeOneSquareOfThem) {
  constexpr std::size_t kCount = 4000;
  for (const double far : {1e6, 1e9, 1e300}) {
    const SegmentGrid grid(scattered(kCount, 2500.0, {{{100.0, 100.0}, {far, far}, 0, 0}}));
    std::size_t pairs = 0;
    EXPECT_TRUE(grid.each_near_pair([&](std::uint32_t, std::uint32_t) { ++pairs; }, always));
    EXPECT_LT(pairs, 20 * kCount) << far;
    EXPECT_GT(pairs, kCount) << far;
  }
}

TEST(SegmentGrid, TwoTownsFarApartAreAsQuickAsOne) {
  std::vector<LineSegment> segments = scattered(2000, 2000.0);
  for (LineSegment there : scattered(2000, 2000.0)) {
    there.a = there.a + geo::Point{5e5, 3e5};
    there.b = there.b + geo::Point{5e5, 3e5};
    segments.push_back(there);
  }
  std::size_t pairs = 0;
  EXPECT_TRUE(SegmentGrid(segments).each_near_pair([&](std::uint32_t, std::uint32_t) { ++pairs; }, always));
  EXPECT_LT(pairs, 20 * segments.size());
}

TEST(SegmentGrid, TellsEachPairThatMeetsOnce) {
  const std::vector<LineSegment> segments =
      scattered(500, 600.0,
                {{{-50.0, 10.0}, {9e4, 7e4}, 0, 0}, {{0.0, 600.0}, {6e4, -4e4}, 1, 0}, {{300, -20}, {310, 700}, 2, 0}});
  const SegmentGrid grid(segments);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> told;
  EXPECT_TRUE(grid.each_near_pair([&](std::uint32_t a, std::uint32_t b) { told.emplace_back(a, b); }, always));
  std::sort(told.begin(), told.end());
  EXPECT_EQ(std::adjacent_find(told.begin(), told.end()), told.end()) << "a pair came twice";
  const std::set<std::pair<std::uint32_t, std::uint32_t>> known(told.begin(), told.end());
  std::size_t meetings = 0;
  for (std::uint32_t a = 0; a < segments.size(); ++a) {
    for (std::uint32_t b = a + 1; b < segments.size(); ++b) {
      const geo::Point u = segments[a].b - segments[a].a;
      const geo::Point v = segments[b].b - segments[b].a;
      const double s = geo::cross(segments[b].a - segments[a].a, v) / geo::cross(u, v);
      const double t = geo::cross(segments[b].a - segments[a].a, u) / geo::cross(u, v);
      if (!(s >= 0.0 && s <= 1.0 && t >= 0.0 && t <= 1.0)) continue;
      ++meetings;
      EXPECT_TRUE(known.count({a, b}) == 1) << a << ' ' << b;
    }
  }
  EXPECT_GT(meetings, 100U);
}

TEST(SegmentGrid, FindsTheNearestOfAll) {
  const std::vector<LineSegment> segments =
      scattered(300, 800.0, {{{900.0, 900.0}, {3e7, 2e7}, 0, 0}, {{-4000.0, 20.0}, {-3990.0, 25.0}, 1, 0}});
  const SegmentGrid grid(segments);
  core::CounterRng random(3, 0);
  constexpr double kMost = 120.0;
  for (int i = 0; i < 500; ++i) {
    const double reach = i % 3 == 0 ? 6000.0 : 1200.0;
    const geo::Point p{random.uniform(-reach, reach), random.uniform(-reach, reach)};
    double wanted = std::numeric_limits<double>::infinity();
    for (const LineSegment& segment : segments)
      wanted = std::min(wanted, geo::distance_to_segment(p, segment.a, segment.b));
    const auto found = grid.nearest(p, kMost, [](const LineSegment&) { return true; });
    ASSERT_EQ(found.has_value(), wanted <= kMost);
    if (found) {
      EXPECT_NEAR(found->distance, wanted, 1e-9);
    }
  }
}

TEST(SegmentGrid, StopsInTheMiddleOfTheLookAtPairs) {
  // All of them in a few squares: three million pairs.
  const SegmentGrid grid(scattered(2500, 20.0));
  std::size_t pairs = 0;
  int looks = 0;
  double reached = 0.0;
  const bool ended = grid.each_near_pair([&](std::uint32_t, std::uint32_t) { ++pairs; },
                                         [&](double done) {
                                           EXPECT_GE(done, reached);
                                           reached = done;
                                           return ++looks < 5;
                                         });
  EXPECT_FALSE(ended);
  EXPECT_EQ(looks, 5);
  EXPECT_LT(pairs, 1000000U);
  EXPECT_GT(pairs, 10000U);
}

}  // namespace
}  // namespace wardscope::analysis
