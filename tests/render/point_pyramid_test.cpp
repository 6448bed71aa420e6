// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/point_pyramid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include "jobs/parallel.hpp"
#include "render/demo_scene.hpp"
#include "render/point_painter.hpp"
#include "render/renderer.hpp"
#include "support/headless.hpp"

namespace wardscope::render {
namespace {

const geo::Extent kEverywhere{-1e9, -1e9, 1e9, 1e9};

std::vector<PointGroup> groups_of(PointPyramid& pyramid, int level, Grouping grouping,
                                  const geo::Extent& area = kEverywhere) {
  std::vector<PointGroup> groups;
  pyramid.find(level, grouping, area, groups);
  return groups;
}

/// Groups by the definition: cell and style of each point, counted one by one.
struct Twin {
  double x = 0.0;
  double y = 0.0;
  std::uint32_t count = 0;
  std::uint32_t first = ~0U;
};
using Cell = std::tuple<std::int64_t, std::int64_t, int>;

std::map<Cell, Twin> brute_force(const cartography::PointColumns& points, geo::Point origin, double side) {
  std::map<Cell, Twin> groups;
  for (std::uint32_t i = 0; i < points.x.size(); ++i) {
    const Cell cell{static_cast<std::int64_t>(std::floor((points.x[i] - origin.x) / side)),
                    static_cast<std::int64_t>(std::floor((points.y[i] - origin.y) / side)), points.style_of[i]};
    Twin& twin = groups[cell];
    twin.x += points.x[i] - origin.x;
    twin.y += points.y[i] - origin.y;
    ++twin.count;
    twin.first = std::min(twin.first, i);
  }
  return groups;
}

TEST(PointPyramid, GroupsAsABruteForceCountDoesOnEveryLevel) {
  const auto points = test::clouds(4000, 3);
  PointPyramid pyramid(*points);

  for (const int level : {0, 3, 7, 10, 14}) {
    auto expected = brute_force(*points, pyramid.origin(), pyramid.cell_side(level));
    const auto groups = groups_of(pyramid, level, Grouping::per_style);
    ASSERT_EQ(groups.size(), expected.size()) << "level " << level;
    std::map<std::uint32_t, Twin> by_first;
    for (const auto& [cell, twin] : expected) by_first[twin.first] = twin;
    for (const PointGroup& group : groups) {
      const Twin& twin = by_first.at(group.first);
      EXPECT_EQ(group.count, twin.count);
      EXPECT_NEAR(static_cast<double>(group.x), twin.x / twin.count, 0.01 /* m: floats at 32 km */);
      EXPECT_NEAR(static_cast<double>(group.y), twin.y / twin.count, 0.01);
    }
  }
}

TEST(PointPyramid, EveryPointIsCountedOnEveryLevelWhateverTheGrouping) {
  const auto points = test::clouds(5000, 4);
  PointPyramid pyramid(*points);

  for (int level = 0; level <= 18; ++level) {
    for (const Grouping grouping : {Grouping::per_style, Grouping::all}) {
      std::uint64_t sum = 0;
      std::uint32_t largest = 0;
      for (const PointGroup& group : groups_of(pyramid, level, grouping)) {
        sum += group.count;
        largest = std::max(largest, group.count);
      }
      EXPECT_EQ(sum, 5000U) << "level " << level;
      EXPECT_EQ(largest, pyramid.largest_count(level, grouping));
    }
  }
}

TEST(PointPyramid, AGroupOfAllHasTheStyleOfMostAndTheLowerOfEquals) {
  PointPyramid pyramid({{10.0, 10.0, 10.0, 500.0, 500.0}, {10.0, 10.0, 10.0, 10.0, 10.0}, {2, 1, 2, 3, 0}, {}});

  const auto groups = groups_of(pyramid, 0, Grouping::all);

  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].style, 2);
  EXPECT_EQ(groups[0].count, 3U);
  EXPECT_EQ(groups[1].style, 0);
}

TEST(PointPyramid, FindsTheGroupsOfAnArea) {
  const auto points = test::clouds(3000, 2);
  PointPyramid pyramid(*points);
  const geo::Extent area{440'000.0, 335'000.0, 446'000.0, 340'000.0};

  const auto inside = groups_of(pyramid, 5, Grouping::per_style, area);

  std::size_t expected = 0;
  for (const PointGroup& group : groups_of(pyramid, 5, Grouping::per_style)) {
    expected +=
        area.contains(pyramid.origin() + geo::Point{static_cast<double>(group.x), static_cast<double>(group.y)});
  }
  EXPECT_GT(expected, 0U);
  EXPECT_EQ(inside.size(), expected);
}

