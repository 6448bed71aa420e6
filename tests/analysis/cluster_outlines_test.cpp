// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/cluster_outlines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stop_token>
#include <vector>

#include "analysis/dbscan.hpp"
#include "core/random.hpp"
#include "geo/polygon_operations.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using namespace core::literals;

struct Groups {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> group;
  std::int32_t count = 0;
  [[nodiscard]] GroupedPlaces places() const { return {x, y, group, count}; }
};

std::vector<geo::MultiPolygon> outlines_of(const Groups& groups, const ClusterOutlineOptions& options = {}) {
  auto outlines = cluster_outlines(groups.places(), options, jobs::Progress());
  EXPECT_TRUE(outlines) << outlines.error().message;
  return std::move(outlines).value();
}

/// Clusters of random places by DBSCAN with a reach of 100 m.
Groups clustered_places(std::uint64_t seed, std::uint64_t count) {
  Groups groups;
  core::CounterRng rng(seed, 1);
  for (std::uint64_t i = 0; i < count; ++i) {
    groups.x.push_back(407000.0 + rng.uniform(0.0, 2500.0));
    groups.y.push_back(91000.0 + rng.uniform(0.0, 2000.0));
  }
  const auto found = dbscan({groups.x, groups.y, {}}, {100_m, 4}, jobs::Progress());
  EXPECT_TRUE(found);
  groups.group = found->cluster;
  groups.count = found->count;
  return groups;
}

TEST(ClusterOutlines, OfOnePlaceIsADiscAboutItsSquare) {
  const auto outlines = outlines_of({{512.0}, {788.0}, {0}, 1});

  ASSERT_EQ(outlines.size(), 1U);
  ASSERT_EQ(outlines[0].size(), 1U);
  const geo::Extent extent = geo::extent_of(outlines[0]);
  EXPECT_NEAR(extent.centre().x, 512.5, 1e-9);
  EXPECT_NEAR(extent.centre().y, 787.5, 1e-9);
  EXPECT_NEAR(geo::area(outlines[0]), std::numbers::pi * 50.0 * 50.0, 60.0 /* m^2: the disc has 32 sides */);
}

/// Two outlines tell the same of places that differ within their squares.
TEST(ClusterOutlines, TellsTheSquareAndNotThePlace) {
  EXPECT_EQ(outlines_of({{500.0, 580.0}, {788.0, 788.0}, {0, 0}, 1}),
            outlines_of({{524.9, 599.0}, {775.0, 799.0}, {0, 0}, 1}));
}

TEST(ClusterOutlines, HoldsItsPlacesInOneValidPieceEach) {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Groups groups = clustered_places(seed, 700);
    ASSERT_GT(groups.count, 5);
    const auto outlines = outlines_of(groups);
    ASSERT_EQ(outlines.size(), static_cast<std::size_t>(groups.count));
    for (const geo::MultiPolygon& outline : outlines) {
      EXPECT_EQ(outline.size(), 1U);
      EXPECT_TRUE(geo::is_valid(outline));
    }
    for (std::size_t i = 0; i < groups.x.size(); ++i) {
      if (groups.group[i] < 0) continue;
      EXPECT_TRUE(geo::contains(outlines[static_cast<std::size_t>(groups.group[i])], {groups.x[i], groups.y[i]}));
    }
  }
}

/// Discs of the edge and squares within are as much ground as the discs of all squares.
TEST(ClusterOutlines, LeavesOutOnlyDiscsThatOthersCover) {
  Groups groups;
  groups.count = 1;
  core::CounterRng rng(4, 4);
  for (int i = 0; i < 400; ++i) {
    groups.x.push_back(rng.uniform(0.0, 500.0));
    groups.y.push_back(rng.uniform(0.0, 350.0));
    groups.group.push_back(0);
  }
  std::vector<geo::MultiPolygon> discs;
  for (std::size_t i = 0; i < groups.x.size(); ++i) {
    const geo::Point centre{(std::floor(groups.x[i] / 25.0) + 0.5) * 25.0,
                            (std::floor(groups.y[i] / 25.0) + 0.5) * 25.0};
    discs.push_back({geo::disc(centre, 50.0, 32)});
  }
  const auto all = geo::union_of(discs, jobs::Progress());
  ASSERT_TRUE(all);
  const auto difference = geo::difference(*all, outlines_of(groups)[0]);
  ASSERT_TRUE(difference);
  EXPECT_NEAR(geo::area(outlines_of(groups)[0]), geo::area(*all), 1e-3 * geo::area(*all));
  EXPECT_LT(geo::area(*difference), 1e-3 * geo::area(*all));
}

TEST(ClusterOutlines, JoinsPartsByANeckNoLongerThanALink) {
  // 135 m from centre to centre: too far for two discs of 50 m, near enough for a link of 100 m and two squares.
  const Groups near{{10.0, 130.0}, {10.0, 60.0}, {0, 0}, 1};
  EXPECT_EQ(outlines_of(near)[0].size(), 1U);
  const Groups far{{10.0, 180.0}, {10.0, 60.0}, {0, 0}, 1};
  EXPECT_EQ(outlines_of(far)[0].size(), 2U);
}

TEST(ClusterOutlines, DoesNotDependOnTheOrderOfPlacesNorOnThreads) {
  const Groups groups = clustered_places(9, 700);
  const auto before = outlines_of(groups);
  Groups turned = groups;
  std::reverse(turned.x.begin(), turned.x.end());
  std::reverse(turned.y.begin(), turned.y.end());
  std::reverse(turned.group.begin(), turned.group.end());
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    EXPECT_EQ(outlines_of(turned), before);
  }
  jobs::set_thread_count(0);
}

TEST(ClusterOutlines, HasNothingForAGroupWithoutPlaces) {
  const auto outlines = outlines_of({{10.0}, {10.0}, {1}, 2});
  EXPECT_TRUE(outlines[0].empty());
  EXPECT_FALSE(outlines[1].empty());
}

TEST(ClusterOutlines, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const Groups groups = clustered_places(1, 300);
  const auto outlines = cluster_outlines(groups.places(), {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(outlines);
  EXPECT_EQ(outlines.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
