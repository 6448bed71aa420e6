// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/dbscan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "analysis/distinct_locations.hpp"
#include "core/random.hpp"
#include "jobs/parallel.hpp"
#include "support/reference_points.hpp"

namespace wardscope::analysis {
namespace {

struct Places {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::uint32_t> incidents;
  [[nodiscard]] PlacedCounts counts() const { return {x, y, incidents}; }
};

Clusters clusters_of(const PlacedCounts& places, double reach, std::int64_t least) {
  auto found = dbscan(places, {core::Metres(reach), least}, jobs::Progress());
  EXPECT_TRUE(found) << found.error().message;
  return std::move(found).value();
}

/// Incidents of each cluster, largest first, and of the noise at the end.
std::vector<std::int64_t> sizes(const PlacedCounts& places, const Clusters& found) {
  std::vector<std::int64_t> by_cluster(static_cast<std::size_t>(found.count), 0);
  std::int64_t noise = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::int64_t own = places.incidents.empty() ? 1 : places.incidents[i];
    (found.cluster[i] < 0 ? noise : by_cluster[static_cast<std::size_t>(found.cluster[i])]) += own;
  }
  std::sort(by_cluster.rbegin(), by_cluster.rend());
  by_cluster.push_back(noise);
  return by_cluster;
}

/// R's dbscan 1.1-11 on the 65 points, and on those that are distinct.
TEST(Dbscan, HoldsTheReferenceNumbers) {
  const test::ReferencePoints points = test::reference_points();
  const PlacedCounts each{points.x, points.y, {}};
  EXPECT_EQ(sizes(each, clusters_of(each, 60.0, 5)), (std::vector<std::int64_t>{30, 17, 18}));

  const auto distinct = distinct_locations({points.x, points.y, {}, {}}, Aggregation::always);
  ASSERT_TRUE(distinct);
  const PlacedCounts stacked{distinct->x, distinct->y, distinct->incidents};
  EXPECT_EQ(sizes(stacked, clusters_of(stacked, 60.0, 5)), (std::vector<std::int64_t>{30, 17, 18}));
  const PlacedCounts unique{distinct->x, distinct->y, {}};
  EXPECT_EQ(sizes(unique, clusters_of(unique, 60.0, 5)), (std::vector<std::int64_t>{25, 17, 18}));
}

/// The definition, place by place.
Clusters plain(const PlacedCounts& places, double reach, std::int64_t least) {
  const std::size_t n = places.size();
  const auto apart = [&](std::size_t a, std::size_t b) {
    const double dx = places.x[a] - places.x[b];
    const double dy = places.y[a] - places.y[b];
    return dx * dx + dy * dy;
  };
  Clusters found;
  found.cluster.assign(n, Clusters::kNoise);
  found.core.assign(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    std::int64_t count = 0;
    for (std::size_t j = 0; j < n; ++j) count += apart(i, j) <= reach * reach ? places.incidents[j] : 0;
    found.core[i] = count >= least;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!found.core[i] || found.cluster[i] >= 0) continue;
    std::vector<std::size_t> waiting{i};
    found.cluster[i] = found.count;
    while (!waiting.empty()) {
      const std::size_t a = waiting.back();
      waiting.pop_back();
      for (std::size_t b = 0; b < n; ++b) {
        if (!found.core[b] || found.cluster[b] >= 0 || apart(a, b) > reach * reach) continue;
        found.cluster[b] = found.count;
        waiting.push_back(b);
      }
    }
    ++found.count;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (found.core[i]) continue;
    std::size_t best = n;
    for (std::size_t j = 0; j < n; ++j) {
      if (!found.core[j] || apart(i, j) > reach * reach) continue;
      const auto key = [&](std::size_t core) { return std::tuple(apart(i, core), places.x[core], places.y[core]); };
      if (best == n || key(j) < key(best)) best = j;
    }
    if (best < n) found.cluster[i] = found.cluster[best];
  }
  return found;
}

/// The same places in the same cluster, whatever the numbers of the clusters.
void expect_same(const Clusters& a, const Clusters& b) {
  ASSERT_EQ(a.count, b.count);
  ASSERT_EQ(a.core, b.core);
  std::map<std::int32_t, std::int32_t> other;
  for (std::size_t i = 0; i < a.cluster.size(); ++i) {
    ASSERT_EQ(a.cluster[i] < 0, b.cluster[i] < 0) << i;
    if (a.cluster[i] < 0) continue;
    ASSERT_EQ(other.try_emplace(a.cluster[i], b.cluster[i]).first->second, b.cluster[i]) << i;
  }
}

