// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/nearest_neighbour_hierarchy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <stop_token>
#include <string>
#include <tuple>
#include <vector>

#include "core/random.hpp"
#include "jobs/parallel.hpp"

namespace wardscope::analysis {
namespace {

using testing::HasSubstr;

struct Stacks {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> incidents;
  [[nodiscard]] PlacedCounts view() const { return {x, y, incidents}; }
};

NnhOptions fixed(double distance, std::int64_t least) {
  return {NnhThreshold::fixed, core::Metres(distance), 0.5, least, {}};
}

NnhHierarchy hierarchy_of(const Stacks& stacks, const NnhOptions& options) {
  auto found = nearest_neighbour_hierarchy(stacks.view(), options, jobs::Progress());
  EXPECT_TRUE(found) << found.error().message;
  return std::move(found).value();
}

/// The definition: count, take the best, count again.
std::vector<std::int32_t> plain_nnh(const Stacks& s, double distance, std::int64_t least) {
  const std::size_t n = s.x.size();
  const auto near = [&](std::size_t a, std::size_t b) {
    return (s.x[a] - s.x[b]) * (s.x[a] - s.x[b]) + (s.y[a] - s.y[b]) * (s.y[a] - s.y[b]) <= distance * distance;
  };
  std::vector<std::int32_t> cluster(n, Clusters::kNoise);
  for (std::int32_t number = 0;; ++number) {
    std::size_t best = n;
    std::int64_t most = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (cluster[i] >= 0) continue;
      std::int64_t count = 0;
      for (std::size_t j = 0; j < n; ++j) count += cluster[j] < 0 && near(i, j) ? s.incidents[j] : 0;
      const auto key = [&](std::int64_t own, std::size_t at) { return std::tuple(-own, s.x[at], s.y[at]); };
      if (best == n || key(count, i) < key(most, best)) {
        best = i;
        most = count;
      }
    }
    if (best == n || most < least) return cluster;
    for (std::size_t j = 0; j < n; ++j) {
      if (cluster[j] < 0 && near(best, j)) cluster[j] = number;
    }
  }
}

Stacks lattice_stacks(std::uint64_t seed) {
  core::CounterRng rng(seed, 1);
  std::map<std::pair<double, double>, std::uint32_t> at;  // each place once
  for (std::uint64_t i = 20 + rng.below(200); i > 0; --i) {
    at[{407000.0 + std::floor(rng.uniform(0.0, 60.0)) * 10.0, 91000.0 + std::floor(rng.uniform(0.0, 40.0)) * 10.0}] +=
        static_cast<std::uint32_t>(1 + rng.below(3));
  }
  Stacks stacks;
  for (const auto& [place, count] : at) {
    stacks.x.push_back(place.first);
    stacks.y.push_back(place.second);
    stacks.incidents.push_back(count);
  }
  return stacks;
}

/// The same sets, whatever their numbers.
void expect_same_sets(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  std::map<std::int32_t, std::int32_t> other;
  std::map<std::int32_t, std::int32_t> back;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(other.try_emplace(a[i], b[i]).first->second, b[i]) << i;
    ASSERT_EQ(back.try_emplace(b[i], a[i]).first->second, a[i]) << i;
    ASSERT_EQ(a[i] < 0, b[i] < 0) << i;
  }
}

TEST(NearestNeighbourHierarchy, IsThePlainSearchOnRandomPlaces) {
  int with_clusters = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    core::CounterRng rng(seed, 2);
    const Stacks stacks = lattice_stacks(seed);
    const double distance = 10.0 + 10.0 * static_cast<double>(rng.below(8));
    const auto least = static_cast<std::int64_t>(2 + rng.below(12));
    const NnhHierarchy found = hierarchy_of(stacks, fixed(distance, least));
    expect_same_sets(plain_nnh(stacks, distance, least), found.first.cluster);
    with_clusters += found.first.count > 2 ? 1 : 0;
  }
  EXPECT_GT(with_clusters, 75);
}

/// By hand: 0, 10, 20 and 30 with a threshold of 10. 10 and 20 have three each; the western one takes 0 and 20, and 30
/// stays alone. With two more on 30, 20 has most, and 0 stays alone.
TEST(NearestNeighbourHierarchy, GrowsFromThePlaceWithMostAround) {
  const Stacks four{{0.0, 10.0, 20.0, 30.0}, {0.0, 0.0, 0.0, 0.0}, {1, 1, 1, 1}};
  EXPECT_EQ(hierarchy_of(four, fixed(10.0, 2)).first.cluster, (std::vector<std::int32_t>{0, 0, 0, -1}));
  const Stacks heavy{{0.0, 10.0, 20.0, 30.0}, {0.0, 0.0, 0.0, 0.0}, {1, 1, 1, 3}};
  const NnhHierarchy found = hierarchy_of(heavy, fixed(10.0, 2));
  EXPECT_EQ(found.first.cluster, (std::vector<std::int32_t>{-1, 0, 0, 0}));
  EXPECT_EQ(found.first.core, (std::vector<bool>{false, false, true, false}));
}

