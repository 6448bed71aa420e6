// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/st_dbscan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
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

struct Days {
  std::vector<double> x;
  std::vector<double> y;
  std::vector<std::int32_t> day;
  std::vector<std::uint32_t> incidents;
  [[nodiscard]] PlacedDays view() const { return {x, y, day, incidents}; }
  void add(double east, double north, std::int32_t when, std::uint32_t count = 1) {
    x.push_back(east);
    y.push_back(north);
    day.push_back(when);
    incidents.push_back(count);
  }
};

Clusters st_clusters(const Days& days, const StDbscanOptions& options) {
  auto found = st_dbscan(days.view(), options, jobs::Progress());
  EXPECT_TRUE(found) << found.error().message;
  return std::move(found).value();
}

/// The definition, pair by pair.
Clusters plain_st(const Days& d, const StDbscanOptions& options) {
  const std::size_t n = d.x.size();
  const auto squared = [&](std::size_t a, std::size_t b) {
    return (d.x[a] - d.x[b]) * (d.x[a] - d.x[b]) + (d.y[a] - d.y[b]) * (d.y[a] - d.y[b]);
  };
  const auto near = [&](std::size_t a, std::size_t b) {
    return squared(a, b) <= options.reach.value() * options.reach.value() &&
           std::abs(d.day[a] - d.day[b]) <= options.days;
  };
  Clusters found;
  found.cluster.assign(n, Clusters::kNoise);
  found.core.assign(n, false);
  for (std::size_t i = 0; i < n; ++i) {
    std::int64_t count = 0;
    for (std::size_t j = 0; j < n; ++j) count += near(i, j) ? d.incidents[j] : 0;
    found.core[i] = count >= options.least;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (!found.core[i] || found.cluster[i] >= 0) continue;
    std::vector<std::size_t> waiting{i};
    found.cluster[i] = found.count;
    while (!waiting.empty()) {
      const std::size_t a = waiting.back();
      waiting.pop_back();
      for (std::size_t b = 0; b < n; ++b) {
        if (!found.core[b] || found.cluster[b] >= 0 || !near(a, b)) continue;
        found.cluster[b] = found.count;
        waiting.push_back(b);
      }
    }
    ++found.count;
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (found.core[i]) continue;
    std::size_t best = n;
    const auto key = [&](std::size_t j) {
      return std::tuple(squared(i, j), std::abs(d.day[i] - d.day[j]), d.x[j], d.y[j], d.day[j]);
    };
    for (std::size_t j = 0; j < n; ++j) {
      if (found.core[j] && near(i, j) && (best == n || key(j) < key(best))) best = j;
    }
    if (best < n) found.cluster[i] = found.cluster[best];
  }
  return found;
}

void expect_same_groups(const Clusters& a, const Clusters& b) {
  ASSERT_EQ(a.count, b.count);
  ASSERT_EQ(a.core, b.core);
  std::map<std::int32_t, std::int32_t> other;
  for (std::size_t i = 0; i < a.cluster.size(); ++i) {
    ASSERT_EQ(a.cluster[i] < 0, b.cluster[i] < 0) << i;
    if (a.cluster[i] < 0) continue;
    ASSERT_EQ(other.try_emplace(a.cluster[i], b.cluster[i]).first->second, b.cluster[i]) << i;
  }
}

/// On a lattice of 10 m and of days many distances and differences are equal to each other and to the bounds.
Days lattice_days(std::uint64_t seed) {
  core::CounterRng rng(seed, 1);
  Days days;
  for (std::uint64_t i = 20 + rng.below(200); i > 0; --i) {
    days.add(407000.0 + std::floor(rng.uniform(0.0, 30.0)) * 10.0, 91000.0 + std::floor(rng.uniform(0.0, 20.0)) * 10.0,
             static_cast<std::int32_t>(20000 + rng.below(60)), static_cast<std::uint32_t>(1 + rng.below(3)));
  }
  return days;
}