/// On a lattice of 10 m many distances are equal to each other and to the reach.
Places lattice_places(std::uint64_t seed) {
  core::CounterRng rng(seed, 1);
  Places places;
  for (std::uint64_t i = 20 + rng.below(200); i > 0; --i) {
    places.x.push_back(407000.0 + std::floor(rng.uniform(0.0, 60.0)) * 10.0);
    places.y.push_back(91000.0 + std::floor(rng.uniform(0.0, 40.0)) * 10.0);
    places.incidents.push_back(static_cast<std::uint32_t>(1 + rng.below(3)));
  }
  return places;
}

TEST(Dbscan, IsThePlainSearchOnRandomPlaces) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    core::CounterRng rng(seed, 2);
    const Places places = lattice_places(seed);
    const double reach = 20.0 + 10.0 * static_cast<double>(rng.below(8));
    const auto least = static_cast<std::int64_t>(2 + rng.below(12));
    expect_same(plain(places.counts(), reach, least), clusters_of(places.counts(), reach, least));
  }
}

TEST(Dbscan, DoesNotDependOnTheOrderOfPlacesNorOnThreads) {
  const Places places = lattice_places(77);
  const Clusters before = clusters_of(places.counts(), 40.0, 6);
  Places turned;
  turned.x.assign(places.x.rbegin(), places.x.rend());
  turned.y.assign(places.y.rbegin(), places.y.rend());
  turned.incidents.assign(places.incidents.rbegin(), places.incidents.rend());
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    Clusters after = clusters_of(turned.counts(), 40.0, 6);
    std::reverse(after.cluster.begin(), after.cluster.end());
    std::reverse(after.core.begin(), after.core.end());
    expect_same(before, after);
  }
  jobs::set_thread_count(0);
}

TEST(Dbscan, TakesAStackOfEnoughForACluster) {
  const std::vector<double> x{0.0, 500.0, 1000.0};
  const std::vector<double> y{0.0, 0.0, 0.0};
  const std::vector<std::uint32_t> incidents{5, 4, 1};
  const Clusters found = clusters_of({x, y, incidents}, 50.0, 5);
  EXPECT_EQ(found.cluster, (std::vector<std::int32_t>{0, Clusters::kNoise, Clusters::kNoise}));
}

TEST(Dbscan, CountsAReachThatIsExact) {
  const std::vector<double> x{0.0, 30.0, 60.0};
  const std::vector<double> y{0.0, 40.0, 80.0};
  EXPECT_EQ(clusters_of({x, y, {}}, 50.0, 3).cluster, (std::vector<std::int32_t>{0, 0, 0}));
  EXPECT_EQ(clusters_of({x, y, {}}, 49.999, 3).count, 0);
}

TEST(Dbscan, TakesTheLeastByARuleWhereNoneIsGiven) {
  EXPECT_EQ(default_least(3), 5);
  EXPECT_EQ(default_least(100), 10);
  EXPECT_EQ(default_least(101), 11);
  EXPECT_EQ(default_least(1'000'000), 50);
  const Places places = lattice_places(3);
  const auto incidents = std::accumulate(places.incidents.begin(), places.incidents.end(), std::int64_t{0});
  EXPECT_EQ(clusters_of(places.counts(), 50.0, 0).least, default_least(incidents));
}

TEST(Dbscan, RefusesWithWhatToDo) {
  const auto refusal = [](const PlacedCounts& places, const DbscanOptions& options) {
    const auto found = dbscan(places, options, jobs::Progress());
    return found ? std::string() : found.error().message;
  };
  const Places places = lattice_places(1);
  EXPECT_NE(refusal(places.counts(), {core::Metres(0.0), 5}).find("1 to 10000 m"), std::string::npos);
  EXPECT_NE(refusal(places.counts(), {core::Metres(std::nan("")), 5}).find("1 to 10000 m"), std::string::npos);
  EXPECT_NE(refusal(places.counts(), {core::Metres(50.0), -1}).find("negative"), std::string::npos);
  EXPECT_NE(refusal({}, {}).find("no incident"), std::string::npos);
}

TEST(Dbscan, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const Places places = lattice_places(1);
  const auto found = dbscan(places.counts(), {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