/// Three pairs along a line, their centres 48 m apart, a fourth 500 m off: the centres of three make one of second
/// order, then nothing is left to pair.
TEST(NearestNeighbourHierarchy, GroupsTheMeanCentresAgain) {
  const Stacks pairs{{0.0, 10.0, 48.0, 58.0, 96.0, 106.0, 600.0, 610.0},
                     std::vector<double>(8, 0.0),
                     std::vector<std::uint32_t>(8, 1)};
  const NnhHierarchy found = hierarchy_of(pairs, fixed(30.0, 2));
  EXPECT_EQ(found.first.count, 4);
  EXPECT_TRUE(found.wider.empty());  // 48 m is more than 30 m
  NnhOptions random{NnhThreshold::random, core::Metres(1.0), 0.5, 2, core::SquareKilometres(0.04)};
  // First order: 0.5 sqrt(40,000 / 8) = 35.4 m. Second: 0.5 sqrt(40,000 / 4) = 50 m.
  const NnhHierarchy grown = hierarchy_of(pairs, random);
  EXPECT_NEAR(grown.threshold.value(), 35.3553, 1e-3 /* m */);
  ASSERT_EQ(grown.first.count, 4);
  ASSERT_EQ(grown.wider.size(), 1U);
  EXPECT_NEAR(grown.wider[0].threshold.value(), 50.0, 1e-9);
  EXPECT_EQ(grown.wider[0].cluster, (std::vector<std::int32_t>{0, 0, 0, -1}));
}

/// Clark & Evans: mean distance and its error of n random points; the normal quantile of 0.95 is 1.644854.
TEST(NearestNeighbourHierarchy, TakesTheThresholdFromPointsAtRandom) {
  const core::SquareKilometres land(100.0);
  EXPECT_NEAR(random_threshold(10000, land, 0.5).value(), 50.0, 1e-9);
  EXPECT_NEAR(random_threshold(10000, land, 0.05).value(), 50.0 - 1.644854 * 0.26136, 1e-5);
  EXPECT_NEAR(random_threshold(10000, land, 0.95).value(), 50.0 + 1.644854 * 0.26136, 1e-5);
  EXPECT_EQ(random_threshold(2, land, 0.00001).value(), 0.0);
}

TEST(NearestNeighbourHierarchy, TakesAStackOfEnoughForACluster) {
  const Stacks stacks{{0.0, 500.0}, {0.0, 0.0}, {10, 9}};
  EXPECT_EQ(hierarchy_of(stacks, fixed(50.0, 10)).first.cluster, (std::vector<std::int32_t>{0, -1}));
}

TEST(NearestNeighbourHierarchy, DoesNotDependOnTheOrderNorOnThreads) {
  const Stacks stacks = lattice_stacks(77);
  const NnhHierarchy before = hierarchy_of(stacks, fixed(40.0, 6));
  Stacks turned = stacks;
  std::reverse(turned.x.begin(), turned.x.end());
  std::reverse(turned.y.begin(), turned.y.end());
  std::reverse(turned.incidents.begin(), turned.incidents.end());
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    NnhHierarchy after = hierarchy_of(turned, fixed(40.0, 6));
    std::reverse(after.first.cluster.begin(), after.first.cluster.end());
    expect_same_sets(before.first.cluster, after.first.cluster);
    EXPECT_EQ(before.wider.size(), after.wider.size());
  }
  jobs::set_thread_count(0);
}

TEST(NearestNeighbourHierarchy, RefusesWithWhatToDo) {
  const auto refusal = [](const Stacks& stacks, const NnhOptions& options) {
    const auto found = nearest_neighbour_hierarchy(stacks.view(), options, jobs::Progress());
    return found ? std::string() : found.error().message;
  };
  const Stacks stacks = lattice_stacks(1);
  EXPECT_THAT(refusal(stacks, fixed(0.0, 10)), HasSubstr("1 to 10000 m"));
  EXPECT_THAT(refusal(stacks, fixed(std::nan(""), 10)), HasSubstr("1 to 10000 m"));
  EXPECT_THAT(refusal(stacks, fixed(50.0, 1)), HasSubstr("2 or more"));
  EXPECT_THAT(refusal(stacks, {}), HasSubstr("import wards"));
  EXPECT_THAT(refusal(stacks, {NnhThreshold::random, {}, 1.0, 10, core::SquareKilometres(1.0)}),
              HasSubstr("between 0 and 1"));
  EXPECT_THAT(refusal({}, fixed(50.0, 10)), HasSubstr("no incident"));
}

TEST(NearestNeighbourHierarchy, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto found =
      nearest_neighbour_hierarchy(lattice_stacks(1).view(), fixed(50.0, 3), jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