TEST(StDbscan, IsThePlainSearchOnRandomPlacesAndDays) {
  int with_clusters = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    core::CounterRng rng(seed, 2);
    const Days days = lattice_days(seed);
    const StDbscanOptions options{core::Metres(20.0 + 10.0 * static_cast<double>(rng.below(6))),
                                  static_cast<std::int64_t>(rng.below(15)),
                                  static_cast<std::int64_t>(2 + rng.below(8))};
    const Clusters plain = plain_st(days, options);
    expect_same_groups(plain, st_clusters(days, options));
    with_clusters += plain.count > 1 ? 1 : 0;
  }
  EXPECT_GT(with_clusters, 50);
}

/// Five on one corner in March and five in June are one cluster in space and two in space and time.
TEST(StDbscan, TellsTwoSeriesAtOnePlaceApart) {
  Days days;
  for (int i = 0; i < 5; ++i) days.add(100.0 + i, 200.0, 20150 + i);
  for (int i = 0; i < 5; ++i) days.add(100.0 + i, 200.0, 20240 + i);
  EXPECT_EQ(dbscan({days.x, days.y, days.incidents}, {core::Metres(50.0), 5}, jobs::Progress())->count, 1);
  EXPECT_EQ(st_clusters(days, {core::Metres(50.0), 14, 5}).cluster,
            (std::vector<std::int32_t>{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
}

TEST(StDbscan, CountsBothBoundsIn) {
  Days days;
  days.add(0.0, 0.0, 20000);
  days.add(30.0, 40.0, 20014);
  EXPECT_EQ(st_clusters(days, {core::Metres(50.0), 14, 2}).count, 1);
  EXPECT_EQ(st_clusters(days, {core::Metres(50.0), 13, 2}).count, 0);
  EXPECT_EQ(st_clusters(days, {core::Metres(49.999), 14, 2}).count, 0);
}

/// With as many days as the data span it is DBSCAN.
TEST(StDbscan, IsDbscanWhereAllDaysAreInReach) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Days days = lattice_days(seed);
    const auto space = dbscan({days.x, days.y, days.incidents}, {core::Metres(40.0), 9}, jobs::Progress());
    ASSERT_TRUE(space);
    expect_same_groups(*space, st_clusters(days, {core::Metres(40.0), 60, 9}));
  }
}

TEST(StDbscan, DoesNotDependOnTheOrderNorOnThreads) {
  const Days days = lattice_days(77);
  const Clusters before = st_clusters(days, {core::Metres(40.0), 7, 5});
  Days turned = days;
  std::reverse(turned.x.begin(), turned.x.end());
  std::reverse(turned.y.begin(), turned.y.end());
  std::reverse(turned.day.begin(), turned.day.end());
  std::reverse(turned.incidents.begin(), turned.incidents.end());
  for (const unsigned threads : {1U, 2U, 7U}) {
    jobs::set_thread_count(threads);
    Clusters after = st_clusters(turned, {core::Metres(40.0), 7, 5});
    std::reverse(after.cluster.begin(), after.cluster.end());
    std::reverse(after.core.begin(), after.core.end());
    expect_same_groups(before, after);
  }
  jobs::set_thread_count(0);
}

TEST(StDbscan, RefusesWithWhatToDo) {
  const auto refusal = [](const Days& days, const StDbscanOptions& options) {
    const auto found = st_dbscan(days.view(), options, jobs::Progress());
    return found ? std::string() : found.error().message;
  };
  const Days days = lattice_days(1);
  EXPECT_THAT(refusal(days, {core::Metres(0.0), 14, 5}), HasSubstr("1 to 10000 m"));
  EXPECT_THAT(refusal(days, {core::Metres(std::nan("")), 14, 5}), HasSubstr("1 to 10000 m"));
  EXPECT_THAT(refusal(days, {core::Metres(50.0), -1, 5}), HasSubstr("0 to 3660"));
  EXPECT_THAT(refusal(days, {core::Metres(50.0), 14, -5}), HasSubstr("negative"));
  EXPECT_THAT(refusal({}, {}), HasSubstr("no incident"));
}

TEST(StDbscan, StopsWhenAsked) {
  std::stop_source stop;
  stop.request_stop();
  const auto found = st_dbscan(lattice_days(1).view(), {}, jobs::Progress(stop.get_token()));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, core::ErrorCode::cancelled);
}

}  // namespace
}  // namespace wardscope::analysis