TEST(PointPyramid, LeavesOutPositionsThatAreNotFinite) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  PointPyramid pyramid({{nan, 1.0, infinity, 2.0}, {1.0, 1.0, 1.0, nan}, {}, {}});
  PointPyramid nothing({{nan}, {nan}, {}, {}});

  EXPECT_EQ(groups_of(pyramid, 0, Grouping::all).size(), 1U);
  EXPECT_TRUE(groups_of(nothing, 4, Grouping::all).empty());
}

TEST(PointPyramid, IsTheSameOnAnyNumberOfThreads) {
  const auto points = test::clouds(200'000, 3);
  std::vector<std::vector<PointGroup>> results;
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    PointPyramid pyramid(*points);
    results.push_back(groups_of(pyramid, 9, Grouping::per_style));
  }
  jobs::set_thread_count(0);

  const auto equal = [](const PointGroup& a, const PointGroup& b) {
    return a.x == b.x && a.y == b.y && a.count == b.count && a.first == b.first && a.style == b.style;
  };
  EXPECT_TRUE(std::ranges::equal(results[0], results[1], equal));
  EXPECT_TRUE(std::ranges::equal(results[0], results[2], equal));
}

TEST(DrawnGroups, SizeFollowsTheSquareRootOfTheCountAndStaysPutWhilePanning) {
  const auto points = test::clouds(20'000);
  auto scene = test::cloud_scene(points, true);
  PointPyramid pyramid(*points);
  const auto& layer = std::get<cartography::PointLayer>(scene.layers[0].content);
  const auto at = [&] { return PageView::of(scene, 1.0F, page_pixels(scene, 1.0F)); };
  const auto before = drawn_groups(pyramid, layer, at());
  scene.view.min_x += 37.0;
  scene.view.max_x += 37.0;
  const auto after = drawn_groups(pyramid, layer, at());

  std::map<std::uint32_t, DrawnPoint> by_first;
  float smallest = kMostGrowth;
  float largest = 1.0F;
  for (const DrawnPoint& point : before) {
    by_first[point.first] = point;
    smallest = std::min(smallest, point.factor);
    largest = std::max(largest, point.factor);
  }
  EXPECT_EQ(smallest, 1.0F);
  EXPECT_EQ(largest, kMostGrowth);
  EXPECT_EQ(before.front().factor, kMostGrowth) << "the largest lie at the bottom";
  std::size_t same = 0;
  for (const DrawnPoint& point : after)
    same += by_first.contains(point.first) && by_first[point.first].factor == point.factor;
  EXPECT_GT(same, after.size() - after.size() / 50) << "only groups at the edge of the view come and go";
}

TEST(PointLayer, FrameCostFollowsThePixelsAndNotThePoints) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  static_cast<void>(test::drawn(renderer, test::cloud_scene(test::clouds(50'000), true)));
  const FrameStatistics few = renderer.statistics();
  static_cast<void>(test::drawn(renderer, test::cloud_scene(test::clouds(400'000), true)));
  const FrameStatistics many = renderer.statistics();

  EXPECT_GT(many.points_shown, 7 * few.points_shown);
  EXPECT_LT(many.points_drawn, 2 * few.points_drawn);
  EXPECT_LT(many.points_drawn, 8'000U);
}

TEST(PointLayer, ThinningManyPlainPointsKeepsThePicture) {
  WARDSCOPE_HEADLESS(context);
  Renderer renderer;
  auto scene = test::cloud_scene(test::clouds(60'000), false);
  auto& layer = std::get<cartography::PointLayer>(scene.layers[0].content);
  layer.styles = {{cartography::Symbol::disc, cartography::rgb(0x000000), cartography::rgb(0xFFFFFF), 8.0F, 0.0F}};
  const std::size_t thinned = test::painted_pixels(test::drawn(renderer, scene));
  const std::size_t drawn = renderer.statistics().points_drawn;
  // The same points in layers that are small enough to be drawn one by one.
  const cartography::PointColumns all = *layer.points;
  auto plain = scene;
  plain.layers.clear();
  for (std::size_t begin = 0; begin < all.x.size(); begin += 20'000) {
    cartography::PointColumns part;
    for (std::size_t i = begin; i < std::min(all.x.size(), begin + 20'000); ++i) {
      part.x.push_back(all.x[i]);
      part.y.push_back(all.y[i]);
    }
    cartography::PointLayer one = layer;
    one.points = core::make_snapshot(std::move(part));
    plain.layers.push_back(test::layer(one));
  }
  const std::size_t each = test::painted_pixels(test::drawn(renderer, plain));

  EXPECT_LT(drawn, 40'000U);
  EXPECT_NEAR(static_cast<double>(thinned) / static_cast<double>(each), 1.0, 0.03);
}

}  // namespace
}  // namespace wardscope::render
